package io.agender.vision.gate;

import io.agender.vision.Detection;
import io.agender.vision.Glance;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The gate before the detector, for one frame: it has the frame searched, or tells that nothing has changed. Belongs to the
 * thread that looks at the frame. How it decides: {@link MotionGate}.
 */
public final class FrameGate {

    private final Optional<Instant> time;
    private final boolean followed;
    private Optional<GateState> state;
    private Optional<GateTurn> turn = Optional.empty();

    private FrameGate(Optional<Instant> time, boolean followed, Optional<GateState> state) {
        this.time = time;
        this.followed = followed;
        this.state = state;
    }

    /** Has the frame searched, whatever it shows, and remembers nothing. */
    public static FrameGate open() {
        return new FrameGate(Optional.empty(), true, Optional.empty());
    }

    /**
     * For the next frame of a stream.
     *
     * @param known what is known from the frames before; empty for nothing
     * @param followed whether a track lives: then the frame is searched
     * @param time when the frame was captured
     */
    public static FrameGate of(Optional<GateState> known, boolean followed, Instant time) {
        return new FrameGate(Optional.of(time), followed, known);
    }

    /**
     * Looks at the frame, when it is its turn to be searched.
     *
     * @param glances gives a glance at the frame; empty where the picture can't be seen so, which is then searched
     * @return what was seen of it where nothing has changed; empty where it is to be searched
     */
    public Optional<Glance> still(Supplier<Optional<Glance>> glances) {
        if (!followed) {
            turn = Optional.of(MotionGate.look(state, time.orElseThrow(), glances));
            state = turn.get().alone();
        }
        return turn.flatMap(GateTurn::still);
    }

    /**
     * Takes note that the frame was searched.
     *
     * @param faces what was found, best first, also what is too weak to be a face by itself
     * @param minScore from which score on it is one
     */
    public void searched(List<Detection> faces, double minScore) {
        state = state.map(known -> followed
                ? MotionGate.occupied(known, time.orElseThrow())
                : MotionGate.searched(known, faces, minScore));
    }

    /** What is known now; empty for nothing. */
    public Optional<GateState> state() {
        return state;
    }
}
