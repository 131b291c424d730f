package io.agender.dashboard.view;

import io.agender.schemas.CameraVersion;
import io.agender.schemas.FramePoint;
import io.agender.schemas.LineSide;
import java.util.List;

/**
 * Zones and lines of a camera as the page draws them. Points are x and y as shares of the picture, origin top left.
 *
 * @param version number of the version of the camera's settings
 */
public record PlacesView(int version, List<ZoneView> zones, List<LineView> lines) {

    /** A zone and its corners in their order. */
    public record ZoneView(String name, List<List<Double>> polygon) {}

    /** A line between two points, and which side is in as seen along it. */
    public record LineView(String name, List<Double> from, List<Double> to, LineSide inside) {}

    public static PlacesView of(CameraVersion version) {
        return new PlacesView(
                version.getVersion(),
                version.getZones().stream()
                        .map(zone -> new ZoneView(
                                zone.getName(),
                                zone.getPolygon().stream()
                                        .map(PlacesView::point)
                                        .toList()))
                        .toList(),
                version.getLines().stream()
                        .map(line -> new LineView(
                                line.getName(), point(line.getFrom()), point(line.getTo()), line.getInside()))
                        .toList());
    }

    private static List<Double> point(FramePoint point) {
        return List.of(point.getX(), point.getY());
    }
}
