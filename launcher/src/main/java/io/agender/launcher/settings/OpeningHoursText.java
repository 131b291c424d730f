package io.agender.launcher.settings;

import io.agender.schemas.OpenDate;
import io.agender.schemas.OpenDay;
import io.agender.schemas.OpenTime;
import io.agender.schemas.OpeningHours;
import io.agender.schemas.WeekDay;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Opening hours as people write them: {@code mon-fri: 09:00-18:00}, {@code sat: [10:00-13:00, 14:00-16:00]}. */
final class OpeningHoursText {

    private static final Pattern TIME = Pattern.compile("(\\d{1,2}):(\\d{2})-(\\d{1,2}):(\\d{2})");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final String WRITE = "; write mon-fri: 09:00-18:00, sat: closed, 2026-12-24: 09:00-13:00.";
    private static final int HOUR_MINUTES = 60;

    /** Monday first. */
    private static final List<WeekDay> DAYS = List.of(
            WeekDay.MONDAY,
            WeekDay.TUESDAY,
            WeekDay.WEDNESDAY,
            WeekDay.THURSDAY,
            WeekDay.FRIDAY,
            WeekDay.SATURDAY,
            WeekDay.SUNDAY);

    private OpeningHoursText() {}

    /** Reads a node; throws {@link IllegalArgumentException} with a sentence when it says something else. */
    static OpeningHours read(Node node) {
        if (!(node instanceof MappingNode)) {
            throw new IllegalArgumentException("opening.hours must name days and their hours" + WRITE);
        }
        List<OpenDay> week = new ArrayList<>();
        List<OpenDate> dates = new ArrayList<>();
        for (Map.Entry<String, Node> entry : CameraSettingsFile.values(node).entrySet()) {
            List<OpenTime> times = times(entry.getKey(), CameraSettingsFile.texts(entry.getValue()));
            if (DATE.matcher(entry.getKey()).matches()) {
                dates.add(new OpenDate(entry.getKey(), times));
            } else {
                days(entry.getKey()).forEach(day -> week.add(new OpenDay(day, times)));
            }
        }
        week.sort(Comparator.comparing(OpenDay::getDay));
        dates.sort(Comparator.comparing(OpenDate::getDate));
        return new OpeningHours(week, dates);
    }

    private static List<WeekDay> days(String name) {
        String[] ends = name.toLowerCase(Locale.ROOT).split("-", -1);
        int first = index(ends[0], name);
        int last = ends.length == 1 ? first : index(ends[1], name);
        if (ends.length > 2 || last < first) {
            throw new IllegalArgumentException("opening.hours has a day that is none, " + name + WRITE);
        }
        return DAYS.subList(first, last + 1);
    }

    private static int index(String day, String name) {
        for (int i = 0; i < DAYS.size(); i++) {
            String full = DAYS.get(i).name().toLowerCase(Locale.ROOT);
            if (day.length() >= 3 && full.startsWith(day)) {
                return i;
            }
        }
        throw new IllegalArgumentException("opening.hours has a day that is none, " + name + WRITE);
    }

    private static List<OpenTime> times(String day, List<String> texts) {
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("opening.hours has no time for " + day + WRITE);
        }
        if (texts.equals(List.of("closed"))) {
            return List.of();
        }
        return texts.stream()
                .map(text -> time(day, text.strip()))
                .sorted(Comparator.comparing(OpenTime::getFrom))
                .toList();
    }

    private static OpenTime time(String day, String text) {
        Matcher parts = TIME.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "opening.hours has a time that is none for " + day + ", " + text + WRITE);
        }
        return new OpenTime(minutes(parts.group(1), parts.group(2)), minutes(parts.group(3), parts.group(4)));
    }

    private static int minutes(String hours, String minutes) {
        return Integer.parseInt(hours) * HOUR_MINUTES + Integer.parseInt(minutes);
    }
}
