package io.agender.dashboard.report;

import io.agender.schemas.CameraSettings;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.OpenTime;
import io.agender.schemas.OpeningHours;
import io.agender.schemas.camera.CameraVersions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** When places are open, as the settings of their cameras say that are valid on the day. Not thread-safe. */
final class OpenTimes {

    private static final int HOUR = 60;

    private final Function<String, Optional<CameraSettings>> settings;
    private final Map<String, Optional<CameraSettings>> known = new HashMap<>();

    /** @param settings what is known of a camera */
    OpenTimes(Function<String, Optional<CameraSettings>> settings) {
        this.settings = settings;
    }

    /** The times of a date by the clock of the camera's place; empty when nobody knows them. */
    Optional<List<OpenTime>> on(String camera, LocalDate date) {
        return valid(camera, date)
                .flatMap(version -> Optional.ofNullable(version.getOpeningHours()))
                .map(hours -> on(hours, date));
    }

    private Optional<CameraVersion> valid(String camera, LocalDate date) {
        return known.computeIfAbsent(camera, settings).flatMap(all -> CameraVersions.newest(Optional.of(all))
                .map(newest -> LocalPeriods.zone(newest.getTimeZone()))
                .flatMap(zone -> CameraVersions.validAt(all, noon(date, zone))));
    }

    private static Instant noon(LocalDate date, ZoneId zone) {
        return date.atTime(12, 0).atZone(zone).toInstant();
    }

    private static List<OpenTime> on(OpeningHours hours, LocalDate date) {
        return hours.getDates().stream()
                .filter(other -> other.getDate().equals(date.toString()))
                .findFirst()
                .map(other -> other.getOpen())
                .orElseGet(() -> hours.getWeek().stream()
                        .filter(day ->
                                day.getDay().name().equals(date.getDayOfWeek().name()))
                        .findFirst()
                        .map(day -> day.getOpen())
                        .orElse(List.of()));
    }

    /** Whether one of some cameras is at a place that is open in an hour of the day; null when nobody knows. */
    Boolean inHour(Collection<String> cameras, LocalDate date, int hour) {
        Boolean open = null;
        for (String camera : cameras) {
            Optional<List<OpenTime>> times = on(camera, date);
            if (times.isPresent()) {
                boolean here = times.get().stream()
                        .anyMatch(time -> time.getFrom() < (hour + 1) * HOUR && time.getTo() > hour * HOUR);
                open = here || Boolean.TRUE.equals(open);
            }
        }
        return open;
    }
}
