package io.agender.schemas.camera;

import io.agender.schemas.CameraSettings;
import io.agender.schemas.CameraVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The versions of a camera's settings: which is valid when, and what comes of it when one is added. All of them are in one
 * record, so that the compaction of their topic loses none and a version is there as a whole or not at all.
 */
public final class CameraVersions {

    private CameraVersions() {}

    /** The version that is valid at a moment of the camera's time; empty when none is. */
    public static Optional<CameraVersion> validAt(CameraSettings settings, Instant time) {
        Optional<CameraVersion> valid = Optional.empty();
        for (CameraVersion version : settings.getVersions()) {
            if (!version.getValidFrom().isAfter(time)) {
                valid = Optional.of(version);
            }
        }
        return valid;
    }

    /** The version that was written last; empty when there is none. */
    public static Optional<CameraVersion> newest(Optional<CameraSettings> settings) {
        return settings.map(CameraSettings::getVersions)
                .filter(versions -> !versions.isEmpty())
                .map(versions -> versions.get(versions.size() - 1));
    }

    /** Its number; 0 when there is none. */
    public static int newestNumber(Optional<CameraSettings> settings) {
        return newest(settings).map(CameraVersion::getVersion).orElse(0);
    }

    /** The version that was written last of those that come from a file; empty when there is none. */
    public static Optional<CameraVersion> newestOfFile(Optional<CameraSettings> settings) {
        Optional<CameraVersion> newest = Optional.empty();
        for (CameraVersion version : settings.map(CameraSettings::getVersions).orElse(List.of())) {
            if (!isDrawn(settings.get(), version)) {
                newest = Optional.of(version);
            }
        }
        return newest;
    }

    /** Whether a version was made in the dashboard's editor. */
    public static boolean isDrawn(CameraSettings settings, CameraVersion version) {
        return settings.getDrawn().contains(version.getVersion());
    }

    /** Whether two versions say the same, whatever their numbers and times are. */
    public static boolean saySame(CameraVersion one, CameraVersion other) {
        return undated(one).equals(undated(other));
    }

    private static CameraVersion undated(CameraVersion version) {
        return CameraVersion.newBuilder(version)
                .setVersion(0)
                .setValidFrom(Instant.EPOCH)
                .setAppliedAt(Instant.EPOCH)
                .build();
    }

    /**
     * The settings with one more version, and without those that no record can name any more.
     *
     * @param before what was there
     * @param draft the new version with the time from which it is valid; its number and when it was applied are set here
     * @param now by the wall clock
     * @param kept how long a version is kept after another took its place
     */
    public static CameraSettings with(
            String cameraId, Optional<CameraSettings> before, CameraVersion draft, Instant now, Duration kept) {
        return with(cameraId, before, draft, false, now, kept);
    }

    /** The same for a version that was made in the dashboard's editor. */
    public static CameraSettings withDrawn(
            String cameraId, Optional<CameraSettings> before, CameraVersion draft, Instant now, Duration kept) {
        return with(cameraId, before, draft, true, now, kept);
    }

    private static CameraSettings with(
            String cameraId,
            Optional<CameraSettings> before,
            CameraVersion draft,
            boolean isDrawn,
            Instant now,
            Duration kept) {
        int number = newestNumber(before) + 1;
        List<CameraVersion> versions =
                new ArrayList<>(before.map(CameraSettings::getVersions).orElse(List.of()));
        versions.add(CameraVersion.newBuilder(draft)
                .setVersion(number)
                .setAppliedAt(now)
                .build());
        Set<Integer> drawn = new TreeSet<>(before.map(CameraSettings::getDrawn).orElse(List.of()));
        if (isDrawn) {
            drawn.add(number);
        }
        int lastOfFile = versions.stream()
                .mapToInt(CameraVersion::getVersion)
                .filter(version -> !drawn.contains(version))
                .reduce(0, (one, later) -> later);
        Instant asked = now.minus(kept);
        List<CameraVersion> left = new ArrayList<>();
        for (int i = 0; i < versions.size(); i++) {
            boolean replaced = versions.subList(i + 1, versions.size()).stream()
                    .anyMatch(later -> later.getValidFrom().isBefore(asked)
                            && later.getAppliedAt().isBefore(asked));
            // What a file said last is compared with what it says when a run starts again, however long that is after.
            if (!replaced || versions.get(i).getVersion() == lastOfFile) {
                left.add(versions.get(i));
            }
        }
        drawn.retainAll(left.stream().map(CameraVersion::getVersion).toList());
        return new CameraSettings(cameraId, left, new ArrayList<>(drawn));
    }
}
