package io.agender.launcher.service;

import io.agender.launcher.Shown;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;

/** Camera ids come from the keys of records and become labels, which others show on their pages and terminals. */
final class PrintableTags implements MeterFilter {

    @Override
    public Meter.Id map(Meter.Id meter) {
        return meter.replaceTags(meter.getTags().stream()
                .map(tag -> Tag.of(tag.getKey(), Shown.line(tag.getValue())))
                .toList());
    }
}
