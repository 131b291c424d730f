package io.agender.vision.view;

import io.agender.vision.GreyPicture;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Judges whether a camera can see. What is seen in one picture is {@link Evidence}; it must last to be told, and be gone for
 * a while to be over. What is remembered of the view is learned only while nothing is wrong with it. All times are those of
 * the camera's frames, so a frame rate makes no difference, and a time between two frames counts ten seconds at most: a
 * pause, a clock that leaps or one that is set back tells nothing of the view.
 *
 * <p>A fold over a camera's frames in their order: the same state, time and picture give the same answer, bit for bit.
 * Immutable and safe to use from several threads.
 */
public final class ViewJudge {

    private static final Duration STRIDE = Duration.ofSeconds(10);
    private static final Duration LEARNING_STEP = Duration.ofSeconds(1);

    /** Over how long what is just now there is a mean. */
    private static final Duration RECENT = Duration.ofSeconds(10);

    /** Shapes that differ by less are the same one, rounded to whole pixels. */
    private static final double SAME_SHAPE = 0.05;

    private final ViewConfig config;

    /** A judge with these rules. */
    public ViewJudge(ViewConfig config) {
        this.config = config;
    }

    /**
     * Looks at the next frame of a camera.
     *
     * @param before what is known of its view; empty for nothing
     * @param time when the frame was captured
     * @param shape width of the frame in relation to its height; where it changes, the view is another one
     */
    public ViewJudgement judge(Optional<ViewState> before, Instant time, double shape, GreyPicture picture) {
        ViewLook look = ViewLook.at(picture);
        ViewState known = before.map(state -> isSameShape(state.shape(), shape) ? state : reshaped(state, shape, look))
                .orElseGet(() -> ViewState.begin(time, shape, look.edges()));
        Duration passed = between(known.time(), time);
        Evidence evidence = Evidence.of(look, known.memory(), known.recent());
        List<ViewDoubt> doubts = Arrays.stream(ViewKind.values())
                .map(kind -> known.doubt(kind).look(evidence.kinds().contains(kind), time, passed, config))
                .filter(doubt -> !doubt.isNone())
                .toList();
        ViewState told = new ViewState(
                time,
                shape,
                known.unlearned().plus(passed),
                known.recent(),
                known.memory(),
                doubts,
                movedFor(known, doubts, evidence, passed));
        return new ViewJudgement(look, evidence.likeness(), accept(learn(told, look, evidence), look));
    }

    private static boolean isSameShape(double one, double other) {
        return Math.abs(one - other) <= SAME_SHAPE * other;
    }

    /** Covers and lamps don't care for the shape of the picture, but its edges are elsewhere. */
    private static ViewState reshaped(ViewState state, double shape, ViewLook look) {
        return new ViewState(
                state.time(),
                shape,
                Duration.ZERO,
                look.edges(),
                Optional.empty(),
                state.doubts().stream()
                        .filter(doubt -> doubt.kind() != ViewKind.MOVED)
                        .toList(),
                Duration.ZERO);
    }

    private static Duration between(Instant before, Instant now) {
        Duration passed = Duration.between(before, now);
        return passed.isNegative() ? Duration.ZERO : passed.compareTo(STRIDE) < 0 ? passed : STRIDE;
    }

    /** A camera that shakes has no new view to be accepted. */
    private static Duration movedFor(ViewState known, List<ViewDoubt> doubts, Evidence evidence, Duration passed) {
        boolean told = doubts.stream().anyMatch(doubt -> doubt.kind() == ViewKind.MOVED && doubt.told());
        boolean counts = evidence.kinds().contains(ViewKind.MOVED) && evidence.steady();
        return !told ? Duration.ZERO : counts ? known.moved().plus(passed) : known.moved();
    }

    private static ViewState learn(ViewState state, ViewLook look, Evidence evidence) {
        boolean normal = evidence.isNormal() && state.impaired().isEmpty();
        boolean begins = normal && state.memory().isEmpty();
        if (!begins && state.unlearned().compareTo(LEARNING_STEP) < 0) {
            return state;
        }
        double share = Math.min(1, state.unlearned().toMillis() / (double) RECENT.toMillis());
        Optional<ViewMemory> memory = normal
                ? Optional.of(state.memory()
                        .map(view -> view.learn(look, state.unlearned()))
                        .orElseGet(() -> ViewMemory.begin(look)))
                : state.memory();
        return new ViewState(
                state.time(),
                state.shape(),
                Duration.ZERO,
                state.recent().towards(look.edges(), share),
                memory,
                state.doubts(),
                state.moved());
    }

    /** A view that was moved and left so is the camera's view. */
    private ViewState accept(ViewState state, ViewLook look) {
        boolean moved =
                state.impaired().filter(doubt -> doubt.kind() == ViewKind.MOVED).isPresent();
        return !moved || state.moved().compareTo(config.acceptedAfter()) < 0
                ? state
                : new ViewState(
                        state.time(),
                        state.shape(),
                        Duration.ZERO,
                        state.recent(),
                        Optional.of(ViewMemory.accept(state.recent(), look)),
                        List.of(),
                        Duration.ZERO);
    }
}
