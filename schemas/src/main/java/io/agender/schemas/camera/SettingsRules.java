package io.agender.schemas.camera;

import io.agender.schemas.CameraLine;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.CameraZone;
import io.agender.schemas.FramePoint;
import io.agender.schemas.OpenDate;
import io.agender.schemas.OpenDay;
import io.agender.schemas.OpenTime;
import io.agender.schemas.OpeningHours;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * What a version of a camera's settings must keep to before it is written: whoever reads one need not ask again. Each
 * mistake is one sentence.
 */
public final class SettingsRules {

    /** So that what is kept of a camera, and of each of its windows, is bounded. */
    public static final int MAX_PLACES = 32;

    private static final int MAX_CORNERS = 64;
    private static final int MAX_NAME = 60;
    private static final int MAX_SITE = 200;
    private static final Instant FAR = Instant.parse("9999-12-31T00:00:00Z");
    private static final int DAY_MINUTES = 24 * 60;

    private SettingsRules() {}

    /**
     * Checks a version.
     *
     * @throws IllegalArgumentException when it breaks a rule; the message names what, and is a sentence
     */
    public static void check(CameraVersion version) {
        checkValidFrom(version.getValidFrom());
        checkSite(version.getSite());
        if (version.getTimeZone() != null) {
            checkTimeZone(version.getTimeZone());
        }
        if (version.getOpeningHours() != null) {
            checkHours(version.getOpeningHours());
        }
        checkNames("zone", version.getZones(), CameraZone::getName);
        checkNames("line", version.getLines(), CameraLine::getName);
        version.getZones().forEach(SettingsRules::checkZone);
        version.getLines().forEach(SettingsRules::checkLine);
    }

    /** What can be written down: the records hold microseconds. */
    private static void checkValidFrom(Instant time) {
        if (time.isBefore(Instant.EPOCH) || !time.isBefore(FAR)) {
            throw new IllegalArgumentException(
                    "the time from which it is valid must be from 1970 to 9999, such as 2026-11-30T09:00:00Z.");
        }
    }

    private static void checkSite(String site) {
        if (site != null
                && (site.isBlank() || site.length() > MAX_SITE || site.chars().anyMatch(Character::isISOControl))) {
            throw new IllegalArgumentException("the site has no name, or one that is longer than " + MAX_SITE
                    + " characters or has some in it that can't be printed.");
        }
    }

    private static void checkTimeZone(String name) {
        try {
            if (ZoneId.getAvailableZoneIds().contains(ZoneId.of(name).getId())) {
                return;
            }
        } catch (DateTimeException e) {
            // told below
        }
        throw new IllegalArgumentException(
                "there is no time zone " + name + "; write one as IANA names it, such as Europe/Berlin.");
    }

    private static <T> void checkNames(String kind, List<T> places, Function<T, String> nameOf) {
        if (places.size() > MAX_PLACES) {
            throw new IllegalArgumentException(
                    "there are " + places.size() + " " + kind + "s; a camera has " + MAX_PLACES + " at most.");
        }
        Set<String> names = new HashSet<>();
        for (T place : places) {
            String name = nameOf.apply(place);
            if (name == null || name.isBlank() || !name.equals(name.strip())) {
                throw new IllegalArgumentException("a " + kind + " has no name, or one with spaces around it.");
            }
            if (name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("the name of a " + kind + " is longer than " + MAX_NAME
                        + " characters, or has some in it that can't be printed.");
            }
            if (!names.add(name)) {
                throw new IllegalArgumentException("the " + kind + " " + name + " is there twice.");
            }
        }
    }

    private static void checkZone(CameraZone zone) {
        List<FramePoint> corners = zone.getPolygon();
        String who = "the zone " + zone.getName();
        if (corners.size() < 3) {
            throw new IllegalArgumentException(
                    who + " has " + corners.size() + " points; a polygon takes three at least.");
        }
        if (corners.size() > MAX_CORNERS) {
            throw new IllegalArgumentException(
                    who + " has " + corners.size() + " points; " + MAX_CORNERS + " are the most.");
        }
        corners.forEach(corner -> checkPoint(who, corner));
        if (!Polygons.isSimple(corners)) {
            throw new IllegalArgumentException(
                    who + " crosses itself or touches itself; name its points in their order around it.");
        }
    }

    private static void checkLine(CameraLine line) {
        String who = "the line " + line.getName();
        checkPoint(who, line.getFrom());
        checkPoint(who, line.getTo());
        if (line.getFrom().equals(line.getTo())) {
            throw new IllegalArgumentException(who + " begins where it ends.");
        }
    }

    private static void checkPoint(String who, FramePoint point) {
        if (!isShare(point.getX()) || !isShare(point.getY())) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s has a point outside of the picture, [%s, %s]; both numbers are from 0 to 1.",
                    who,
                    point.getX(),
                    point.getY()));
        }
    }

    private static boolean isShare(double value) {
        return value >= 0 && value <= 1;
    }

    private static void checkHours(OpeningHours hours) {
        Set<Object> days = new HashSet<>();
        for (OpenDay day : hours.getWeek()) {
            String name = day.getDay().name().toLowerCase(Locale.ROOT);
            if (!days.add(day.getDay())) {
                throw new IllegalArgumentException("the opening hours name " + name + " twice.");
            }
            checkTimes(name, day.getOpen());
        }
        for (OpenDate date : hours.getDates()) {
            try {
                LocalDate.parse(date.getDate());
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(
                        "the opening hours name a date that is none, " + date.getDate() + "; write 2026-12-24.", e);
            }
            if (!days.add(date.getDate())) {
                throw new IllegalArgumentException("the opening hours name " + date.getDate() + " twice.");
            }
            checkTimes(date.getDate(), date.getOpen());
        }
    }

    private static void checkTimes(String day, List<OpenTime> times) {
        int closed = -1;
        for (OpenTime time : times) {
            if (time.getFrom() < 0 || time.getTo() > DAY_MINUTES || time.getFrom() >= time.getTo()) {
                throw new IllegalArgumentException(
                        "the opening hours of " + day + " end before they begin; write 09:00-18:00, to 24:00 at most.");
            }
            if (time.getFrom() <= closed) {
                throw new IllegalArgumentException(
                        "the opening hours of " + day + " overlap, or one begins where another ends.");
            }
            closed = time.getTo();
        }
    }
}
