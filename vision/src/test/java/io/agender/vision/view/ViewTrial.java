package io.agender.vision.view;

import io.agender.vision.GreyPicture;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Lets a judge look at pictures, one after the other, and keeps what it told. */
final class ViewTrial {

    private static final double SHAPE = 16.0 / 9;

    private final ViewJudge judge;
    private final List<Told> told = new ArrayList<>();
    private Optional<ViewState> state = Optional.empty();
    private Instant time = Instant.parse("2026-03-01T09:00:00Z");
    private double shape = SHAPE;

    ViewTrial(ViewConfig config) {
        this.judge = new ViewJudge(config);
    }

    ViewTrial() {
        this(ViewConfig.DEFAULTS);
    }

    /** What was told at a time; empty for nothing. */
    record Told(Instant time, Optional<ViewDoubt> impaired) {}

    /** Plays pictures over and over for some time, and answers what was told meanwhile. */
    List<Told> play(List<GreyPicture> pictures, Duration length, Duration step) {
        Instant end = time.plus(length);
        List<Told> since = new ArrayList<>();
        for (int i = 0; time.isBefore(end); i++) {
            since.add(look(pictures.get(i % pictures.size()), step));
        }
        return since;
    }

    /** Looks at a picture that was taken some time after the one before. */
    Told look(GreyPicture picture, Duration step) {
        time = time.plus(step);
        state = Optional.of(judge.judge(state, time, shape, picture).state());
        Told now = new Told(time, state.get().impaired());
        told.add(now);
        return now;
    }

    void reshape(double other) {
        shape = other;
    }

    Optional<ViewState> state() {
        return state;
    }

    Instant time() {
        return time;
    }

    static Set<ViewKind> kinds(List<Told> told) {
        EnumSet<ViewKind> kinds = EnumSet.noneOf(ViewKind.class);
        told.forEach(one -> one.impaired().ifPresent(doubt -> kinds.add(doubt.kind())));
        return kinds;
    }

    /** Seconds from the beginning of these times until something was told. */
    static OptionalDouble secondsUntil(Instant begin, List<Told> told) {
        return told.stream()
                .filter(one -> one.impaired().isPresent())
                .mapToDouble(one -> Duration.between(begin, one.time()).toMillis() / 1000.0)
                .findFirst();
    }

    /** Seconds for which something was told. */
    static double seconds(List<Told> told, Duration step) {
        return told.stream().filter(one -> one.impaired().isPresent()).count() * step.toMillis() / 1000.0;
    }
}
