package io.agender.vision.view;

import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What speaks against a view in one look at it. A view that was never seen well is judged by what any camera should see;
 * one that is known, by what it was like before: a camera before a plain wall is not covered, and one in a white room not
 * burnt out. In between, while it is seen but not yet known, no edges are normal.
 *
 * @param kinds what the view looks like
 * @param likeness how alike it is to the remembered view, or to its background if that is more; empty where there is none to
 *     know again
 * @param steady whether it is alike to what was there in the seconds before
 * @param familiar whether it is alike to the remembered view or its background, as far as these can be known again
 */
record Evidence(Set<ViewKind> kinds, OptionalDouble likeness, boolean steady, boolean familiar) {

    /** Of a dark picture, share without anything to see. */
    private static final double ALL_DARK = 0.9;

    /** Share that is burnt out: of a view that was never seen, and of one that had none before. */
    private static final double BURNT = 0.7;

    private static final double HALF_BURNT = 0.5;
    private static final double MORE_BURNT = 0.3;

    /** Share with edges below which a view that was never seen is covered, or one that is known and lost most of its. */
    private static final double NO_TEXTURE = 0.05;

    private static final double LITTLE_TEXTURE = 0.12;
    private static final double LOST_TEXTURE = 0.25;

    /** Sharpness of a picture of which the blur has a standard deviation of about 1 % of its width. */
    private static final double SOFT = 0.12;

    /** A view that is remembered as hardly sharper is a soft one: fog, or clouds. */
    private static final double SOFT_BEFORE = 0.16;

    private static final double ENOUGH_TEXTURE = 0.1;

    /** Likeness below which it is another place, and from which it is the same one at another place in the picture. */
    private static final double OTHER = 0.45;

    /** Share of edges that were not there: where people only went away, none is new. */
    private static final double NEWS = 0.25;

    private static final double SHIFTED = 0.6;
    private static final double SHIFTED_MORE = 0.2;

    /**
     * Likeness from which it is the same place for certain. Whoever moves close before the lens changes the view from look
     * to look, a turned camera does not.
     */
    private static final double STEADY = 0.8;

    static Evidence of(ViewLook look, Optional<ViewMemory> memory, EdgeMap recent) {
        Optional<ViewMemory> seen = memory.filter(ViewMemory::isSeen);
        Optional<ViewMemory> known = memory.filter(ViewMemory::isKnown);
        EnumSet<ViewKind> kinds = EnumSet.noneOf(ViewKind.class);
        if (look.darkness() >= ALL_DARK) {
            kinds.add(ViewKind.DARK);
        }
        if (look.glare()
                >= known.map(view -> Math.max(HALF_BURNT, view.glare() + MORE_BURNT))
                        .orElse(BURNT)) {
            kinds.add(ViewKind.OVEREXPOSED);
        }
        if (seen.isPresent() ? known.filter(view -> isCovered(look, view)).isPresent() : look.texture() < NO_TEXTURE) {
            kinds.add(ViewKind.BLOCKED);
        }
        if (isSoft(look) && seen.filter(view -> view.sharpness() < SOFT_BEFORE).isEmpty()) {
            kinds.add(ViewKind.BLURRED);
        }
        boolean steady = look.edges().likeness(recent).orElse(1) >= STEADY;
        OptionalDouble mean =
                known.map(view -> look.edges().likeness(view.edges())).orElse(OptionalDouble.empty());
        OptionalDouble background =
                known.map(view -> look.edges().likeness(view.background())).orElse(OptionalDouble.empty());
        if (kinds.isEmpty()
                && mean.isPresent()
                && isElsewhere(look.edges(), known.orElseThrow().edges(), mean, steady)
                && isElsewhere(look.edges(), known.orElseThrow().background(), background, steady)) {
            kinds.add(ViewKind.MOVED);
        }
        return new Evidence(
                kinds,
                mean.isPresent() && background.orElse(-1) > mean.getAsDouble() ? background : mean,
                steady,
                mean.orElse(1) >= OTHER || background.orElse(1) >= OTHER);
    }

    /** Whether this is another place than a remembered one, or that place elsewhere in the picture. */
    private static boolean isElsewhere(EdgeMap edges, EdgeMap remembered, OptionalDouble likeness, boolean steady) {
        double alike = likeness.orElse(-1);
        boolean other = alike < OTHER && steady && edges.news(remembered) >= NEWS;
        return alike < STEADY && (other || isShifted(edges, remembered));
    }

    private static boolean isCovered(ViewLook look, ViewMemory view) {
        return view.texture() >= NO_TEXTURE && look.texture() < Math.min(LITTLE_TEXTURE, LOST_TEXTURE * view.texture());
    }

    private static boolean isSoft(ViewLook look) {
        return look.texture() >= ENOUGH_TEXTURE && look.sharpness().orElse(1) < SOFT;
    }

    private static boolean isShifted(EdgeMap edges, EdgeMap remembered) {
        double best = edges.bestShifted(remembered);
        return best >= SHIFTED && best >= edges.wholeLikeness(remembered) + SHIFTED_MORE;
    }

    /** Whether the view can be learned from: nothing speaks against it, and it is not somebody close before the lens. */
    boolean isNormal() {
        return kinds.isEmpty() && familiar;
    }
}
