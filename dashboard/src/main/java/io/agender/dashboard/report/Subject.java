package io.agender.dashboard.report;

import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;

/**
 * Whose figures are asked for.
 *
 * @param name the camera's id, or the site's label; null for all cameras
 */
public record Subject(Kind kind, String name) {

    /** What it is. */
    public enum Kind {
        /** All cameras together. */
        ALL,
        /** One camera. */
        CAMERA,
        /** One site. */
        SITE
    }

    public static final Subject ALL = new Subject(Kind.ALL, null);

    public static Subject camera(String id) {
        return new Subject(Kind.CAMERA, id);
    }

    public static Subject site(String label) {
        return new Subject(Kind.SITE, label);
    }

    /** Whether a record is of it, or of one of its cameras. */
    public boolean covers(RollupSummary rollup) {
        return switch (kind) {
            case ALL -> rollup.getScope() == RollupScope.CAMERA;
            case CAMERA -> isSummedIn(rollup);
            case SITE -> isSummedIn(rollup) || rollup.getScope() == RollupScope.CAMERA && name.equals(rollup.getSite());
        };
    }

    /** Whether its figures are made of a record: of a site only the site's own, which tell no more than its cameras. */
    boolean isSummedIn(RollupSummary rollup) {
        return switch (kind) {
            case ALL -> rollup.getScope() == RollupScope.CAMERA;
            case CAMERA -> rollup.getScope() == RollupScope.CAMERA && name.equals(rollup.getCameraId());
            case SITE -> rollup.getScope() == RollupScope.SITE && name.equals(rollup.getSite());
        };
    }
}
