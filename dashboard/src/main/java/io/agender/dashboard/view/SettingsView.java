package io.agender.dashboard.view;

import io.agender.schemas.CameraSettings;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.OpenTime;
import io.agender.schemas.OpeningHours;
import io.agender.schemas.WeekDay;
import io.agender.schemas.camera.CameraVersions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The settings of a camera as the editor shows them.
 *
 * @param newest number of the version that was written last; 0 when there is none
 * @param valid number of the version that is valid at the camera's clock; null when none is
 * @param refusal why nothing can be saved, as a sentence; null when it can
 * @param versions all that are kept, in the order in which they were written
 */
public record SettingsView(String cameraId, int newest, Integer valid, String refusal, List<VersionView> versions) {

    /** A version; {@code drawn} when it was made in the editor. */
    public record VersionView(
            int version,
            Instant validFrom,
            Instant appliedAt,
            boolean drawn,
            String site,
            String timeZone,
            HoursView openingHours,
            List<PlacesView.ZoneView> zones,
            List<PlacesView.LineView> lines) {}

    /** Opening hours; days and dates that are closed have no times. */
    public record HoursView(List<DayView> week, List<DateView> dates) {}

    public record DayView(WeekDay day, List<TimeView> open) {}

    public record DateView(String date, List<TimeView> open) {}

    /** Minutes since midnight. */
    public record TimeView(int from, int to) {}

    /** @param at the camera's clock */
    public static SettingsView of(
            String cameraId, Optional<CameraSettings> settings, Instant at, Optional<String> refusal) {
        return new SettingsView(
                cameraId,
                CameraVersions.newestNumber(settings),
                settings.flatMap(known -> CameraVersions.validAt(known, at))
                        .map(CameraVersion::getVersion)
                        .orElse(null),
                refusal.orElse(null),
                settings.map(SettingsView::versions).orElse(List.of()));
    }

    private static List<VersionView> versions(CameraSettings settings) {
        return settings.getVersions().stream()
                .map(version -> version(version, CameraVersions.isDrawn(settings, version)))
                .toList();
    }

    private static VersionView version(CameraVersion version, boolean drawn) {
        PlacesView places = PlacesView.of(version);
        return new VersionView(
                version.getVersion(),
                version.getValidFrom(),
                version.getAppliedAt(),
                drawn,
                version.getSite(),
                version.getTimeZone(),
                Optional.ofNullable(version.getOpeningHours())
                        .map(SettingsView::hours)
                        .orElse(null),
                places.zones(),
                places.lines());
    }

    private static HoursView hours(OpeningHours hours) {
        return new HoursView(
                hours.getWeek().stream()
                        .map(day -> new DayView(day.getDay(), times(day.getOpen())))
                        .toList(),
                hours.getDates().stream()
                        .map(date -> new DateView(date.getDate(), times(date.getOpen())))
                        .toList());
    }

    private static List<TimeView> times(List<OpenTime> times) {
        return times.stream()
                .map(time -> new TimeView(time.getFrom(), time.getTo()))
                .toList();
    }
}
