package io.agender.vision.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.agender.vision.HeadPose;
import io.agender.vision.Landmark;
import io.agender.vision.Landmark.Point;
import io.agender.vision.geometry.MeanFace.ModelPoint;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MeanFaceTest {

    /** Without corrections, so that what was drawn must come out. */
    private static final List<MeanFace> PLAIN = Stream.of(MeanFace.BLAZEFACE, MeanFace.YUNET, MeanFace.FACE_API_68)
            .map(face -> new MeanFace(face.points(), 1, 1, 0, 0))
            .toList();

    static Stream<Arguments> drawnHeads() {
        return PLAIN.stream().flatMap(face -> Stream.of(-60, -30, 0, 15, 45).flatMap(yaw -> Stream.of(-30, 0, 20)
                .flatMap(pitch -> Stream.of(-40, 0, 25).map(roll -> Arguments.of(face, yaw, pitch, roll)))));
    }

    @ParameterizedTest(name = "yaw {1}, pitch {2}, roll {3}")
    @MethodSource("drawnHeads")
    void should_tell_the_pose_that_a_head_was_drawn_with(MeanFace face, double yaw, double pitch, double roll) {
        HeadPose pose =
                face.pose(drawn(face, yaw, pitch, roll, 37, 211, 95), 40).orElseThrow();

        assertThat(pose.yaw()).isCloseTo(yaw, within(0.01));
        assertThat(pose.pitch()).isCloseTo(pitch, within(0.01));
        assertThat(pose.roll()).isCloseTo(roll, within(0.01));
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource({
        "-20, 0, 0, the nose goes to the right of the picture",
        "20, 0, 0, the nose goes to the left of the picture",
    })
    void should_call_yaw_positive_when_the_nose_is_to_the_left_between_the_eyes(
            double yaw, double pitch, double roll, String what) {
        List<Landmark> landmarks = drawn(MeanFace.YUNET, yaw, pitch, roll, 40, 100, 100);

        double middle = (place(landmarks, Point.RIGHT_EYE).x()
                        + place(landmarks, Point.LEFT_EYE).x())
                / 2;
        assertThat(place(landmarks, Point.NOSE_TIP).x() < middle).isEqualTo(yaw > 0);
        assertThat(MeanFace.YUNET.pose(landmarks, 40).orElseThrow().yaw() > 0).isEqualTo(yaw > 0);
    }

    @Test
    void should_answer_the_mirror_image_for_a_mirrored_picture_and_the_same_at_any_size_and_place() {
        for (MeanFace face : List.of(MeanFace.BLAZEFACE, MeanFace.YUNET, MeanFace.FACE_API_68)) {
            HeadPose pose = face.pose(shaken(drawn(face, 25, 10, 5, 40, 100, 80), 1, 0), 40)
                    .orElseThrow();

            HeadPose moved = face.pose(shaken(drawn(face, 25, 10, 5, 40, 100, 80), 3, 50), 40)
                    .orElseThrow();
            HeadPose mirrored = face.pose(mirrored(shaken(drawn(face, 25, 10, 5, 40, 100, 80), 1, 0)), 40)
                    .orElseThrow();

            assertThat(moved.yaw()).isCloseTo(pose.yaw(), within(1e-3));
            assertThat(moved.pitch()).isCloseTo(pose.pitch(), within(1e-3));
            assertThat(mirrored.yaw()).isCloseTo(-pose.yaw(), within(1e-3));
            assertThat(mirrored.pitch()).isCloseTo(pose.pitch(), within(1e-3));
            assertThat(mirrored.roll()).isCloseTo(-pose.roll(), within(1e-3));
        }
    }

    @Test
    void should_say_nothing_where_a_point_is_missing_or_all_are_at_one_place_or_nowhere() {
        List<Landmark> landmarks = drawn(MeanFace.YUNET, 0, 0, 0, 40, 100, 100);

        assertThat(MeanFace.YUNET.pose(List.of(), 40)).isEmpty();
        assertThat(MeanFace.YUNET.pose(landmarks.subList(1, landmarks.size()), 40))
                .isEmpty();
        assertThat(MeanFace.BLAZEFACE.pose(landmarks, 40)).isEmpty();
        assertThat(MeanFace.YUNET.pose(
                        landmarks.stream()
                                .map(one -> new Landmark(one.point(), 7, 7))
                                .toList(),
                        40))
                .isEmpty();
        assertThat(MeanFace.YUNET.pose(
                        landmarks.stream()
                                .map(one -> new Landmark(one.point(), Double.NaN, one.y()))
                                .toList(),
                        40))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} px: {1}")
    @CsvSource({"15.9, false", "16, true"})
    void should_say_nothing_of_a_face_that_is_too_small_to_tell(double side, boolean told) {
        assertThat(MeanFace.BLAZEFACE.pose(drawn(MeanFace.BLAZEFACE, 0, 0, 0, side / 3, 8, 8), side))
                .matches(pose -> pose.isPresent() == told);
    }

    /** However landmarks lie, an answer is one that {@link HeadPose} takes. */
    @Test
    void should_answer_within_the_angles_of_a_head_for_any_points() {
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            List<Landmark> anywhere = MeanFace.BLAZEFACE.points().stream()
                    .map(point -> new Landmark(point.point(), random.nextGaussian() * 9, random.nextGaussian() * 9))
                    .toList();

            assertThat(MeanFace.BLAZEFACE.pose(anywhere, 40)).isPresent();
        }
    }

    /** Written a second time, with rotation matrices. */
    private static List<Landmark> drawn(
            MeanFace face, double yaw, double pitch, double roll, double scale, double x, double y) {
        double a = Math.toRadians(-yaw);
        double b = Math.toRadians(-pitch);
        double c = Math.toRadians(-roll);
        return face.points().stream()
                .map(point -> {
                    double[] p = {point.x(), point.y(), point.z()};
                    p = new double[] {
                        p[0], Math.cos(b) * p[1] - Math.sin(b) * p[2], Math.sin(b) * p[1] + Math.cos(b) * p[2]
                    };
                    p = new double[] {
                        Math.cos(a) * p[0] + Math.sin(a) * p[2], p[1], -Math.sin(a) * p[0] + Math.cos(a) * p[2]
                    };
                    p = new double[] {
                        Math.cos(c) * p[0] - Math.sin(c) * p[1], Math.sin(c) * p[0] + Math.cos(c) * p[1], p[2]
                    };
                    return new Landmark(point.point(), x + scale * p[0], y - scale * p[1]);
                })
                .toList();
    }

    /** Not quite as any head has them, as a network gives them. */
    private static List<Landmark> shaken(List<Landmark> landmarks, double scale, double moved) {
        return Stream.iterate(0, i -> i < landmarks.size(), i -> i + 1)
                .map(i -> new Landmark(
                        landmarks.get(i).point(),
                        scale * (landmarks.get(i).x() + (i % 3 - 1)) + moved,
                        scale * (landmarks.get(i).y() + (i % 2)) + moved))
                .toList();
    }

    private static List<Landmark> mirrored(List<Landmark> landmarks) {
        return landmarks.stream()
                .map(one -> new Landmark(
                        Optional.of(one.point().name())
                                .map(name -> name.startsWith("RIGHT_")
                                        ? name.replace("RIGHT_", "LEFT_")
                                        : name.replace("LEFT_", "RIGHT_"))
                                .map(Point::valueOf)
                                .orElseThrow(),
                        0 - one.x(), // not -0
                        one.y()))
                .toList();
    }

    private static Landmark place(List<Landmark> landmarks, Point point) {
        return landmarks.stream()
                .filter(one -> one.point() == point)
                .findFirst()
                .orElseThrow();
    }

    /** What {@link ModelPoint} says of itself. */
    @Test
    void should_hold_mean_faces_that_are_alike_on_both_sides() {
        assertThat(PLAIN).allSatisfy(face -> assertThat(mirrored(drawn(face, 0, 0, 0, 1, 0, 0)))
                .containsExactlyInAnyOrderElementsOf(drawn(face, 0, 0, 0, 1, 0, 0)));
    }
}
