package io.agender.vision.track;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a frame whose time is far from that of the frames before means for the tracks. It may be a clock that was set, or a
 * pause; or only this frame is wrong. The next frame tells, as it does for windows. Until then the tracks are set aside and
 * the frame begins its own: if the next one is back, they go on as if nothing had been; if it is there too, or farther on in
 * the same direction of time, they are over.
 *
 * @param state from which to go on with the frame
 * @param over tracks that are over by it
 */
record Leap(TrackerState state, List<Track> over) {

    /** @param stride how far a frame may be from the clock without being astray */
    static Leap before(TrackerState state, Instant time, Duration stride) {
        if (state.aside().isEmpty()) {
            return new Leap(doubted(state, time, stride), List.of());
        }
        TracksAside aside = state.aside().get();
        if (isNear(aside.time(), time, stride)) {
            return new Leap(
                    new TrackerState(aside.time(), state.lastKey(), state.lastNumber(), aside.tracks()),
                    state.tracks());
        }
        if (confirms(aside.time(), state.time(), time, stride)) {
            TrackerState leapt = new TrackerState(state.time(), state.lastKey(), state.lastNumber(), state.tracks());
            return new Leap(doubted(leapt, time, stride), aside.tracks());
        }
        return new Leap(
                new TrackerState(time, state.lastKey(), state.lastNumber(), List.of(), state.aside()), state.tracks());
    }

    /** Without tracks there is nothing that a wrong time could do harm to. */
    private static TrackerState doubted(TrackerState state, Instant time, Duration stride) {
        return state.tracks().isEmpty() || isNear(state.time(), time, stride)
                ? state
                : new TrackerState(
                        time,
                        state.lastKey(),
                        state.lastNumber(),
                        List.of(),
                        Optional.of(new TracksAside(state.time(), state.tracks())));
    }

    private static boolean isNear(Instant clock, Instant time, Duration stride) {
        return Duration.between(clock, time).abs().compareTo(stride) <= 0;
    }

    /** Farther on confirms as well: a camera may take one picture a minute. */
    private static boolean confirms(Instant clock, Instant stray, Instant time, Duration stride) {
        return stray.isAfter(clock) == time.isAfter(clock) && !time.isBefore(stray.minus(stride));
    }
}
