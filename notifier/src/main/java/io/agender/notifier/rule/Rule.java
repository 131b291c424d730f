package io.agender.notifier.rule;

import io.agender.notifier.rule.Condition.CannotSee;
import io.agender.runtime.config.Durations;
import io.agender.schemas.ViewKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is told, and when.
 *
 * @param name what it is called in topics and messages: letters, digits, - and _
 * @param camera the only one that it is about; empty for each camera by itself
 * @param held how long the condition must hold until it is told
 */
public record Rule(String name, Condition condition, Optional<String> camera, Duration held) {

    private static final Pattern NAMED = Pattern.compile("\\s*([A-Za-z0-9_-]{1,40})\\s*:\\s*(.*?)\\s*", Pattern.DOTALL);
    private static final Pattern MORE_THAN = Pattern.compile(
            "more than (\\d+(?:\\.\\d+)?) (people|faces) in (?:(picture)|zone (?:\"([^\"]+)\"|([^\"\\s]+)))"
                    + "(?: at (\\S+))? for (\\S+)");
    private static final Pattern CANNOT_SEE =
            Pattern.compile("(?:cannot see|view (" + kinds() + "(?: or " + kinds() + ")*))(?: at (\\S+))? for (\\S+)");
    private static final Pattern DARK = Pattern.compile("dark(?: at (\\S+))? for (\\S+)");
    private static final Duration LONGEST = Duration.ofDays(7);

    /**
     * Reads rules as people write them, with a semicolon between them:
     * {@code crowd: more than 5 people in zone queue at lobby for 2m; gone: dark for 5m;
     * blind: cannot see for 5m}.
     *
     * @throws IllegalArgumentException when the text is something else; the message says what to do
     */
    public static List<Rule> parse(String text) {
        List<Rule> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String part : text.split(";")) {
            if (part.isBlank()) {
                continue;
            }
            Rule rule = one(part);
            if (!names.add(rule.name())) {
                throw new IllegalArgumentException("two rules are called " + rule.name());
            }
            rules.add(rule);
        }
        return List.copyOf(rules);
    }

    private static Rule one(String text) {
        Matcher named = NAMED.matcher(text);
        if (!named.matches()) {
            throw new IllegalArgumentException("'" + text.strip()
                    + "' has no name; write it like crowd: more than 5 people in zone queue for 2m, with letters, digits, -"
                    + " and _ in the name");
        }
        String rule = named.group(2).replaceAll("\\s+", " ");
        Matcher more = MORE_THAN.matcher(rule);
        if (more.matches()) {
            Condition.Figure figure = Condition.Figure.valueOf(more.group(2).toUpperCase(Locale.ROOT));
            Optional<String> zone = Optional.ofNullable(more.group(4)).or(() -> Optional.ofNullable(more.group(5)));
            return new Rule(
                    named.group(1),
                    new Condition.MoreThan(Double.parseDouble(more.group(1)), figure, zone),
                    Optional.ofNullable(more.group(6)),
                    duration(more.group(7)));
        }
        Matcher blind = CANNOT_SEE.matcher(rule);
        if (blind.matches()) {
            return new Rule(
                    named.group(1),
                    new CannotSee(views(blind.group(1))),
                    Optional.ofNullable(blind.group(2)),
                    duration(blind.group(3)));
        }
        Matcher dark = DARK.matcher(rule);
        if (dark.matches()) {
            return new Rule(
                    named.group(1), new Condition.Dark(), Optional.ofNullable(dark.group(1)), duration(dark.group(2)));
        }
        throw new IllegalArgumentException("'" + rule
                + "' is no rule; write 'more than 5 people in zone queue at lobby for 2m', 'more than 3 faces in picture for"
                + " 30s', 'dark for 5m', 'cannot see for 5m' or 'view blocked or moved for 5m'");
    }

    private static String kinds() {
        return CannotSee.ALL.stream()
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("|", "(?:", ")"));
    }

    private static Set<ViewKind> views(String kinds) {
        return kinds == null
                ? Set.of()
                : Arrays.stream(kinds.split(" or "))
                        .map(kind -> ViewKind.valueOf(kind.toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toSet());
    }

    private static Duration duration(String text) {
        Duration held = Durations.parse(text);
        if (held.compareTo(LONGEST) > 0 || held.toNanosPart() % 1000 != 0) {
            throw new IllegalArgumentException("a rule holds for 7 days at most, not for " + text);
        }
        return held;
    }

    /** Whether it is about a camera. */
    public boolean isAbout(String cameraId) {
        return camera.map(cameraId::equals).orElse(true);
    }

    /** What it says, without its name: always the same for rules that are the same. */
    public String text() {
        return condition + camera.map(id -> " at " + id).orElse("") + " for " + Durations.format(held);
    }
}
