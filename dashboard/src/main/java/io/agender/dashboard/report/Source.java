package io.agender.dashboard.report;

import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import java.util.Comparator;

/**
 * What a record is of: a camera, or a site.
 *
 * @param id of the camera, or label of the site
 */
record Source(RollupScope scope, String id) implements Comparable<Source> {

    private static final Comparator<Source> ORDER =
            Comparator.comparing(Source::scope).thenComparing(Source::id);

    static Source of(RollupSummary rollup) {
        return new Source(
                rollup.getScope(), rollup.getScope() == RollupScope.SITE ? rollup.getSite() : rollup.getCameraId());
    }

    @Override
    public int compareTo(Source other) {
        return ORDER.compare(this, other);
    }
}
