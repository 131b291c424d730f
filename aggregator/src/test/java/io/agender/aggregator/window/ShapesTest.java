package io.agender.aggregator.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.aggregator.RandomPlaces;
import io.agender.schemas.CameraLine;
import io.agender.schemas.LineSide;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In a picture of 100 × 100 pixels, so that shares are percents. */
class ShapesTest {

    /** A letter C, open to the right. */
    private static final double[] C = {0.1, 0.1, 0.9, 0.1, 0.9, 0.3, 0.4, 0.3, 0.4, 0.7, 0.9, 0.7, 0.9, 0.9, 0.1, 0.9};

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "20, 20, in the middle of a bar,                true",
        "20, 50, in the back,                           true",
        "60, 50, in the gap,                            false",
        "90, 20, on the right border,                   true",
        "10, 50, on the left border,                    true",
        "10, 10, in a corner,                           true",
        "40, 30, in an inner corner,                    true",
        "40, 50, on an inner border,                    true",
        "41, 50, one pixel beyond it,                   false",
        "60, 30, on the border of the gap,              true",
        "95, 30, beside it at the height of a border,   false",
        "5,  10, left of it at the height of a corner,  false",
        "50, 95, below it,                              false",
    })
    void should_know_what_lies_in_a_zone_its_border_included(double x, double y, String where, boolean inside) {
        assertThat(zone(100, 100, C).contains(at(x, y))).isEqualTo(inside);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "20, 20, in it,                                  true",
        "94, 20, 4 pixels right of a side,               true",
        "95, 20, just 5 pixels right of it,              false",
        "93, 7,  3 and 3 from a corner,                  true",
        "94, 6,  4 and 4 from a corner,                  false",
        "60, 50, in the middle of the gap,               false",
        "60, 34, 4 pixels into the gap,                  true",
    })
    void should_know_what_lies_near_a_zone(double x, double y, String where, boolean near) {
        assertThat(zone(100, 100, C).reaches(at(x, y), 5 * PicturePoint.PARTS)).isEqualTo(near);
    }

    @ParameterizedTest(name = "{4}")
    @CsvSource({
        "40, 50, 60, 50, straight through,            true",
        "40, 10, 60, 10, beyond its upper end,        false",
        "40, 30, 60, 10, through its end,             true",
        "40, 31, 60, 10, just below its upper end,    true",
        "40, 29, 60, 10, just above it,               false",
        "40, 85, 60, 90, beyond its lower end,        false",
    })
    void should_know_a_way_across_a_line_from_one_around_it(
            double x, double y, double toX, double toY, String way, boolean across) {
        LineShape line = line(0.5, 0.2, 0.5, 0.8, LineSide.LEFT);

        assertThat(line.isBetween(at(x, y), at(toX, toY))).isEqualTo(across);
        assertThat(line.isBetween(at(toX, toY), at(x, y))).as("and back").isEqualTo(across);
    }

    @Test
    void should_call_left_what_is_left_of_the_way_along_the_line_in_the_picture() {
        LineShape down = line(0.5, 0.2, 0.5, 0.8, LineSide.LEFT);
        assertThat(down.isInside(at(60, 50))).isTrue();
        assertThat(down.isInside(at(40, 50))).isFalse();

        LineShape right = line(0.2, 0.5, 0.8, 0.5, LineSide.LEFT);
        assertThat(right.isInside(at(50, 40))).isTrue();
        assertThat(line(0.2, 0.5, 0.8, 0.5, LineSide.RIGHT).isInside(at(50, 40)))
                .isFalse();

        assertThat(down.isClear(at(50, 50), 0)).as("on it").isFalse();
        assertThat(down.isClear(at(54, 50), 5 * PicturePoint.PARTS)).isFalse();
        assertThat(down.isClear(at(55, 50), 5 * PicturePoint.PARTS)).isTrue();
        assertThat(down.isClear(at(54, 95), 5 * PicturePoint.PARTS))
                .as("drawn on")
                .isFalse();
    }

    @Test
    void should_agree_with_javas_own_geometry_off_the_borders() {
        Random random = new Random(3);
        ZoneShape zone = zone(640, 480, C);
        Path2D path = new Path2D.Double();
        for (int i = 0; i < C.length; i += 2) {
            if (i == 0) {
                path.moveTo(C[0] * 640, C[1] * 480);
            } else {
                path.lineTo(C[i] * 640, C[i + 1] * 480);
            }
        }
        path.closePath();
        int inside = 0;
        for (int i = 0; i < 20_000; i++) {
            double x = random.nextInt(640) + 0.51;
            double y = random.nextInt(480) + 0.52;
            PicturePoint point = PicturePoint.of(x / 640, y / 480, 640, 480);
            double nearest = nearest(x, y);
            assertThat(zone.contains(point)).as("%s, %s", x, y).isEqualTo(path.contains(x, y));
            if (Math.abs(nearest - 12) > 0.1) {
                assertThat(zone.reaches(point, 12 * PicturePoint.PARTS))
                        .as("%s, %s", x, y)
                        .isEqualTo(path.contains(x, y) || nearest < 12);
            }
            inside += path.contains(x, y) ? 1 : 0;
        }
        assertThat(inside).isBetween(5_000, 15_000);
    }

    private static double nearest(double x, double y) {
        double nearest = Double.MAX_VALUE;
        for (int i = 0; i < C.length; i += 2) {
            int next = (i + 2) % C.length;
            nearest = Math.min(
                    nearest, Line2D.ptSegDist(C[i] * 640, C[i + 1] * 480, C[next] * 640, C[next + 1] * 480, x, y));
        }
        return nearest;
    }

    private static PicturePoint at(double x, double y) {
        return PicturePoint.of(x / 100, y / 100, 100, 100);
    }

    private static ZoneShape zone(int width, int height, double... corners) {
        return ZoneShape.of(RandomPlaces.zone("c", corners), width, height);
    }

    private static LineShape line(double x, double y, double toX, double toY, LineSide inside) {
        return LineShape.of(
                new CameraLine("l", RandomPlaces.point(x, y), RandomPlaces.point(toX, toY), inside), 100, 100);
    }
}
