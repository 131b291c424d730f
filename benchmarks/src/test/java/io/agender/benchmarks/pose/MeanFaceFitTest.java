package io.agender.benchmarks.pose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.agender.vision.Landmark;
import io.agender.vision.Landmark.Point;
import io.agender.vision.geometry.MeanFace;
import io.agender.vision.geometry.MeanFace.ModelPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MeanFaceFitTest {

    /** No network's. */
    private static final List<ModelPoint> FACE = List.of(
            new ModelPoint(Point.RIGHT_EYE, -0.5, 0, 0),
            new ModelPoint(Point.LEFT_EYE, 0.5, 0, 0),
            new ModelPoint(Point.NOSE_TIP, 0, -0.65, 0.55),
            new ModelPoint(Point.MOUTH_CENTER, 0, -1.15, 0.2),
            new ModelPoint(Point.RIGHT_EAR, -0.95, -0.3, -0.7),
            new ModelPoint(Point.LEFT_EAR, 0.95, -0.3, -0.7));

    private static final MeanFaceFit FIT =
            new MeanFaceFit(FACE.stream().map(ModelPoint::point).toList());

    @Test
    void should_recover_the_face_that_heads_were_drawn_with() {
        MeanFace fitted = FIT.fit(heads(12, 0));

        assertPoints(fitted, 1e-4);
        assertThat(fitted.yawGain()).isCloseTo(1, within(1e-4));
        assertThat(fitted.pitchGain()).isCloseTo(1, within(1e-4));
        assertThat(fitted.pitchOffset()).isCloseTo(0, within(1e-3));
    }

    @Test
    void should_come_near_to_it_when_landmarks_are_off_by_a_twentieth_of_the_distance_of_the_eyes() {
        assertPoints(FIT.fit(heads(200, 0.05)), 0.05);
    }

    /** People who look where they were told to with a part of the turn, and the eyes for the rest. */
    @Test
    void should_recover_by_how_much_labels_are_turned_more_than_what_is_seen() {
        List<SeenHead> labelled = heads(60, 0).stream()
                .map(head -> new SeenHead(head.yaw(), head.pitch() + 5, head.landmarks()))
                .toList();

        MeanFace fitted = FIT.fit(labelled);

        List<PoseSample> samples = labelled.stream()
                .map(head -> new PoseSample(
                        new LabelledPose(null, head.yaw(), head.pitch()),
                        0,
                        true,
                        100,
                        fitted.pose(head.landmarks(), 100)))
                .toList();
        PoseFigures figures = PoseFigures.of(samples, new PoseAngles(22.5, 60));
        assertThat(figures.yaw().value()).isLessThan(0.5);
        assertThat(figures.pitch().value()).isLessThan(0.5);
        assertThat(figures.pitchBias()).isCloseTo(0, within(0.2));
    }

    @Test
    void should_say_when_heads_are_too_few_too_much_alike_or_not_whole() {
        assertThatThrownBy(() -> FIT.fit(heads(3, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a mean face needs 7 heads at least, not 3");
        List<SeenHead> frontal =
                heads(20, 0).stream().map(head -> drawn(0, 0, new Random(1), 0)).toList();
        assertThatThrownBy(() -> FIT.fit(frontal)).hasMessageContaining("the poses don't tell the points");
        List<SeenHead> halves = heads(20, 0).stream()
                .map(head ->
                        new SeenHead(head.yaw(), head.pitch(), head.landmarks().subList(0, 4)))
                .toList();
        assertThatThrownBy(() -> FIT.fit(halves)).hasMessage("a head has no RIGHT_EAR");
    }

    private static void assertPoints(MeanFace fitted, double tolerance) {
        assertThat(fitted.points())
                .extracting(ModelPoint::point)
                .containsExactlyElementsOf(FACE.stream().map(ModelPoint::point).toList());
        for (int i = 0; i < FACE.size(); i++) {
            ModelPoint point = fitted.points().get(i);
            assertThat(point.x()).as("%s", point).isCloseTo(FACE.get(i).x(), within(tolerance));
            assertThat(point.y()).as("%s", point).isCloseTo(FACE.get(i).y(), within(tolerance));
            assertThat(point.z()).as("%s", point).isCloseTo(FACE.get(i).z(), within(tolerance));
        }
    }

    private static List<SeenHead> heads(int count, double noise) {
        Random random = new Random(18);
        List<SeenHead> heads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            heads.add(drawn(15 * (random.nextInt(7) - 3), 15 * (random.nextInt(5) - 2), random, noise));
        }
        return heads;
    }

    /** At any size and place, leaning, with rotation matrices written out. */
    private static SeenHead drawn(double yaw, double pitch, Random random, double noise) {
        double a = Math.toRadians(-yaw);
        double b = Math.toRadians(-pitch);
        double c = random.nextGaussian() * 0.1;
        double size = 20 + 40 * random.nextDouble();
        double left = 300 * random.nextDouble();
        return new SeenHead(
                yaw,
                pitch,
                FACE.stream()
                        .map(point -> {
                            double y = Math.cos(b) * point.y() - Math.sin(b) * point.z();
                            double z = Math.sin(b) * point.y() + Math.cos(b) * point.z();
                            double x = Math.cos(a) * point.x() + Math.sin(a) * z;
                            double seenX = Math.cos(c) * x - Math.sin(c) * y + noise * random.nextGaussian();
                            double seenY = Math.sin(c) * x + Math.cos(c) * y + noise * random.nextGaussian();
                            return new Landmark(point.point(), left + size * seenX, 100 - size * seenY);
                        })
                        .toList());
    }
}
