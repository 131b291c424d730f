package io.agender.benchmarks.tracking;

import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import io.agender.vision.FaceAttributes;
import io.agender.vision.Gender;
import io.agender.vision.track.TrackedFace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/** Faces as a tracker reports them. */
final class Sightings {

    private Sightings() {}

    /** A face of {@code lobby.json}'s first visit, in its frame 40. */
    static Sighting inFirstVisit(int key, int number) {
        return at(40, new BoundingBox(257, 84, 86, 97), key, number, Gender.FEMALE, Gender.FEMALE);
    }

    static Sighting nowhere(int key, int number) {
        return at(40, new BoundingBox(500, 84, 86, 97), key, number, Gender.FEMALE, Gender.FEMALE);
    }

    static Sighting gender(int key, int number, Gender own, Gender track) {
        return at(40, new BoundingBox(257, 84, 86, 97), key, number, own, track);
    }

    static Sighting movedTo(double x) {
        return at(40, new BoundingBox(x, 84, 40, 40), 1, 1, Gender.FEMALE, Gender.FEMALE);
    }

    private static Sighting at(int frame, BoundingBox box, int key, int number, Gender own, Gender track) {
        return new Sighting(
                Duration.ofMillis(100L * frame),
                new TrackedFace(new Detection(box, 0.9, List.of()), key, number, Instant.EPOCH),
                attributes(own),
                0.5,
                true,
                attributes(track));
    }

    private static FaceAttributes attributes(Gender gender) {
        return new FaceAttributes(gender, OptionalDouble.empty(), OptionalDouble.of(30), OptionalDouble.empty());
    }
}
