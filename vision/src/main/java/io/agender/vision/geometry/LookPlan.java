package io.agender.vision.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The looks with which a detector searches a frame for faces that are too small for it at one look.
 *
 * <p>A network finds faces from some number of pixels of its input on, so small faces need a frame that is shrunk less or
 * enlarged. A network that takes pictures of any size then sees a larger one. Of one with a fixed input the frame is cut into
 * tiles. Both see large faces badly, or only parts of them. So frames are looked at in levels, from the whole frame at the
 * size that the detector was made for down to the finest, each for the faces that the one before did not find:
 *
 * <pre>
 * level k finds faces from smallest / scale(k) on, and must find those below smallest / scale(k - 1)
 * </pre>
 *
 * <p>The tiles of a level overlap by the largest face that only this level must find, and half of its size more, so that
 * each such face lies whole in one of them with something around it. Fine levels below coarse ones need a wide overlap or
 * many levels; the cheapest number of levels is taken.
 *
 * @param frameWidth width of the frame in pixels
 * @param frameHeight height of the frame in pixels
 * @param looks coarse ones first, rows from the top; the first sees the whole frame
 * @param scale of the finest, which tells the smallest face that is found
 */
public record LookPlan(int frameWidth, int frameHeight, List<Look> looks, double scale) {

    /** More pixels than twice those of the frame show nothing new. */
    public static final double MAX_ENLARGEMENT = 2;

    /** The longer side of one look of a network that takes any size; more is cut into tiles, for the memory it takes. */
    static final int MAX_LOOK = 1920;

    /** How much of a face's size is seen around it, on all sides together. */
    static final double AROUND = 0.5;

    /** With so many each level has less than twice the scale of the one before, in any frame. */
    private static final int MAX_LEVELS = 8;

    /** Of a tile's shorter side. More overlap would need too many tiles. */
    private static final double MAX_OVERLAP = 0.9;

    public LookPlan {
        looks = List.copyOf(looks);
    }

    /**
     * Plans the search of a frame.
     *
     * @param wanted pixels of the input for each pixel of the frame; a network with a fixed input has no less than it has
     *     for a whole frame, and nobody more than {@value #MAX_ENLARGEMENT} unless the frame is enlarged anyway
     * @param region where small faces are looked for; empty for everywhere
     */
    public static LookPlan of(
            Sight sight, double wanted, Optional<FrameRegion> region, int frameWidth, int frameHeight) {
        double own = sight.scale(frameWidth, frameHeight);
        double scale = Math.min(wanted, Math.max(MAX_ENLARGEMENT, own));
        PixelRect frame = new PixelRect(0, 0, frameWidth, frameHeight);
        boolean finer = scale > own * (1 + 1e-6);
        boolean oneLook = sight.anySize()
                && Math.max(frameWidth, frameHeight) * scale <= Math.max(MAX_LOOK, sight.width())
                && Math.min(frameWidth, frameHeight) * scale <= sight.largest();
        if (!finer || oneLook && region.isEmpty()) {
            double one = sight.anySize() ? scale : Math.max(scale, own);
            return new LookPlan(frameWidth, frameHeight, List.of(new Look(frame, one)), one);
        }
        PixelRect fine = region.map(part -> part.in(frameWidth, frameHeight)).orElse(frame);
        return cheapest(sight, new Look(frame, own), scale, fine, frameWidth, frameHeight);
    }

    private static LookPlan cheapest(
            Sight sight, Look whole, double scale, PixelRect fine, int frameWidth, int frameHeight) {
        LookPlan best = null;
        for (int levels = 1; levels <= MAX_LEVELS; levels++) {
            double step = Math.pow(scale / whole.scale(), 1.0 / levels);
            boolean last = levels == MAX_LEVELS && best == null;
            if (!last && (step > sight.largest() / sight.smallest() || wide(sight, step))) {
                continue;
            }
            List<Look> looks = new ArrayList<>(List.of(whole));
            for (int level = 1; level <= levels; level++) {
                double coarser = whole.scale() * Math.pow(step, level - 1);
                looks.addAll(level(sight, level == levels ? scale : coarser * step, coarser, fine));
            }
            LookPlan plan = new LookPlan(frameWidth, frameHeight, looks, scale);
            if (best == null || plan.pixels(sight) < best.pixels(sight)) {
                best = plan;
            }
        }
        return best;
    }

    private static boolean wide(Sight sight, double step) {
        double tile = sight.anySize() ? MAX_LOOK : Math.min(sight.width(), sight.height());
        return sight.smallest() * step * (1 + AROUND) > MAX_OVERLAP * tile;
    }

    private static List<Look> level(Sight sight, double scale, double coarser, PixelRect fine) {
        int overlap = (int) Math.ceil(sight.smallest() / coarser * (1 + AROUND)) + 1;
        List<Span> columns = spans(fine.x(), fine.width(), sight, sight.width(), scale, overlap);
        List<Span> rows = spans(fine.y(), fine.height(), sight, sight.height(), scale, overlap);
        return rows.stream()
                .flatMap(row -> columns.stream()
                        .map(column ->
                                new Look(new PixelRect(column.from, row.from, column.length, row.length), scale)))
                .toList();
    }

    /** Columns or rows of a frame. */
    private record Span(int from, int length) {}

    /** Tiles along one direction, evenly spread. What can be smaller than its limit is no larger than it must be. */
    private static List<Span> spans(int from, int length, Sight sight, int input, double scale, int overlap) {
        int limit = (int) Math.max(1, Math.floor((sight.anySize() ? Math.max(MAX_LOOK, input) : input) / scale));
        if (length <= limit) {
            return List.of(new Span(from, length));
        }
        int shared = Math.min(overlap, Math.min(limit - 1, (int) Math.ceil(limit * MAX_OVERLAP)));
        int tiles = ceilDiv(length - shared, limit - shared);
        int tile = sight.anySize() ? ceilDiv(length + (tiles - 1) * shared, tiles) : limit;
        List<Span> spans = new ArrayList<>(tiles);
        for (int i = 0; i < tiles; i++) {
            spans.add(new Span(from + (int) ((long) i * (length - tile) / (tiles - 1)), tile));
        }
        return spans;
    }

    private static int ceilDiv(int number, int divisor) {
        return (number + divisor - 1) / divisor;
    }

    /** What all looks together cost, in pixels of the input. */
    private double pixels(Sight sight) {
        return looks.stream()
                .mapToDouble(look -> sight.anySize()
                        ? look.area().width() * look.scale() * look.area().height() * look.scale()
                        : (double) sight.width() * sight.height())
                .sum();
    }
}
