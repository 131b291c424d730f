package io.agender.vision.view;

import io.agender.vision.GreyPicture;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * What a picture shows of how well the camera sees. Light and sensor noise make little difference: noise is known from the
 * plainest cells, and taken off.
 *
 * @param brightness mean brightness, 0 for black to 1 for white
 * @param darkness share of the picture that is dark and has no edges, 0 to 1
 * @param glare share of the picture that is burnt out and has no edges, 0 to 1
 * @param texture share of the picture that has edges, 0 to 1
 * @param sharpness how steep the edges are: about 0.06 for those of a picture without any focus, 0.2 to 0.5 for good ones;
 *     empty where there are too few to say
 * @param edges where the edges are
 */
public record ViewLook(
        double brightness, double darkness, double glare, double texture, OptionalDouble sharpness, EdgeMap edges) {

    private static final double WHITE = 255;

    /** Side of a cell in pixels. */
    private static final int CELL = GreyPicture.WIDTH / EdgeMap.COLUMNS;

    /** What is darker than this, of 255, and plain has nothing in it to see. */
    private static final double DARK = 24;

    private static final double BURNT = 245;

    /** Mean step between neighbours of a quarter of the resolution, both ways together, from which a cell has edges. */
    private static final double EDGE = 4;

    /** What noise of a standard deviation makes of such a step, and twice that. */
    private static final double EDGE_OF_NOISE = 1;

    /** One in ten cells is taken for plain; what steps it has are noise. */
    private static final int PLAIN_CELLS = 10;

    /** Edges are counted in relation to the brightness around; without the second there would be noise in black. */
    private static final double GAIN = 60;

    private static final double BLACK = 16;

    /** Mean square of the steps at a quarter of the resolution from which sharpness can be told. */
    private static final double ENOUGH = 1;

    /** Looks at a picture. */
    public static ViewLook at(GreyPicture picture) {
        Plane full = Plane.of(picture);
        Plane half = full.halved();
        Plane.Cells fine = full.cells(CELL);
        Plane.Cells middle = half.cells(CELL / 2);
        Plane.Cells coarse = half.halved().cells(CELL / 4);
        double plain = plainest(fine.squares());
        double noise = Math.sqrt(plain) / 2;
        double[] means = fine.brightness();
        double edge = Math.max(EDGE, EDGE_OF_NOISE * noise);
        int textured = 0;
        int dark = 0;
        int burnt = 0;
        for (int cell = 0; cell < EdgeMap.CELLS; cell++) {
            if (coarse.across()[cell] + coarse.down()[cell] >= edge) {
                textured++;
            } else if (means[cell] < DARK) {
                dark++;
            } else if (means[cell] > BURNT) {
                burnt++;
            }
        }
        return new ViewLook(
                Arrays.stream(means).average().orElseThrow() / WHITE,
                share(dark),
                share(burnt),
                share(textured),
                sharpness(fine.squares(), coarse.squares(), plain),
                EdgeMap.of(inLight(middle.across(), means, noise), inLight(middle.down(), means, noise)));
    }

    private static double share(int cells) {
        return cells / (double) EdgeMap.CELLS;
    }

    private static double plainest(double[] squaredSteps) {
        double[] sorted = squaredSteps.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / PLAIN_CELLS];
    }

    /** A steep edge has its whole step between two neighbours, a soft one has it in parts, whose squares are less. */
    private static OptionalDouble sharpness(double[] fine, double[] coarse, double plain) {
        double steep = 0;
        double all = 0;
        for (int cell = 0; cell < fine.length; cell++) {
            steep += Math.max(0, fine[cell] - plain);
            all += Math.max(0, coarse[cell] - plain / 16);
        }
        return all < ENOUGH * fine.length ? OptionalDouble.empty() : OptionalDouble.of(steep / all);
    }

    /** On a logarithmic scale, so that one strong edge is not all that counts. */
    private static double[] inLight(double[] steps, double[] means, double noise) {
        double[] edges = new double[steps.length];
        for (int cell = 0; cell < edges.length; cell++) {
            edges[cell] = StrictMath.log1p(GAIN * Math.max(0, steps[cell] - 0.6 * noise) / (means[cell] + BLACK));
        }
        return edges;
    }
}
