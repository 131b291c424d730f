package io.agender.vision.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.vision.GreyPicture;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlaneTest {

    private final Random random = new Random(20);

    @Test
    void should_measure_each_cell_as_if_it_were_counted_pixel_by_pixel() {
        Plane full = Plane.of(noise());
        Plane half = full.halved();

        assertCounted(full, 8);
        assertCounted(half, 4);
        assertCounted(half.halved(), 2);
    }

    @Test
    void should_measure_the_steepest_picture_there_is() {
        byte[] pixels = new byte[GreyPicture.WIDTH * GreyPicture.HEIGHT];
        for (int i = 0; i < pixels.length; i++) {
            int column = i % GreyPicture.WIDTH / 4;
            int row = i / GreyPicture.WIDTH / 4;
            pixels[i] = (byte) ((column + row) % 2 == 0 ? 255 : 0);
        }
        Plane quarter = Plane.of(new GreyPicture(pixels)).halved().halved();

        assertCounted(quarter, 2);
        assertThat(quarter.cells(2).across()[0]).isEqualTo(255);
        assertThat(quarter.cells(2).squares()[0]).isEqualTo(2 * 255 * 255);
    }

    private GreyPicture noise() {
        byte[] pixels = new byte[GreyPicture.WIDTH * GreyPicture.HEIGHT];
        random.nextBytes(pixels);
        return new GreyPicture(pixels);
    }

    private static void assertCounted(Plane plane, int side) {
        Plane.Cells cells = plane.cells(side);
        int columns = plane.width() / side;
        int count = columns * (plane.height() / side);
        assertThat(cells.brightness()).hasSize(count);
        for (int cell = 0; cell < count; cell++) {
            double sum = 0;
            double across = 0;
            double down = 0;
            double squares = 0;
            for (int pixel = 0; pixel < side * side; pixel++) {
                int x = cell % columns * side + pixel % side;
                int y = cell / columns * side + pixel / side;
                double right = x + 1 < plane.width() ? at(plane, x + 1, y) - at(plane, x, y) : 0;
                double below = y + 1 < plane.height() ? at(plane, x, y + 1) - at(plane, x, y) : 0;
                sum += at(plane, x, y);
                across += Math.abs(right);
                down += Math.abs(below);
                squares += right * right + below * below;
            }
            double all = plane.of() * side * side;
            assertThat(cells.brightness()[cell])
                    .as("brightness of cell %s", cell)
                    .isEqualTo(sum / all);
            assertThat(cells.across()[cell]).as("steps across in cell %s", cell).isEqualTo(across / all);
            assertThat(cells.down()[cell]).as("steps down in cell %s", cell).isEqualTo(down / all);
            assertThat(cells.squares()[cell]).as("squares of cell %s", cell).isEqualTo(squares / (plane.of() * all));
        }
    }

    private static int at(Plane plane, int x, int y) {
        return plane.sums()[y * plane.width() + x];
    }
}
