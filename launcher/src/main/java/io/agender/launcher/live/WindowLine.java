package io.agender.launcher.live;

import io.agender.schemas.AgeBandCount;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.ZoneSummary;
import io.agender.text.Printable;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** One line on a window that is final. */
final class WindowLine {

    private static final String WITHHELD = "*";

    private final DateTimeFormatter time;

    WindowLine(ZoneId zone) {
        time = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(zone);
    }

    String of(DemographicSummary summary) {
        List<String> parts = new ArrayList<>();
        if (summary.getPeoplePresent() != null || summary.getWithheld()) {
            parts.add(count(summary.getPeoplePresent()) + " present");
            parts.add(count(summary.getPeopleEntered()) + " came in");
        } else {
            parts.add(summary.getFacesDetected() + " faces");
        }
        parts.add(sum(summary, AgeBandCount::getFemale) + " women");
        parts.add(sum(summary, AgeBandCount::getMale) + " men");
        if (summary.getMeanAge() != null) {
            parts.add(String.format(Locale.ROOT, "mean age %.0f", summary.getMeanAge()));
        }
        long missing = summary.getFramesMissing() + summary.getFramesUndecodable();
        if (missing > 0) {
            parts.add(missing + " frames missing");
        }
        parts.addAll(ViewWords.of(summary));
        places(summary, parts);
        return time.format(summary.getWindowStart()) + " " + Printable.line(summary.getCameraId()) + ": "
                + String.join(", ", parts);
    }

    /** Without tracks nobody knows who was in a zone or crossed a line, only how many faces a zone had at once. */
    private static void places(DemographicSummary summary, List<String> parts) {
        boolean tracked = summary.getPeoplePresent() != null || summary.getWithheld();
        for (ZoneSummary zone : summary.getZones()) {
            if (tracked) {
                parts.add("zone " + zone.getZone() + " " + count(zone.getPeoplePresent()));
            } else if (zone.getAverageOccupancy() != null) {
                parts.add(String.format(Locale.ROOT, "zone %s %.1f faces", zone.getZone(), zone.getAverageOccupancy()));
            }
        }
        if (tracked) {
            summary.getLines()
                    .forEach(line -> parts.add("line " + line.getLine() + " " + count(line.getCrossedIn()) + " in "
                            + count(line.getCrossedOut()) + " out"));
        }
    }

    private static String count(Long value) {
        return value == null ? WITHHELD : String.valueOf(value);
    }

    private static String sum(DemographicSummary summary, Function<AgeBandCount, Long> part) {
        return count(summary.getCounts().stream()
                .map(part)
                .reduce(0L, (sum, one) -> sum == null || one == null ? null : (Long) (sum + one)));
    }
}
