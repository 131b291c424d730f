package io.agender.dashboard.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.agender.dashboard.view.SettingsView.DateView;
import io.agender.dashboard.view.SettingsView.DayView;
import io.agender.dashboard.view.SettingsView.HoursView;
import io.agender.dashboard.view.SettingsView.TimeView;
import io.agender.schemas.CameraLine;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.CameraZone;
import io.agender.schemas.FramePoint;
import io.agender.schemas.LineSide;
import io.agender.schemas.OpenDate;
import io.agender.schemas.OpenDay;
import io.agender.schemas.OpenTime;
import io.agender.schemas.OpeningHours;
import io.agender.schemas.WeekDay;
import io.agender.schemas.camera.SettingsRules;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A version of a camera's settings as somebody wants it, and the newest version that he saw. Nothing of it may be left out:
 * what is not there would be gone with the new version.
 *
 * @param validFrom from when on it is valid; null for now
 */
record SettingsDraft(
        @JsonProperty(required = true) int seen,
        @JsonProperty(required = true) String validFrom,
        @JsonProperty(required = true) String site,
        @JsonProperty(required = true) String timeZone,
        @JsonProperty(required = true) HoursView openingHours,
        @JsonProperty(required = true) List<Zone> zones,
        @JsonProperty(required = true) List<Line> lines) {

    private static final int MAX_SHOWN = 60;

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build()
            .readerFor(SettingsDraft.class);

    /** A zone; each corner is x and y. */
    record Zone(String name, List<List<Double>> polygon) {}

    /** A line; its ends are x and y. */
    record Line(String name, List<Double> from, List<Double> to, LineSide inside) {}

    /** Reads one; throws {@link BadQueryException} with a sentence when it is none. */
    static SettingsDraft read(byte[] json) {
        try {
            SettingsDraft draft = READER.readValue(json);
            if (draft == null) {
                throw new BadQueryException("The draft is not written as JSON.");
            }
            return draft;
        } catch (UnrecognizedPropertyException e) {
            throw new BadQueryException("'" + shown(e.getPropertyName()) + "' is nothing of a draft.", e);
        } catch (JsonMappingException e) {
            if (e.getCause() instanceof JsonParseException) {
                throw new BadQueryException("The draft is not written as JSON.", e);
            }
            throw new BadQueryException(
                    "The draft is not as the API describes it" + (path(e).isEmpty() ? "." : ", at " + path(e) + "."),
                    e);
        } catch (JsonProcessingException e) {
            throw new BadQueryException("The draft is not written as JSON.", e);
        } catch (IOException e) {
            throw new BadQueryException("The draft can't be read.", e);
        }
    }

    private static String shown(String name) {
        return name.length() <= MAX_SHOWN ? name : name.substring(0, MAX_SHOWN) + "…";
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step ->
                        step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + shown(step.getFieldName()))
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    /**
     * What it says as a version that keeps to the rules; throws {@link BadQueryException} with a sentence when it does not.
     *
     * @param now from when on it is valid if it does not say
     */
    CameraVersion version(Instant now) {
        try {
            CameraVersion version = CameraVersion.newBuilder()
                    .setVersion(0)
                    .setValidFrom(validFrom == null ? now : time(validFrom))
                    .setAppliedAt(Instant.EPOCH)
                    .setSite(site)
                    .setTimeZone(timeZone)
                    .setOpeningHours(openingHours == null ? null : hours(openingHours))
                    .setZones(required(zones, "zones").stream()
                            .map(SettingsDraft::zone)
                            .toList())
                    .setLines(required(lines, "lines").stream()
                            .map(SettingsDraft::line)
                            .toList())
                    .build();
            SettingsRules.check(version);
            return version;
        } catch (IllegalArgumentException e) {
            String sentence = e.getMessage();
            throw new BadQueryException(sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1), e);
        }
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new BadQueryException("'validFrom' must be a time such as 2026-05-01T09:00:00Z.", e);
        }
    }

    private static CameraZone zone(Zone zone) {
        required(zone, "a zone");
        return new CameraZone(
                zone.name(),
                required(zone.polygon(), "the polygon of the zone " + zone.name()).stream()
                        .map(point -> point(point, "the zone " + zone.name()))
                        .toList());
    }

    private static CameraLine line(Line line) {
        required(line, "a line");
        String who = "the line " + line.name();
        if (line.inside() != LineSide.LEFT && line.inside() != LineSide.RIGHT) {
            throw new IllegalArgumentException(who + " has no side that is in; it is LEFT or RIGHT.");
        }
        return new CameraLine(line.name(), point(line.from(), who), point(line.to(), who), line.inside());
    }

    private static FramePoint point(List<Double> numbers, String who) {
        if (numbers == null || numbers.size() != 2 || numbers.contains(null)) {
            throw new IllegalArgumentException(
                    who + " has a point that is none; write [x, y], each from 0 to 1 of the picture.");
        }
        return new FramePoint(numbers.get(0) + 0.0, numbers.get(1) + 0.0); // no point has a negative zero
    }

    private static OpeningHours hours(HoursView hours) {
        return new OpeningHours(
                required(hours.week(), "the week").stream()
                        .map(SettingsDraft::day)
                        .sorted(Comparator.comparing(OpenDay::getDay))
                        .toList(),
                required(hours.dates(), "the dates").stream()
                        .map(SettingsDraft::date)
                        .sorted(Comparator.comparing(OpenDate::getDate))
                        .toList());
    }

    private static OpenDay day(DayView day) {
        required(day, "a day");
        if (day.day() == null || day.day() == WeekDay.UNKNOWN) {
            throw new IllegalArgumentException("the opening hours have a day that is none; it is MONDAY to SUNDAY.");
        }
        return new OpenDay(day.day(), times(day.open()));
    }

    private static OpenDate date(DateView date) {
        required(date, "a date");
        return new OpenDate(required(date.date(), "a date of the opening hours"), times(date.open()));
    }

    private static List<OpenTime> times(List<TimeView> times) {
        return required(times, "the times of the opening hours").stream()
                .map(time -> required(time, "a time"))
                .map(time -> new OpenTime(time.from(), time.to()))
                .sorted(Comparator.comparing(OpenTime::getFrom))
                .toList();
    }

    private static <T> T required(T value, String what) {
        if (value == null) {
            throw new IllegalArgumentException("the draft lacks " + what + ".");
        }
        return value;
    }
}
