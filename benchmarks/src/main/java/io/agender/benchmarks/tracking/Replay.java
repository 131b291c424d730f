package io.agender.benchmarks.tracking;

import io.agender.vision.Detection;
import io.agender.vision.FaceAttributes;
import io.agender.vision.track.AttributeAverage;
import io.agender.vision.track.FaceFollower;
import io.agender.vision.track.FacesInFrame;
import io.agender.vision.track.FollowedFace;
import io.agender.vision.track.FollowedFrame;
import io.agender.vision.track.FollowerState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes a clip through a follower, and keeps the means of its tracks. Belongs to one thread and one clip. */
final class Replay {

    private final FaceFollower follower;
    private final double genderThreshold;
    private final Map<Integer, AttributeAverage> averages = new HashMap<>();
    private FollowerState state = FollowerState.INITIAL;
    private int looks;

    Replay(FaceFollower follower, double genderThreshold) {
        this.follower = follower;
        this.genderThreshold = genderThreshold;
    }

    /** What the tracker reported in each frame. */
    List<List<Sighting>> of(Clip clip) {
        return clip.frames().stream().map(this::sightings).toList();
    }

    /** In how many frames of the clip the detector looked. */
    int looks() {
        return looks;
    }

    private List<Sighting> sightings(Clip.Frame frame) {
        FollowedFrame followed = follower.follow(state, Instant.EPOCH.plus(frame.position()), new Answers(frame));
        state = followed.state();
        looks += followed.detected() ? 1 : 0;
        List<Sighting> sightings = new ArrayList<>();
        for (FollowedFace face : followed.faces()) {
            FaceAttributes own =
                    followed.detected() ? frame.of(face.face().detection()).attributes() : FaceAttributes.UNKNOWN;
            int key = face.face().key();
            if (face.due() && key > 0) {
                averages.put(
                        key, averages.getOrDefault(key, AttributeAverage.EMPTY).plus(own, face.quality()));
            }
            sightings.add(new Sighting(frame.position(), face.face(), own, face.quality(), face.due(), estimate(key)));
        }
        return sightings;
    }

    private FaceAttributes estimate(int key) {
        return averages.getOrDefault(key, AttributeAverage.EMPTY).toAttributes(genderThreshold);
    }

    private record Answers(Clip.Frame frame) implements FacesInFrame {

        @Override
        public List<Detection> detect() {
            return frame.detections();
        }

        @Override
        public double quality(Detection face) {
            return frame.of(face).quality();
        }
    }
}
