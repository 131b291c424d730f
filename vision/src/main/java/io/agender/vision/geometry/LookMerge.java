package io.agender.vision.geometry;

import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Puts together what the looks of a {@link LookPlan} have found, each face once. A box that a tile's edge cuts is dropped,
 * since another tile or a coarser level sees that face whole. Of boxes from different looks that overlap, or of which one lies
 * mostly inside the other, the best counts: the parts of a face that fills a tile may look like faces, too. Belongs to one
 * frame.
 */
public final class LookMerge {

    /** A box lies in another when it has more than this part of its area there. */
    private static final double INSIDE = 0.7;

    /** Also for detectors that thin out their boxes themselves and so need no limit of their own at one look. */
    private static final double MAX_OVERLAP = 0.3;

    private record Found(int look, Detection face) {}

    private final LookPlan plan;
    private final double maxOverlap;
    private final List<Found> found = new ArrayList<>();

    /** @param maxOverlap of boxes of different looks that overlap by more than this IoU only the best counts */
    public LookMerge(LookPlan plan, double maxOverlap) {
        this.plan = plan;
        this.maxOverlap = Math.min(MAX_OVERLAP, maxOverlap);
    }

    /**
     * Takes what one look has found.
     *
     * @param look its number in the plan
     * @param faces in pixels of the look's area
     */
    public void add(int look, List<Detection> faces) {
        Look one = plan.looks().get(look);
        for (Detection face : faces) {
            Detection inFrame = one.toFrame(face);
            if (!one.cuts(inFrame.box(), plan.frameWidth(), plan.frameHeight())) {
                found.add(new Found(look, inFrame));
            }
        }
    }

    /** Each face once, in pixels of the frame, best score first. */
    public List<Detection> faces() {
        List<Found> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparing(Found::face, Nms.BEST_FIRST).thenComparing(Found::look));
        List<Found> kept = new ArrayList<>();
        for (Found candidate : sorted) {
            if (kept.stream().noneMatch(better -> isSame(better, candidate))) {
                kept.add(candidate);
            }
        }
        return kept.stream().map(Found::face).toList();
    }

    /** What one look has found was thinned out already. */
    private boolean isSame(Found better, Found candidate) {
        return better.look != candidate.look
                && (Iou.of(better.face.box(), candidate.face.box()) > maxOverlap
                        || isInside(better.face.box(), candidate.face.box()));
    }

    private static boolean isInside(BoundingBox a, BoundingBox b) {
        double width = Math.min(a.right(), b.right()) - Math.max(a.x(), b.x());
        double height = Math.min(a.bottom(), b.bottom()) - Math.max(a.y(), b.y());
        return width > 0 && height > 0 && width * height > INSIDE * Math.min(a.area(), b.area());
    }
}
