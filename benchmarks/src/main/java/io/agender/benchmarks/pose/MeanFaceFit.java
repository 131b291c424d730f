package io.agender.benchmarks.pose;

import io.agender.vision.HeadPose;
import io.agender.vision.Landmark;
import io.agender.vision.Landmark.Point;
import io.agender.vision.geometry.MeanFace;
import io.agender.vision.geometry.MeanFace.ModelPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Fits a {@link MeanFace} to heads whose turns are known. First its points: each head is turned as its label says, then
 * scaled, rolled and moved as is best, and what is left between its points and the landmarks, in a unit of the head's own
 * size, is made least (Gauss and Newton), by a loss that goes over from squares to distances at a tenth of that size, so that
 * a label that is far off pulls little. Then yaw and pitch as fitted to these points go by a straight line against the labels,
 * the yaw's through 0. Mirrored pictures count too.
 *
 * <p>The eyes stay where they are, 1 apart, and both sides of the head alike: that says what place, size and middle mean.
 */
final class MeanFaceFit {

    private static final int STEPS = 200;
    private static final double STILL = 1e-9;
    private static final double DIFFERENCE = 1e-6;
    private static final double SHORTEST_STEP = 1e-6;

    /** Where squares go over to distances ("soft L1"), in a unit of the head's size. */
    private static final double SOFT = 0.1;

    private final List<Point> points;
    private final List<Unknown> unknowns;

    /** @param points what the face consists of; both eyes, and each point with that of the other side */
    MeanFaceFit(List<Point> points) {
        this.points = List.copyOf(points);
        this.unknowns = points.stream()
                .filter(point -> !isEye(point) && !point.name().startsWith("RIGHT_"))
                .flatMap(point -> Stream.of(Axis.values())
                        .filter(axis -> axis != Axis.X || point.name().startsWith("LEFT_"))
                        .map(axis -> new Unknown(point, axis)))
                .toList();
    }

    private enum Axis {
        X,
        Y,
        Z
    }

    /** A coordinate that is fitted: of a point in the middle, or of one on the left side and, mirrored, of the right one. */
    private record Unknown(Point point, Axis axis) {}

    /**
     * Fits.
     *
     * @param heads those that count
     * @throws IllegalArgumentException when they are too few, or have not all points
     */
    MeanFace fit(List<SeenHead> heads) {
        List<SeenHead> all =
                heads.stream().flatMap(head -> Stream.of(head, head.mirrored())).toList();
        if (heads.size() < unknowns.size()) {
            throw new IllegalArgumentException(
                    "a mean face needs " + unknowns.size() + " heads at least, not " + heads.size());
        }
        List<ModelPoint> fitted = face(fittedCoordinates(all));
        MeanFace plain = new MeanFace(fitted, 1, 1, 0, 0);
        double[] yaw = new double[all.size()];
        double[] pitch = new double[all.size()];
        double[] pitchLabels = new double[all.size()];
        double products = 0;
        double squares = 0;
        for (int i = 0; i < yaw.length; i++) {
            HeadPose pose = plain.pose(all.get(i).landmarks(), 1).orElseThrow();
            products += pose.yaw() * all.get(i).yaw();
            squares += pose.yaw() * pose.yaw();
            pitch[i] = pose.pitch();
            pitchLabels[i] = all.get(i).pitch();
        }
        double gain = covariance(pitch, pitchLabels) / covariance(pitch, pitch);
        return new MeanFace(fitted, products / squares, gain, mean(pitchLabels) - gain * mean(pitch), 0);
    }

    private double[] fittedCoordinates(List<SeenHead> heads) {
        List<Turned> turned = heads.stream().map(head -> new Turned(head)).toList();
        double[] coordinates = start();
        double[] rest = rest(turned, coordinates);
        for (int step = 0; step < STEPS; step++) {
            double[] direction = direction(turned, coordinates, rest);
            double length = 1;
            double[] next = along(coordinates, direction, length);
            double[] nextRest = rest(turned, next);
            while (loss(nextRest) > loss(rest) && length > SHORTEST_STEP) {
                length /= 2;
                next = along(coordinates, direction, length);
                nextRest = rest(turned, next);
            }
            if (length <= SHORTEST_STEP
                    || IntStream.range(0, direction.length).allMatch(i -> Math.abs(direction[i]) < STILL)) {
                break;
            }
            coordinates = next;
            rest = nextRest;
        }
        return coordinates;
    }

    /** Where the loss would be least if it went on as it does here: squares of what is left, far ones for less. */
    private static double[] direction(List<Turned> heads, double[] coordinates, double[] rest) {
        double[][] slopes = IntStream.range(0, coordinates.length)
                .mapToObj(i -> {
                    double[] moved = coordinates.clone();
                    moved[i] += DIFFERENCE;
                    return rest(heads, moved);
                })
                .toArray(double[][]::new);
        double[][] matrix = new double[coordinates.length][coordinates.length];
        double[] right = new double[coordinates.length];
        for (int at = 0; at < rest.length; at++) {
            double weight = 1 / Math.sqrt(1 + rest[at] * rest[at] / (SOFT * SOFT));
            for (int row = 0; row < right.length; row++) {
                double slope = (slopes[row][at] - rest[at]) / DIFFERENCE;
                right[row] -= weight * slope * rest[at];
                for (int column = 0; column < right.length; column++) {
                    matrix[row][column] += weight * slope * (slopes[column][at] - rest[at]) / DIFFERENCE;
                }
            }
        }
        return LinearEquations.solve(matrix, right);
    }

    private static double[] along(double[] coordinates, double[] direction, double length) {
        return IntStream.range(0, coordinates.length)
                .mapToDouble(i -> coordinates[i] + length * direction[i])
                .toArray();
    }

