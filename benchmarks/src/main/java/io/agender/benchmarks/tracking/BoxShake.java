package io.agender.benchmarks.tracking;

import io.agender.vision.BoundingBox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far the centres of boxes lie beside the middle of those of the same track in the frames before and after, in sizes of
 * the box (mean of width and height): what a border must be wide for, lest somebody who stands on it crosses it. Steady motion
 * does not count.
 *
 * @param shares ascending
 */
record BoxShake(List<Double> shares) {

    BoxShake {
        shares = shares.stream().sorted().toList();
    }

    /** Over the confirmed faces whose track was seen in the frame before and in the one after. */
    static BoxShake of(List<List<Sighting>> frames) {
        List<Double> shares = new ArrayList<>();
        for (int i = 1; i < frames.size() - 1; i++) {
            for (Sighting sighting : frames.get(i)) {
                int track = sighting.face().number();
                Optional<BoundingBox> before = box(frames.get(i - 1), track);
                Optional<BoundingBox> after = box(frames.get(i + 1), track);
                if (sighting.face().confirmed() && before.isPresent() && after.isPresent()) {
                    shares.add(share(sighting.face().detection().box(), before.get(), after.get()));
                }
            }
        }
        return new BoxShake(shares);
    }

    /** All of two. */
    BoxShake plus(BoxShake other) {
        List<Double> all = new ArrayList<>(shares);
        all.addAll(other.shares);
        return new BoxShake(all);
    }

    /** How far it is at most in such a part of the frames, the worst left out; NaN of none. */
    double atMostIn(double part) {
        return shares.isEmpty() ? Double.NaN : shares.get((int) Math.ceil(part * shares.size()) - 1);
    }

    private static Optional<BoundingBox> box(List<Sighting> frame, int track) {
        return frame.stream()
                .filter(sighting ->
                        sighting.face().confirmed() && sighting.face().number() == track)
                .map(sighting -> sighting.face().detection().box())
                .findFirst();
    }

    private static double share(BoundingBox box, BoundingBox before, BoundingBox after) {
        double x = centreX(box) - (centreX(before) + centreX(after)) / 2;
        double y = centreY(box) - (centreY(before) + centreY(after)) / 2;
        return Math.hypot(x, y) / ((box.width() + box.height()) / 2);
    }

    private static double centreX(BoundingBox box) {
        return box.x() + box.width() / 2;
    }

    private static double centreY(BoundingBox box) {
        return box.y() + box.height() / 2;
    }
}
