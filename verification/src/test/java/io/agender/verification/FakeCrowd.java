package io.agender.verification;

import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import io.agender.vision.HeadPose;
import io.agender.vision.Landmark;
import io.agender.vision.Landmark.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * People who walk past a camera, all from one seed: they come at random times, walk at different paces and heights,
 * overlap, are sometimes seen badly and sometimes not at all.
 */
final class FakeCrowd {

    private static final double SECONDS_BETWEEN_PEOPLE = 1.3;
    private static final double MAX_VISIT = 9;

    private final long seed;

    FakeCrowd(long seed) {
        this.seed = seed;
    }

    /** A face in sight and who it belongs to. */
    record Sighting(int person, Detection detection) {}

    /** The faces at a time, best score first. */
    List<Sighting> at(Duration time) {
        double now = time.toNanos() / 1e9;
        List<Sighting> seen = new ArrayList<>();
        int last = (int) Math.floor(now / SECONDS_BETWEEN_PEOPLE) + 1;
        int first = Math.max(0, last - (int) (MAX_VISIT / SECONDS_BETWEEN_PEOPLE) - 2);
        for (int person = first; person <= last; person++) {
            look(person, now, seen);
        }
        seen.sort(Comparator.comparingDouble((Sighting one) -> -one.detection.score())
                .thenComparingInt(Sighting::person));
        return seen;
    }

    private void look(int person, double now, List<Sighting> seen) {
        SplittableRandom life = new SplittableRandom(seed * 31 + person);
        double comes = person * SECONDS_BETWEEN_PEOPLE + life.nextDouble(SECONDS_BETWEEN_PEOPLE);
        double stays = 1 + life.nextDouble(MAX_VISIT - 1);
        if (now < comes || now > comes + stays) {
            return;
        }
        double side = 30 + life.nextDouble(60);
        double pace = (life.nextBoolean() ? 1 : -1) * (10 + life.nextDouble(70));
        double start = pace > 0 ? life.nextDouble(200) : FakePicture.WIDTH - side - life.nextDouble(200);
        double height = life.nextDouble(FakePicture.HEIGHT - side);

        SplittableRandom moment = new SplittableRandom(seed ^ Double.doubleToLongBits(now) * 31 + person);
        double luck = moment.nextDouble();
        if (luck < 0.05) {
            return; // looked away
        }
        double score = luck < 0.12 ? 0.3 + moment.nextDouble(0.15) : 0.7 + moment.nextDouble(0.3);
        double x = start + pace * (now - comes) + moment.nextDouble(-2, 2);
        double y = height + moment.nextDouble(-2, 2);
        BoundingBox box = new BoundingBox(x, y, side, side * 1.2);
        List<Landmark> landmarks = List.of(
                new Landmark(Point.RIGHT_EYE, x + side * 0.3, y + side * 0.4),
                new Landmark(Point.LEFT_EYE, x + side * 0.7, y + side * 0.4),
                new Landmark(Point.NOSE_TIP, x + side * moment.nextDouble(0.35, 0.65), y + side * 0.7));
        seen.add(new Sighting(person, new Detection(box, score, landmarks, pose(person, now))));
    }

    /** Heads turn to and fro, each at its own pace, so that there are looks and glances; now and then nothing tells. */
    private Optional<HeadPose> pose(int person, double now) {
        SplittableRandom head = new SplittableRandom(seed * 19 + person);
        double pace = 0.5 + head.nextDouble(4);
        double yaw = 70 * StrictMath.sin(pace * now + person);
        double pitch = 80 * StrictMath.sin(head.nextDouble(0.7) * now);
        boolean told = new SplittableRandom(seed ^ Double.doubleToLongBits(now) * 37 + person).nextInt(10) > 0;
        return told ? Optional.of(new HeadPose(yaw, pitch, 0)) : Optional.empty();
    }

    /** Apparent age of a person in years, before the noise of a moment. */
    int age(int person) {
        return 3 + new SplittableRandom(seed * 17 + person).nextInt(85);
    }

    /** Whether a person looks male, before the noise of a moment. */
    boolean male(int person) {
        return new SplittableRandom(seed * 13 + person).nextBoolean();
    }
}
