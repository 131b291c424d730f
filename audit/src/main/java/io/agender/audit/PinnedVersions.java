package io.agender.audit;

import io.agender.schemas.CameraSettings;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.DemographicSummary;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which version of a camera's settings each of its windows goes by. When a version was read is in no topic, so the
 * summaries say which it was; but it must be the one that was valid at the window's start among the first versions, and
 * what was known when a window opened must be known to all that open later.
 */
final class PinnedVersions {

    private final List<CameraVersion> versions;
    private final Map<Instant, Integer> named = new HashMap<>();
    private int known;

    private PinnedVersions(Optional<CameraSettings> settings, int known) {
        versions = settings.map(CameraSettings::getVersions).orElse(List.of());
        this.known = known;
    }

    /** Those of windows whose settings were all known before the first of them opened. */
    static PinnedVersions knownBefore(Optional<CameraSettings> settings) {
        return new PinnedVersions(
                settings, settings.map(all -> all.getVersions().size()).orElse(0));
    }

    /** Those that the summaries name, where they may. */
    static PinnedVersions namedBy(List<TopicRecord<DemographicSummary>> found, Optional<CameraSettings> settings) {
        PinnedVersions pinned = new PinnedVersions(settings, 0);
        found.forEach(record -> pinned.named.putIfAbsent(
                record.value().getWindowStart(),
                record.value().getSettingsVersion() == null ? 0 : record.value().getSettingsVersion()));
        return pinned;
    }

    /** The version of a window that opens next. */
    Optional<CameraVersion> next(Instant start) {
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

    private Optional<CameraVersion> valid(int first, Instant start) {
        return versions.subList(0, first).stream()
                .filter(version -> !version.getValidFrom().isAfter(start))
                .reduce((one, later) -> later);
    }
}
