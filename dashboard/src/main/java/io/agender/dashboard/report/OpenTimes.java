package io.agender.dashboard.report;

import io.agender.schemas.CameraSettings;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.OpenTime;
import io.agender.schemas.OpeningHours;
import io.agender.schemas.TimeRange;
import io.agender.schemas.calendar.OpeningTimes;
import io.agender.schemas.camera.CameraVersions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** When places are open, as the settings of their cameras say that are valid on the day. Not thread-safe. */
final class OpenTimes {

    private static final int HOUR = 60;

    private final Function<String, Optional<CameraSettings>> settings;
    private final Map<String, Optional<CameraSettings>> known = new HashMap<>();
    private final Map<String, Optional<ZoneId>> zones = new HashMap<>();
    private final Map<Day, Optional<List<TimeRange>>> days = new HashMap<>();

    /** A camera's date by a clock. */
    private record Day(String camera, LocalDate date, ZoneId zone) {}

    /** @param settings what is known of a camera */
    OpenTimes(Function<String, Optional<CameraSettings>> settings) {
        this.settings = settings;
    }

    /** The times of a date by the clock of the camera's place; empty when nobody knows them. */
    Optional<List<OpenTime>> on(String camera, LocalDate date) {
        return hours(camera, date).map(hours -> new OpeningTimes(hours, zone(camera, ZoneOffset.UTC)).on(date));
    }

    /** Whether anything is known of a camera, so that its dates are worth a look. */
    boolean knows(String camera) {
        return known.computeIfAbsent(camera, settings).isPresent();
    }

    /**
     * The times between two moments at which a camera's place is open, ascending; empty when nobody knows.
     *
     * @param otherwise whose clock it goes by where the settings name none
     */
    Optional<List<TimeRange>> between(String camera, ZoneId otherwise, Instant from, Instant to) {
        ZoneId zone = zone(camera, otherwise);
        List<TimeRange> times = new ArrayList<>();
        boolean isKnown = false;
        LocalDate last = to.atZone(zone).toLocalDate();
        for (LocalDate date = from.atZone(zone).toLocalDate(); !date.isAfter(last); date = date.plusDays(1)) {
            Optional<List<TimeRange>> day = days.computeIfAbsent(new Day(camera, date, zone), this::all);
            isKnown |= day.isPresent();
            for (TimeRange time : day.orElse(List.of())) {
                Instant begin = time.getFrom().isBefore(from) ? from : time.getFrom();
                Instant end = time.getTo().isAfter(to) ? to : time.getTo();
                if (begin.isBefore(end)) {
                    times.add(new TimeRange(begin, end));
                }
            }
        }
        return isKnown ? Optional.of(times) : Optional.empty();
    }

    private Optional<List<TimeRange>> all(Day day) {
        return hours(day.camera(), day.date()).map(hours -> new OpeningTimes(hours, day.zone())
                .between(
                        day.date().atStartOfDay(day.zone()).toInstant(),
                        day.date().plusDays(1).atStartOfDay(day.zone()).toInstant()));
    }

    private Optional<OpeningHours> hours(String camera, LocalDate date) {
        return known.computeIfAbsent(camera, settings)
                .flatMap(all -> CameraVersions.validAt(all, noon(date, zone(camera, ZoneOffset.UTC))))
                .map(CameraVersion::getOpeningHours);
    }

    private ZoneId zone(String camera, ZoneId otherwise) {
        return zones.computeIfAbsent(camera, one -> CameraVersions.newest(known.computeIfAbsent(one, settings))
                        .map(CameraVersion::getTimeZone)
                        .map(LocalPeriods::zone))
                .orElse(otherwise);
    }

    private static Instant noon(LocalDate date, ZoneId zone) {
        return date.atTime(12, 0).atZone(zone).toInstant();
    }

    /** Whether one of some cameras is at a place that is open on a date; null when nobody knows. */
    Boolean onDate(Collection<String> cameras, LocalDate date) {
        return any(cameras, date, time -> true);
    }

    /** Whether one of some cameras is at a place that is open in an hour of the day; null when nobody knows. */
    Boolean inHour(Collection<String> cameras, LocalDate date, int hour) {
        return any(cameras, date, time -> time.getFrom() < (hour + 1) * HOUR && time.getTo() > hour * HOUR);
    }

    private Boolean any(Collection<String> cameras, LocalDate date, Predicate<OpenTime> wanted) {
        Boolean open = null;
        for (String camera : cameras) {
            Optional<List<OpenTime>> times = on(camera, date);
            if (times.isPresent()) {
                open = times.get().stream().anyMatch(wanted) || Boolean.TRUE.equals(open);
            }
        }
        return open;
    }
}
