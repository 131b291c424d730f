package io.agender.vision.view;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Where a view has upright and level edges, in {@value #COLUMNS} × {@value #ROWS} cells. It is of the scene rather than
 * of its light: edges count in relation to the brightness around them, less what noise makes of a plain cell. No picture
 * can be made of it. The array is not copied, and never changed.
 *
 * @param edges first the upright edges of all cells, row by row, then the level ones; in {@value #ONE} parts of a unit
 */
public record EdgeMap(short[] edges) {

    static final int COLUMNS = 20;
    static final int ROWS = 12;
    static final int CELLS = COLUMNS * ROWS;

    /** What stands for 1. The strongest edge there is has 7. */
    static final int ONE = 4000;

    /** Left, middle and right, above and below. */
    private static final List<Span> BLOCKS = List.of(
            new Span(0, 6, 0, 6),
            new Span(6, 13, 0, 6),
            new Span(13, COLUMNS, 0, 6),
            new Span(0, 6, 6, ROWS),
            new Span(6, 13, 6, ROWS),
            new Span(13, COLUMNS, 6, ROWS));

    private static final int LEAST_BLOCKS = 3;

    private static final int MOST_ACROSS = 6;
    private static final int MOST_DOWN = 3;

    /** A step of 5 between pixels of middle brightness. */
    private static final int STRONG = ONE;

    /** By so much, and by such a part of itself, an edge is stronger than is remembered if it was not there. */
    private static final int FRESH = 3 * ONE / 4;

    private static final double FRESH_PART = 0.4;

    /** A block that varies less has no edges to compare. */
    private static final double PLAIN = 0.01;

    public EdgeMap {
        if (edges.length != 2 * CELLS) {
            throw new IllegalArgumentException("not the edges of " + CELLS + " cells: " + edges.length + " values");
        }
    }

    /**
     * How alike this view is to a remembered one where the two are most alike, -1 to 1. Compared by correlation are those
     * of six blocks that have edges in the remembered view, and the second best decides: whoever stands in the picture
     * hides some of them, and another place resembles in one by chance.
     *
     * @return empty where the remembered view has too few edges to know it again
     */
    OptionalDouble likeness(EdgeMap remembered) {
        double[] blocks = BLOCKS.stream()
                .filter(block -> !block.isPlain(remembered))
                .mapToDouble(block -> block.correlation(this, remembered, 0, 0))
                .sorted()
                .toArray();
        return blocks.length < LEAST_BLOCKS ? OptionalDouble.empty() : OptionalDouble.of(blocks[blocks.length - 2]);
    }

    /** Of the strong edges that are here, the share of those that are not remembered; 0 where there are none. */
    double news(EdgeMap remembered) {
        int strong = 0;
        int fresh = 0;
        for (int i = 0; i < edges.length; i++) {
            if (edges[i] >= STRONG) {
                strong++;
                fresh += edges[i] - remembered.edges[i] >= Math.max(FRESH, FRESH_PART * edges[i]) ? 1 : 0;
            }
        }
        return strong == 0 ? 0 : fresh / (double) strong;
    }

    /** How alike the whole views are, -1 to 1. */
    double wholeLikeness(EdgeMap other) {
        return shiftedLikeness(other, 0, 0);
    }

    /** How alike they are if one is shifted as well as can be, by one cell or more. */
    double bestShifted(EdgeMap other) {
        return IntStream.rangeClosed(-MOST_DOWN, MOST_DOWN)
                .boxed()
                .flatMapToDouble(down -> IntStream.rangeClosed(-MOST_ACROSS, MOST_ACROSS)
                        .filter(across -> across != 0 || down != 0)
                        .mapToDouble(across -> shiftedLikeness(other, across, down)))
                .max()
                .orElseThrow();
    }

    private double shiftedLikeness(EdgeMap other, int across, int down) {
        return new Span(
                        Math.max(0, across),
                        Math.min(COLUMNS, COLUMNS + across),
                        Math.max(0, down),
                        Math.min(ROWS, ROWS + down))
                .correlation(this, other, across, down);
    }

    /** This map moved towards another. */
    EdgeMap towards(EdgeMap other, double share) {
        short[] moved = new short[edges.length];
        for (int i = 0; i < edges.length; i++) {
            moved[i] = (short) Math.round(edges[i] + share * (other.edges[i] - edges[i]));
        }
        return new EdgeMap(moved);
    }

    /** This map moved towards another, each edge by so much at most. */
    EdgeMap towards(EdgeMap other, int most) {
        short[] moved = new short[edges.length];
        for (int i = 0; i < edges.length; i++) {
            moved[i] = (short) (edges[i] + Math.max(-most, Math.min(most, other.edges[i] - edges[i])));
        }
        return new EdgeMap(moved);
    }

    static EdgeMap of(double[] upright, double[] level) {
        return new EdgeMap(toShorts(DoubleStream.concat(Arrays.stream(upright), Arrays.stream(level))
                .toArray()));
    }

    private static short[] toShorts(double[] values) {
        short[] parts = new short[values.length];
        for (int i = 0; i < values.length; i++) {
            parts[i] = (short) Math.round(values[i] * ONE);
        }
        return parts;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EdgeMap map && Arrays.equals(edges, map.edges);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(edges);
    }

    @Override
    public String toString() {
        return "EdgeMap[" + Arrays.hashCode(edges) + "]";
    }

    /** The cells from one column up to another, and from one row up to another. */
    private record Span(int left, int right, int top, int bottom) {

        boolean isPlain(EdgeMap map) {
            double sum = 0;
            double squares = 0;
            for (int plane = 0; plane < 2; plane++) {
                for (int y = top; y < bottom; y++) {
                    for (int x = left; x < right; x++) {
                        double edge = map.edges[plane * CELLS + y * COLUMNS + x] / (double) ONE;
                        sum += edge;
                        squares += edge * edge;
                    }
                }
            }
            return squares - sum * sum / count() < PLAIN * count();
        }

        private double count() {
            return 2.0 * (right - left) * (bottom - top);
        }

        /** Pearson's correlation of the cells here with those so far to the left and above in the other map. */
        double correlation(EdgeMap one, EdgeMap other, int across, int down) {
            double sumOne = 0;
            double sumOther = 0;
            double squaresOne = 0;
            double squaresOther = 0;
            double products = 0;
            for (int plane = 0; plane < 2; plane++) {
                for (int y = top; y < bottom; y++) {
                    int row = plane * CELLS + y * COLUMNS;
                    for (int x = left; x < right; x++) {
                        double a = one.edges[row + x] / (double) ONE;
                        double b = other.edges[row + x - down * COLUMNS - across] / (double) ONE;
                        sumOne += a;
                        sumOther += b;
                        squaresOne += a * a;
                        squaresOther += b * b;
                        products += a * b;
                    }
                }
            }
            double count = count();
            double variesOne = squaresOne - sumOne * sumOne / count;
            double variesOther = squaresOther - sumOther * sumOther / count;
            return variesOne < PLAIN * count || variesOther < PLAIN * count
                    ? 0
                    : (products - sumOne * sumOther / count) / Math.sqrt(variesOne * variesOther);
        }
    }
}
