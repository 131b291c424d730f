package io.agender.vision.video.scene;

import io.agender.vision.VisionException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a test scene shows, out of a location such as {@code test:faces?people=3&fps=10}.
 *
 * @param people faces in every frame, 0 to {@value #MAX_PEOPLE}
 * @param framesPerSecond frames for each second
 * @param width width of the frames in pixels
 * @param height height of the frames in pixels
 * @param length when it ends; empty for never
 * @param seed of the people's ways: the same one shows the same frames
 * @param live whether frames come at their own pace
 * @param walk whether they walk to and fro, so that it is known when who is where; else they sway on their place
 * @param away when whose head is turned away
 */
record TestScene(
        int people,
        double framesPerSecond,
        int width,
        int height,
        Optional<Duration> length,
        long seed,
        boolean live,
        boolean walk,
        List<Away> away) {

    static final int MAX_PEOPLE = 6;

    private static final Pattern LOCATION = Pattern.compile("test:faces(?:\\?(.*))?");
    private static final Pattern SIZE = Pattern.compile("(\\d{2,4})x(\\d{2,4})");
    private static final String WRITE =
            "; write it like test:faces?people=3&fps=10&size=640x360&seconds=60&seed=1&live=true&walk=false&away=1:2-4.5";

    /** Seconds that the first walker takes there and back, and how many more each of the others does. */
    private static final double ROUND_SECONDS = 8;

    private static final double SLOWER_SECONDS = 3;

    /** How much of the width lies beyond the places where walkers turn, on each side. */
    private static final double TURN = 0.15;

    /**
     * Reads a location.
     *
     * @throws VisionException when it says something that a scene cannot do
     */
    static TestScene parse(String location) {
        Matcher parts = LOCATION.matcher(location);
        if (!parts.matches()) {
            throw new VisionException("there is no test scene " + location + WRITE);
        }
        Map<String, String> options = options(location, parts.group(1));
        Matcher size = SIZE.matcher(options.getOrDefault("size", "640x360"));
        double seconds = number(location, options, "seconds", 0, 0, 1e9);
        boolean validSize = size.matches();
        if (!validSize) {
            throw wrong(location, "size");
        }
        int people = (int) number(location, options, "people", 3, 0, MAX_PEOPLE);
        return new TestScene(
                people,
                number(location, options, "fps", 10, 0.01, 1000),
                Integer.parseInt(size.group(1)),
                Integer.parseInt(size.group(2)),
                seconds > 0 ? Optional.of(Duration.ofNanos(Math.round(seconds * 1e9))) : Optional.empty(),
                (long) number(location, options, "seed", 1, 0, 1e9),
                truth(location, options, "live", true),
                truth(location, options, "walk", false),
                away(location, options, people));
    }

    private static Map<String, String> options(String location, String query) {
        Map<String, String> options = new HashMap<>();
        for (String option : query == null || query.isEmpty() ? new String[0] : query.split("&")) {
            int sign = option.indexOf('=');
            String name = sign < 0 ? option : option.substring(0, sign);
            if (sign < 0
                    || !List.of("people", "fps", "size", "seconds", "seed", "live", "walk", "away")
                            .contains(name)) {
                throw wrong(location, name);
            }
            options.put(name, option.substring(sign + 1));
        }
        return options;
    }

    private static double number(
            String location, Map<String, String> options, String name, double usual, double least, double most) {
        if (!options.containsKey(name)) {
            return usual;
        }
        try {
            double value = Double.parseDouble(options.get(name));
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw wrong(location, name);
        }
        throw wrong(location, name);
    }

    private static boolean truth(String location, Map<String, String> options, String name, boolean usual) {
        String value = options.getOrDefault(name, String.valueOf(usual));
        if (!value.equals("true") && !value.equals("false")) {
            throw wrong(location, name);
        }
        return value.equals("true");
    }

    private static List<Away> away(String location, Map<String, String> options, int people) {
        return options.containsKey("away")
                ? Stream.of(options.get("away").split(",", -1))
                        .map(one -> Away.parse(one)
                                .filter(time -> time.person() < people)
                                .orElseThrow(() -> wrong(location, "away")))
                        .toList()
                : List.of();
    }

    private static VisionException wrong(String location, String name) {
        return new VisionException("the test scene " + location + " cannot have this " + name + WRITE);
    }

    /** How many frames there are; empty when it never ends. */
    Optional<Long> frames() {
        return length.map(time -> Math.max(1, (long) Math.ceil(time.toNanos() * framesPerSecond / 1e9 - 1e-6)));
    }

    /** When a frame is taken, in microseconds after the first. */
    long micros(long frame) {
        return Math.round(frame * 1e6 / framesPerSecond);
    }

    /** Where the people are at a time, the hindmost first. Each keeps to a lane of the picture, so that all can be seen. */
    List<Pose> poses(long micros) {
        double seconds = micros / 1e6;
        return IntStream.range(0, people)
                .mapToObj(person -> (walk ? step(person, seconds) : pose(person, seconds))
                        .turned(away.stream().anyMatch(one -> one.holds(person, micros))))
                .toList();
    }

    /** Walkers keep to rows; the first begins at the left, the next at the right, and so on. */
    private Pose step(int person, double seconds) {
        double rounds = seconds / (ROUND_SECONDS + SLOWER_SECONDS * person) + (person % 2) / 2.0;
        double there = 1 - Math.abs(1 - 2 * (rounds - Math.floor(rounds)));
        double row = (double) height / people;
        return new Pose(
                width * (TURN + (1 - 2 * TURN) * there),
                row * (person + 0.45),
                Math.min(height * 0.3, row * 0.5),
                0,
                false,
                1,
                false);
    }

    private Pose pose(int person, double seconds) {
        Random random = new Random(seed * 31 + person);
        double lane = (double) width / people;
        double faceHeight = Math.min(height * 0.3, lane * 0.55) * (0.85 + 0.15 * random.nextDouble());
        double sway = wave(random, seconds, 5, 9);
        double bob = wave(random, seconds, 2, 4);
        double nearer = wave(random, seconds, 7, 12);
        double lean = wave(random, seconds, 4, 8);
        return new Pose(
                lane * (person + 0.5) + lane * 0.12 * sway,
                height * 0.42 + faceHeight * 0.08 * bob,
                faceHeight * (1 + 0.06 * nearer),
                3 * lean,
                random.nextBoolean(),
                0.9 + 0.15 * random.nextDouble(),
                false);
    }

    private static double wave(Random random, double seconds, double shortest, double longest) {
        double period = shortest + (longest - shortest) * random.nextDouble();
        return Math.sin(2 * Math.PI * (seconds / period + random.nextDouble()));
    }

    /**
     * A time in which somebody's head is turned away.
     *
     * @param person 0 for the first
     * @param from microseconds after the first frame, inclusive
     * @param to exclusive
     */
    record Away(int person, long from, long to) {

        private static final Pattern WRITTEN =
                Pattern.compile("([1-" + MAX_PEOPLE + "]):(\\d{1,9}(?:\\.\\d{1,6})?)-(\\d{1,9}(?:\\.\\d{1,6})?)");

        /** Reads {@code 1:2-4.5}: the first person, from 2 to 4.5 seconds. Empty when it says something else. */
        static Optional<Away> parse(String text) {
            Matcher parts = WRITTEN.matcher(text);
            return parts.matches()
                    ? Optional.of(new Away(
                                    Integer.parseInt(parts.group(1)) - 1,
                                    micros(parts.group(2)),
                                    micros(parts.group(3))))
                            .filter(one -> one.from < one.to)
                    : Optional.empty();
        }

        private static long micros(String seconds) {
            return new BigDecimal(seconds).movePointRight(6).longValueExact();
        }

        private boolean holds(int who, long micros) {
            return who == person && micros >= from && micros < to;
        }
    }

    /**
     * One person in one frame.
     *
     * @param x centre of the face in pixels
     * @param y centre of the face in pixels
     * @param faceHeight from the fringe to the chin, in pixels
     * @param degrees by which the head leans clockwise
     * @param mirrored whether left and right are exchanged
     * @param light brightness; 1 as in the portrait
     * @param away whether the head is turned away
     */
    record Pose(double x, double y, double faceHeight, double degrees, boolean mirrored, double light, boolean away) {

        Pose turned(boolean turnedAway) {
            return new Pose(x, y, faceHeight, degrees, mirrored, light, turnedAway);
        }
    }
}
