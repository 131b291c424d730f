package io.agender.schemas.camera;

import io.agender.schemas.CameraLine;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.FramePoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Tells of lines that hardly anybody crosses, since they are drawn along a border of the picture. Who crosses a line is on
 * its other side with the middle of the face, and a fifth of the face farther; the middle of a face that is wholly in the
 * picture is half a face from its border.
 */
public final class BorderLines {

    /** Nearer to a border, as a share of the picture, a line has no room for faces of a seventh of the picture. */
    private static final double ROOM = 0.1;

    private static final Map<String, ToDoubleFunction<FramePoint>> DISTANCES = Map.of(
            "left",
            FramePoint::getX,
            "right",
            point -> 1 - point.getX(),
            "upper",
            FramePoint::getY,
            "lower",
            point -> 1 - point.getY());

    private BorderLines() {}

    /** A sentence for each such line of a camera, in their order. */
    public static List<String> warnings(String camera, CameraVersion settings) {
        return settings.getLines().stream()
                .flatMap(
                        line -> border(line).stream()
                                .map(
                                        border -> "Line " + line.getName() + " of camera " + camera
                                                + " lies within a tenth of the picture of its " + border
                                                + " border along its whole length: faces have hardly room to cross it (docs/zones.md)."))
                .toList();
    }

    private static Optional<String> border(CameraLine line) {
        return Stream.of("left", "right", "upper", "lower")
                .filter(border -> isNear(line.getFrom(), border) && isNear(line.getTo(), border))
                .findFirst();
    }

    private static boolean isNear(FramePoint point, String border) {
        return DISTANCES.get(border).applyAsDouble(point) < ROOM;
    }
}