    private static double[] rest(List<Turned> heads, double[] coordinates) {
        return heads.stream()
                .flatMapToDouble(head -> DoubleStream.of(head.rest(coordinates)))
                .toArray();
    }

    private static double loss(double[] rest) {
        return DoubleStream.of(rest)
                .map(one -> Math.sqrt(1 + one * one / (SOFT * SOFT)) - 1)
                .sum();
    }

    /** Anything like a face will do: below the eyes, the middle before them, the sides behind. */
    private double[] start() {
        return unknowns.stream()
                .mapToDouble(unknown -> switch (unknown.axis()) {
                    case X -> 0.5;
                    case Y -> -0.5;
                    case Z -> unknown.point().name().startsWith("LEFT_") ? -0.1 : 0.3;
                })
                .toArray();
    }

    private List<ModelPoint> face(double[] coordinates) {
        List<ModelPoint> face = new ArrayList<>();
        for (Point point : points) {
            double[] place = eye(point);
            for (int i = 0; i < coordinates.length; i++) {
                double[] unit = unit(unknowns.get(i), point);
                for (int axis = 0; axis < place.length; axis++) {
                    place[axis] += unit[axis] * coordinates[i];
                }
            }
            face.add(new ModelPoint(point, place[0], place[1], place[2]));
        }
        return face;
    }

    private static boolean isEye(Point point) {
        return point == Point.LEFT_EYE || point == Point.RIGHT_EYE;
    }

    /** Where an eye is; 0 for other points. */
    private static double[] eye(Point point) {
        return new double[] {point == Point.LEFT_EYE ? 0.5 : point == Point.RIGHT_EYE ? -0.5 : 0, 0, 0};
    }

    /** How a point moves when a coordinate grows by 1. */
    private static double[] unit(Unknown unknown, Point point) {
        double[] unit = new double[Axis.values().length];
        boolean left = point == unknown.point();
        boolean right = !left && SeenHead.opposite(point) == unknown.point();
        if (left || right) {
            unit[unknown.axis().ordinal()] = right && unknown.axis() == Axis.X ? -1 : 1;
        }
        return unit;
    }

    private static double covariance(double[] one, double[] other) {
        double meanOne = mean(one);
        double meanOther = mean(other);
        return IntStream.range(0, one.length)
                .mapToDouble(i -> (one[i] - meanOne) * (other[i] - meanOther))
                .sum();
    }

    private static double mean(double[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .average()
                .orElseThrow();
    }

    /** A head, with what its label makes of each coordinate in the picture: x and y of the points in turn, less their mean. */
    private final class Turned {

        private final double[] seen;
        private final double[] eyes;
        private final double[][] units;

        Turned(SeenHead head) {
            double yaw = Math.toRadians(head.yaw());
            double pitch = Math.toRadians(head.pitch());
            seen = centred(points.stream().map(point -> place(head, point)).toList());
            double size = Math.sqrt(dot(seen, seen) / seen.length);
            if (!(size > 0)) {
                throw new IllegalArgumentException("all points of a head are at one place");
            }
            for (int i = 0; i < seen.length; i++) {
                seen[i] /= size;
            }
            eyes = centred(
                    points.stream().map(point -> turned(eye(point), yaw, pitch)).toList());
            units = unknowns.stream()
                    .map(unknown -> centred(points.stream()
                            .map(point -> turned(unit(unknown, point), yaw, pitch))
                            .toList()))
                    .toArray(double[][]::new);
        }

        private static double[] place(SeenHead head, Point point) {
            Landmark landmark = head.landmarks().stream()
                    .filter(one -> one.point() == point)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("a head has no " + point));
            return new double[] {landmark.x(), -landmark.y()};
        }

        /** First pitched, then turned, seen from the front; signs as of {@link HeadPose}. */
        private static double[] turned(double[] place, double yaw, double pitch) {
            double depth = -Math.sin(pitch) * place[1] + Math.cos(pitch) * place[2];
            return new double[] {
                Math.cos(yaw) * place[0] - Math.sin(yaw) * depth,
                Math.cos(pitch) * place[1] + Math.sin(pitch) * place[2]
            };
        }

        private static double[] centred(List<double[]> places) {
            double[] centred = new double[2 * places.size()];
            for (int axis = 0; axis < 2; axis++) {
                int which = axis;
                double mean = places.stream()
                        .mapToDouble(place -> place[which])
                        .average()
                        .orElseThrow();
                for (int i = 0; i < places.size(); i++) {
                    centred[2 * i + axis] = places.get(i)[axis] - mean;
                }
            }
            return centred;
        }

        /** What is left between the landmarks and a face, at the scale and roll that are best. */
        double[] rest(double[] coordinates) {
            double[] face = eyes.clone();
            for (int i = 0; i < coordinates.length; i++) {
                for (int at = 0; at < face.length; at++) {
                    face[at] += coordinates[i] * units[i][at];
                }
            }
            double size = dot(face, face);
            double a = dot(face, seen) / size;
            double b = cross(face, seen) / size;
            double[] rest = new double[seen.length];
            for (int i = 0; i < rest.length; i += 2) {
                rest[i] = seen[i] - (a * face[i] - b * face[i + 1]);
                rest[i + 1] = seen[i + 1] - (b * face[i] + a * face[i + 1]);
            }
            return rest;
        }

        private static double dot(double[] one, double[] other) {
            return IntStream.range(0, one.length)
                    .mapToDouble(i -> one[i] * other[i])
                    .sum();
        }

        private static double cross(double[] one, double[] other) {
            double sum = 0;
            for (int i = 0; i < one.length; i += 2) {
                sum += one[i] * other[i + 1] - one[i + 1] * other[i];
            }
            return sum;
        }
    }
}
