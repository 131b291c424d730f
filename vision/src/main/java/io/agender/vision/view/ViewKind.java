package io.agender.vision.view;

/**
 * What may be wrong with a camera's view. Where several are, the first is told: what has no light or too much of it has no
 * edges either, and nobody can say of a picture without edges where it was taken.
 */
public enum ViewKind {
    /** There is no light: a room whose lamps are off, or a lens covered with something black. */
    DARK,
    /** The picture is burnt out. */
    OVEREXPOSED,
    /** Nothing has edges that had some before: the lens is covered. */
    BLOCKED,
    /** There are edges, and none is sharp. */
    BLURRED,
    /** The picture is of another place: the camera was turned or shakes, or something large stands before it. */
    MOVED
}
