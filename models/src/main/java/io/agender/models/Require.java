package io.agender.models;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;

/** The rules that several checks of a descriptor share. */
final class Require {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private static final int CHANNELS = 3;

    /** So that a picture fits into memory; more than any network looks at. */
    static final int MAX_SIDE = 4096;

    /** Of the face box's longer side; less than this leaves no face. */
    private static final double SMALLEST_MARGIN = -0.4;

    private static final double LARGEST_MARGIN = 2;

    private Require() {}

    /** A clause, without a full stop, that says what is wrong with a descriptor. */
    static final class Problem extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Problem(String message) {
            super(message);
        }
    }

    static void that(boolean condition, String otherwise) {
        if (!condition) {
            throw new Problem(otherwise);
        }
    }

    static void text(String where, String text) {
        that(text != null && !text.isBlank(), where + " must not be empty");
        // It is printed, and a terminal obeys them.
        that(text.chars().noneMatch(Character::isISOControl), where + " must not have control characters");
    }

    /** What a file of figures says of where they come from. */
    static void measurement(String data, String detector, List<AnswerPairs.Network> networks, String day) {
        text("data", data);
        text("detector", detector);
        that(!networks.isEmpty(), "networks is empty");
        for (AnswerPairs.Network network : networks) {
            that(network.task() != null, "networks must have a task each");
            text("networks.name", network.name());
            text("networks.sha256", network.sha256());
        }
        try {
            LocalDate.parse(day);
        } catch (DateTimeParseException e) {
            throw new Problem("measured must be a day like 2026-11-30");
        }
    }

    static void fraction(String where, double number) {
        that(number >= 0 && number <= 1, where + " must be from 0 to 1");
    }

    /** How much is added to a face box on each side; some detectors' boxes are larger than a network wants. */
    static void margin(String where, double margin) {
        that(margin >= SMALLEST_MARGIN && margin <= LARGEST_MARGIN, where + " must be from -0.4 to 2");
    }

    static void size(String where, Long size) {
        that(
                size == null || size > 0 && size <= ModelFile.LARGEST,
                where + " must be above 0 and at most " + ModelFile.LARGEST);
    }

    static void hash(String where, String hash) {
        that(hash == null || HASH.matcher(hash).matches(), where + " must be 64 lower-case hexadecimal digits");
    }

    static void input(String where, InputSpec input) {
        that(
                input != null
                        && Math.min(input.width(), input.height()) > 0
                        && Math.max(input.width(), input.height()) <= MAX_SIDE,
                where + " must have a size above 0, and no side above " + MAX_SIDE);
        that(
                input.layout() != null && input.colours() != null && input.stretch() != null,
                where + " must have layout, colours and stretch");
        that(input.mean().size() == CHANNELS, where + " must have a mean for each of its " + CHANNELS + " channels");
        that(
                input.mean().stream().allMatch(Float::isFinite) && Float.isFinite(input.scale()) && input.scale() != 0,
                where + " must have a mean, and a scale other than 0");
    }
}
