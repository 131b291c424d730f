package io.agender.vision.view;

import java.time.Duration;

/**
 * What a camera's view is like when nothing is wrong with it: a mean over the last ten minutes in which that was so, and
 * over all of them while they are fewer. After a busy time that is a view of people, so there are edges of the background
 * too: as they were in the first minute, and from then on each goes by small steps to where it is seen to be, which keeps it
 * near its median over hours. What people hide less than half of the time does not change there at all. Immutable.
 *
 * @param known for how long the camera was looked at, at most ten minutes
 * @param edges where the view has edges
 * @param background where it has edges when nobody is in it
 * @param texture as in {@link ViewLook}, of the view without people rather than of all
 * @param glare as in {@link ViewLook}
 * @param sharpness as in {@link ViewLook}; 0 while that could never be told
 */
public record ViewMemory(
        Duration known, EdgeMap edges, EdgeMap background, double texture, double glare, double sharpness) {

    /** Longer ago is forgotten: daylight moves. */
    private static final Duration LENGTH = Duration.ofMinutes(10);

    /** After a minute a few people who passed don't make the view any more. */
    private static final Duration ENOUGH = Duration.ofMinutes(1);

    /** What is less may be somebody who shows himself before a covered lens. */
    private static final Duration SOME = Duration.ofSeconds(10);

    /** In which a strong edge comes or goes. */
    private static final Duration BACKGROUND = Duration.ofHours(1);

    private static final Duration DOWN = Duration.ofMinutes(1);
    private static final Duration UP = Duration.ofHours(1);

    /** The memory of a view that was never seen before. */
    static ViewMemory begin(ViewLook look) {
        return new ViewMemory(
                Duration.ZERO,
                look.edges(),
                look.edges(),
                look.texture(),
                look.glare(),
                look.sharpness().orElse(0));
    }

    /** The memory of a view that was moved and is taken for the camera's own. */
    static ViewMemory accept(EdgeMap edges, ViewLook look) {
        return new ViewMemory(
                ENOUGH,
                edges,
                edges,
                look.texture(),
                look.glare(),
                look.sharpness().orElse(0));
    }

    /** Whether it has been looked at for long enough to say that something is wrong with it. */
    boolean isKnown() {
        return known.compareTo(ENOUGH) >= 0;
    }

    /** Whether it has been seen at all: whatever it is like, the lens is not covered all the time. */
    boolean isSeen() {
        return known.compareTo(SOME) >= 0;
    }

    /** @param passed time since the look before */
    ViewMemory learn(ViewLook look, Duration passed) {
        Duration whole = known.plus(passed);
        double share = passed.toMillis() / (double) Math.max(1, whole.toMillis());
        return new ViewMemory(
                whole.compareTo(LENGTH) < 0 ? whole : LENGTH,
                edges.towards(look.edges(), share),
                isKnown() ? background.towards(look.edges(), step(passed)) : edges.towards(look.edges(), share),
                texture(look.texture(), passed),
                towards(glare, look.glare(), share),
                sharpness == 0
                        ? look.sharpness().orElse(0)
                        : towards(sharpness, look.sharpness().orElse(sharpness), share));
    }

    private static int step(Duration passed) {
        return (int) Math.round(EdgeMap.ONE * passed.toMillis() / (double) BACKGROUND.toMillis());
    }

    /** That of the view without anybody in it: people bring edges, so it goes down soon and up late. */
    private double texture(double now, Duration passed) {
        if (now < texture && !isKnown()) {
            return now;
        }
        Duration pace = now < texture ? DOWN : UP;
        return towards(texture, now, Math.min(1, passed.toMillis() / (double) pace.toMillis()));
    }

    private static double towards(double from, double to, double share) {
        return from + share * (to - from);
    }
}
