package io.agender.launcher.bench;

import io.agender.vision.FaceAttributes;
import io.agender.vision.track.AttributeAverage;
import io.agender.vision.track.ClassifySchedule;
import io.agender.vision.track.Track;
import io.agender.vision.track.TrackedFace;
import io.agender.vision.track.Tracker;
import io.agender.vision.track.TrackerState;
import io.agender.vision.track.TrackerUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes a clip through a tracker, as the inference processor takes a camera. Belongs to one thread and one clip. */
final class Replay {

    private final Tracker tracker;
    private final ClassifySchedule schedule;
    private final Duration detectInterval;
    private final double genderThreshold;
    private final Map<Integer, AttributeAverage> averages = new HashMap<>();
    private TrackerState state = TrackerState.initial();
    private Optional<Instant> lookedAt = Optional.empty();

    Replay(Tracker tracker, ClassifySchedule schedule, Duration detectInterval, double genderThreshold) {
        this.detectInterval = detectInterval;
        this.tracker = tracker;
        this.schedule = schedule;
        this.genderThreshold = genderThreshold;
    }

    /** What the tracker reported in each frame. */
    List<List<Sighting>> of(Clip clip) {
        return clip.frames().stream().map(this::sightings).toList();
    }

    private List<Sighting> sightings(Clip.Frame frame) {
        Instant time = Instant.EPOCH.plus(frame.position());
        if (lookedAt.isPresent() && time.isBefore(lookedAt.get().plus(detectInterval))) {
            return tracker.predict(state, time).faces().stream()
                    .map(face -> new Sighting(
                            frame.position(), face, FaceAttributes.UNKNOWN, 0, false, estimate(face.key())))
                    .toList();
        }
        lookedAt = Optional.of(time);
        TrackerUpdate update = tracker.update(state, frame.detections(), time);
        state = update.state();
        List<Sighting> sightings = new ArrayList<>();
        for (TrackedFace face : update.faces()) {
            Clip.Face seen = frame.faces().stream()
                    .filter(candidate -> candidate.detection() == face.detection())
                    .findFirst()
                    .orElseThrow();
            boolean due = isDue(face, seen, time);
            sightings.add(
                    new Sighting(frame.position(), face, seen.attributes(), seen.quality(), due, estimate(face.key())));
        }
        return sightings;
    }

    private FaceAttributes estimate(int key) {
        return averages.getOrDefault(key, AttributeAverage.EMPTY).toAttributes(genderThreshold);
    }

    private boolean isDue(TrackedFace face, Clip.Face seen, Instant time) {
        if (face.key() == 0) {
            return true;
        }
        Track track = state.tracks().stream()
                .filter(candidate -> candidate.key() == face.key())
                .findFirst()
                .orElseThrow();
        if (!schedule.isDue(track, seen.quality(), time)) {
            return false;
        }
        state = state.with(track.classified(time, seen.quality()));
        FaceAttributes estimate = seen.attributes();
        averages.merge(
                face.key(),
                AttributeAverage.EMPTY.plus(estimate, seen.quality()),
                (before, first) -> before.plus(estimate, seen.quality()));
        return true;
    }
}
