package io.agender.vision.track;

import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A camera whose frames are made of boxes; keeps what the tracker said. */
final class Scene {

    static final Instant START = Instant.parse("2026-05-01T09:00:00Z");

    private final Tracker tracker;
    private final List<Track> ended = new ArrayList<>();
    private final List<Integer> dropped = new ArrayList<>();
    private TrackerState state = TrackerState.initial();

    Scene() {
        this(TrackerConfig.DEFAULTS);
    }

    Scene(TrackerConfig config) {
        tracker = new Tracker(config);
    }

    /** A square face with its centre there. */
    static Detection face(double centerX, double centerY, double side) {
        return face(centerX, centerY, side, 0.9);
    }

    static Detection face(double centerX, double centerY, double side, double score) {
        return new Detection(new BoundingBox(centerX - side / 2, centerY - side / 2, side, side), score, List.of());
    }

    /** A frame so many seconds after the start. */
    TrackerUpdate frame(double seconds, Detection... faces) {
        return keep(tracker.update(state, List.of(faces), time(seconds)));
    }

    /** The numbers of the faces of such a frame, in the order of the faces. */
    List<Integer> numbers(double seconds, Detection... faces) {
        return frame(seconds, faces).faces().stream().map(TrackedFace::number).toList();
    }

    TrackerUpdate skipped(double seconds) {
        return keep(tracker.predict(state, time(seconds)));
    }

    TrackerUpdate end() {
        return keep(tracker.end(state));
    }

    private TrackerUpdate keep(TrackerUpdate update) {
        state = update.state();
        ended.addAll(update.ended());
        dropped.addAll(update.dropped());
        return update;
    }

    static Instant time(double seconds) {
        return START.plusNanos(Math.round(seconds * 1e6) * 1000);
    }

    TrackerState state() {
        return state;
    }

    List<Integer> ended() {
        return ended.stream().map(Track::number).toList();
    }

    List<Integer> dropped() {
        return dropped;
    }

    /** Numbers of all tracks so far, ended and alive. */
    List<Integer> all() {
        return Stream.concat(ended.stream(), state.tracks().stream())
                .map(Track::number)
                .filter(number -> number > 0)
                .sorted()
                .toList();
    }
}
