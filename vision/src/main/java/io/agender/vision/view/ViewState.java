package io.agender.vision.view;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is known of a camera's view: plain values, so that it can be kept in a store, 3 KB and never more.
 * Immutable.
 *
 * @param time when it was last looked at, by the camera's clock
 * @param shape width of the picture in relation to its height
 * @param unlearned time that was not learned from yet; learning is by steps of a second, whatever the frame rate
 * @param recent the view of the last ten seconds, whatever is wrong with it
 * @param memory the view when nothing is wrong; empty while it never was so
 * @param doubts what speaks against it, at most one of a kind
 * @param moved for how long it was told to be moved and stood still meanwhile
 */
public record ViewState(
        Instant time,
        double shape,
        Duration unlearned,
        EdgeMap recent,
        Optional<ViewMemory> memory,
        List<ViewDoubt> doubts,
        Duration moved) {

    public ViewState {
        doubts = List.copyOf(doubts);
    }

    static ViewState begin(Instant time, double shape, EdgeMap edges) {
        return new ViewState(time, shape, Duration.ZERO, edges, Optional.empty(), List.of(), Duration.ZERO);
    }

    /** What is told of it: the first kind of those that are; empty when the camera can see. */
    public Optional<ViewDoubt> impaired() {
        return doubts.stream().filter(ViewDoubt::told).min((one, other) -> one.kind()
                .compareTo(other.kind()));
    }

    ViewDoubt doubt(ViewKind kind) {
        return doubts.stream().filter(doubt -> doubt.kind() == kind).findFirst().orElse(ViewDoubt.none(kind));
    }
}
