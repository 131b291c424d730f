package io.agender.vision.gate;

import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import io.agender.vision.Glance;
import io.agender.vision.geometry.Iou;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decides which frames the detector looks at. One is spared it when nobody was found in the frame that was last compared
 * and searched, when the view is as it was then but for its usual noise, and when the detector has looked within the last
 * second. After a change, or after somebody was there, every frame is searched for a second: a face that is hardly seen may
 * be found in one frame and not in the next. So it is, too, while the detector sees twice in a row and at one place what is
 * too weak to be a face by itself.
 *
 * <p>What is noise is learned from the looks themselves. A view that changes in every frame, as of a camera that moves, is
 * searched in every frame and compared once a second.
 *
 * <p>A fold over the frames of a stream in their order: the same state, time and pictures give the same answer, and nothing
 * is kept here. All times are the camera's; one that goes back is followed by a search.
 */
final class MotionGate {

    /** The longest time between two searches, by the camera's clock. */
    private static final Duration FULL_LOOK = Duration.ofSeconds(1);

    /** How long the view is searched after a change. */
    private static final Duration AWAKE = Duration.ofSeconds(1);

    /** Boxes that overlap so much are of the same thing. */
    private static final double SAME_PLACE = 0.3;

    private MotionGate() {}

    /**
     * Looks at a frame of a stream in which nobody is followed.
     *
     * @param known what is known from the frames before; empty for nothing
     * @param glances gives a glance at the frame, or none where that can't be; asked only where it makes a difference
     */
    static GateTurn look(Optional<GateState> known, Instant time, Supplier<Optional<Glance>> glances) {
        if (known.isPresent() && isWithin(known.get().changedAt(), time, AWAKE)) {
            return GateTurn.search(at(known.get(), time, known.get().changedAt()));
        }
        return glances.get().map(glance -> compare(known, time, glance)).orElseGet(GateTurn::blind);
    }

    private static GateTurn compare(Optional<GateState> known, Instant time, Glance glance) {
        if (known.isEmpty() || known.get().searched().isEmpty()) {
            return GateTurn.search(new GateState(
                    time,
                    time,
                    Optional.of(glance.mosaic()),
                    known.flatMap(GateState::hint),
                    known.map(GateState::noise).orElse(Noise.NONE)));
        }
        GateState state = known.get();
        boolean changed = state.noise().isExceeded(state.searched().get(), glance.mosaic());
        if (!changed && isWithin(state.searchedAt(), time, FULL_LOOK)) {
            return GateTurn.still(state, glance);
        }
        return GateTurn.search(new GateState(
                time,
                changed ? time : state.changedAt(),
                Optional.of(glance.mosaic()),
                state.hint(),
                state.noise().learn(state.searched().get(), glance.mosaic())));
    }

    /**
     * What is known after a frame in which nobody is followed was searched.
     *
     * @param alone what is known if nobody was found
     * @param faces what was found, best first
     * @param minScore from which score on a detection is a face by itself
     */
    static GateState searched(GateState alone, List<Detection> faces, double minScore) {
        if (faces.stream().anyMatch(face -> face.score() >= minScore)) {
            return occupied(alone, alone.searchedAt());
        }
        boolean again = faces.stream().anyMatch(face -> alone.hint()
                .filter(hint -> Iou.of(hint, face.box()) >= SAME_PLACE)
                .isPresent());
        Optional<BoundingBox> hint = faces.stream().findFirst().map(Detection::box);
        return new GateState(
                alone.searchedAt(),
                again ? alone.searchedAt() : alone.changedAt(),
                alone.searched(),
                hint,
                alone.noise());
    }

    /** What is known after a frame that was searched because somebody is followed, or in which somebody was found. */
    static GateState occupied(GateState known, Instant time) {
        return new GateState(time, time, Optional.empty(), Optional.empty(), known.noise());
    }

    private static GateState at(GateState known, Instant searchedAt, Instant changedAt) {
        return new GateState(searchedAt, changedAt, known.searched(), known.hint(), known.noise());
    }

    private static boolean isWithin(Instant before, Instant now, Duration time) {
        Duration passed = Duration.between(before, now);
        return !passed.isNegative() && passed.compareTo(time) < 0;
    }
}
