package io.agender.audit.window;

import io.agender.audit.TopicRecord;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.DemographicSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which version of a camera's settings each of its windows goes by. When a version was read is in no topic, so the
 * summaries say which it was; but it must be the one that was valid at the window's start among the first versions, and
 * what was known when a window opened must be known to all that open later. Whoever reads settings has them soon: a version
 * that was written, by the clock of who wrote it, {@link #SLACK} before the frame that opens a window was analysed must be known to it.
 */
public final class PinnedVersions {

    /** For what an aggregator may be behind with the settings while it reads faces, and for clocks that don't agree. */
    public static final Duration SLACK = Duration.ofMinutes(5);

    private final List<CameraVersion> versions;
    private final Map<Instant, Integer> named = new HashMap<>();
    private int known;

    private PinnedVersions(Optional<CameraSettings> settings, int known) {
        versions = settings.map(CameraSettings::getVersions).orElse(List.of());
        this.known = known;
    }

    /** Those of windows whose settings were all known before the first of them opened. */
    public static PinnedVersions knownBefore(Optional<CameraSettings> settings) {
        return new PinnedVersions(
                settings, settings.map(all -> all.getVersions().size()).orElse(0));
    }

    /** Those that the summaries name, where they may. */
    public static PinnedVersions namedBy(
            List<TopicRecord<DemographicSummary>> found, Optional<CameraSettings> settings) {
        PinnedVersions pinned = new PinnedVersions(settings, 0);
        found.forEach(record -> pinned.named.putIfAbsent(
                record.value().getWindowStart(),
                record.value().getSettingsVersion() == null ? 0 : record.value().getSettingsVersion()));
        return pinned;
    }

    /**
     * The version of a window that opens next.
     *
     * @param analysedAt when the frame that opens it was analysed by the wall clock, if that is known
     */
    Optional<CameraVersion> next(Instant start, Optional<Instant> analysedAt) {
        analysedAt.ifPresent(time -> known = Math.max(known, writtenBefore(time.minus(SLACK))));
        Integer wanted = named.get(start);
        if (wanted != null) {
            for (int first = known; first <= versions.size(); first++) {
                Optional<CameraVersion> valid = valid(first, start);
                if (valid.map(CameraVersion::getVersion).orElse(0).equals(wanted)) {
                    known = first;
                    return valid;
                }
            }
        }
        return valid(versions.size(), start);
    }

    /** How many versions were there, of which the last was written by then. */
    private int writtenBefore(Instant time) {
        int written = versions.size();
        while (written > 0 && versions.get(written - 1).getAppliedAt().isAfter(time)) {
            written--;
        }
        return written;
    }

    private Optional<CameraVersion> valid(int first, Instant start) {
        return versions.subList(0, first).stream()
                .filter(version -> !version.getValidFrom().isAfter(start))
                .reduce((one, later) -> later);
    }
}
