package io.agender.vision.head;

import io.agender.models.LandmarksSpec;
import io.agender.vision.Landmark;
import io.agender.vision.Landmark.Point;
import io.agender.vision.VisionException;
import io.agender.vision.geometry.CropRegion;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Set;

/**
 * Finds landmarks on a face with a network that gives 68 points, in the order of the 300-W challenge; of these it names
 * the five that detectors give too. Estimating is safe from several threads at once. Owns the network: whoever opened it
 * closes it, after the last call has returned.
 */
public final class LandmarkEstimator implements AutoCloseable {

    private static final int NUMBERS = 2 * LandmarksSpec.POINTS;

    /** First point of the outline of the eye that is at the smaller x, and of the other. */
    private static final int RIGHT_EYE = 36;

    private static final int LEFT_EYE = 42;
    private static final int EYE_POINTS = 6;
    private static final int NOSE_TIP = 30;
    private static final int RIGHT_MOUTH_CORNER = 48;
    private static final int LEFT_MOUTH_CORNER = 54;

    private final String name;
    private final Network network;
    private final LandmarksSpec spec;

    private LandmarkEstimator(String name, Network network, LandmarksSpec spec) {
        this.name = name;
        this.network = network;
        this.spec = spec;
    }

    /**
     * Joins a network and what is known of it.
     *
     * @param name the model's name, for messages
     * @param network taken over; closed here when it does not fit
     * @throws VisionException when the network does not have the output that the descriptor says
     */
    public static LandmarkEstimator open(String name, Network network, LandmarksSpec spec) {
        try {
            network.requireOutput(spec.output(), -1, NUMBERS);
            return new LandmarkEstimator(name, network, spec);
        } catch (RuntimeException error) {
            network.close();
            throw error;
        }
    }

    /**
     * The landmarks of one face: eyes, nose tip and corners of the mouth. They are a guess also where there is no face.
     *
     * @param blob the crop as the network is fed, from its position to its limit
     * @param region where the crop was cut out of the frame
     * @return in pixels of the frame
     * @throws VisionException when the network fails, or answers with numbers that are not finite
     */
    public List<Landmark> estimate(FloatBuffer blob, CropRegion region) {
        float[] answer = network.run(blob, InputShape.of(spec.input(), 1), Set.of(spec.output()))
                .get(spec.output());
        if (answer.length != NUMBERS) {
            throw new VisionException("The model " + name + " gave " + answer.length + " numbers where "
                    + LandmarksSpec.POINTS + " points have " + NUMBERS + "; its file does not fit its descriptor.");
        }
        Finite.require(name, answer, 0, NUMBERS);
        return List.of(
                landmark(Point.RIGHT_EYE, answer, RIGHT_EYE, EYE_POINTS, region),
                landmark(Point.LEFT_EYE, answer, LEFT_EYE, EYE_POINTS, region),
                landmark(Point.NOSE_TIP, answer, NOSE_TIP, 1, region),
                landmark(Point.RIGHT_MOUTH_CORNER, answer, RIGHT_MOUTH_CORNER, 1, region),
                landmark(Point.LEFT_MOUTH_CORNER, answer, LEFT_MOUTH_CORNER, 1, region));
    }

    /** The middle of some points that follow each other. */
    private static Landmark landmark(Point point, float[] answer, int first, int count, CropRegion region) {
        double x = 0;
        double y = 0;
        for (int i = first; i < first + count; i++) {
            x += answer[2 * i];
            y += answer[2 * i + 1];
        }
        return new Landmark(point, region.x() + region.side() * x / count, region.y() + region.side() * y / count);
    }

    /** Frees the network. A second call does nothing. */
    @Override
    public void close() {
        network.close();
    }
}
