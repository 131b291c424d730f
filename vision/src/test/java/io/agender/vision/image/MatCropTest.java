package io.agender.vision.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_8;
import static org.bytedeco.opencv.global.opencv_imgproc.line;

import io.agender.vision.NativeMemory;
import io.agender.vision.geometry.CropRegion;
import io.agender.vision.geometry.PixelRect;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatCropTest {

    private static final int SIZE = 8;

    @ParameterizedTest(name = "{7}")
    @CsvSource({
        // region; blue (column) at the left and right end, green (row) at the top and bottom end
        "  10,  20,  8,  10,  17,  20,  27, inside, as it is",
        "  10,  10, 16,  10,  25,  10,  25, inside and halved",
        "  -4,  20,  8,   0,   3,  20,  27, over the left border",
        "  36,  20,  8,  36,  39,  20,  27, over the right border",
        "  10,  -4,  8,  10,  17,   0,   3, over the upper border",
        "  10,  26,  8,  10,  17,  26,  29, over the lower border",
        "-100,-100,  8,   0,   0,   0,   0, outside takes the nearest pixel",
        " 500, 500,  8,  39,  39,  29,  29, outside on the other side"
    })
    void should_cut_and_repeat_the_border(
            int x, int y, int side, int left, int right, int top, int bottom, String remark) {
        try (PointerScope scope = new PointerScope()) {
            Mat crop = MatCrop.cut(coordinates(40, 30), new CropRegion(x, y, side), SIZE, SIZE);

            byte[] pixels = new byte[SIZE * SIZE * 3];
            crop.data().get(pixels);
            assertThat(crop.isContinuous()).isTrue();
            int tolerance = side / SIZE; // the mean of the pixels that fall together
            assertThat(pixels[0] - left).as("left").isBetween(0, tolerance - 1);
            assertThat(right - pixels[(SIZE - 1) * 3]).as("right").isBetween(0, tolerance - 1);
            assertThat(pixels[1] - top).as("top").isBetween(0, tolerance - 1);
            assertThat(bottom - pixels[(SIZE * SIZE - 1) * 3 + 1]).as("bottom").isBetween(0, tolerance - 1);
        }
    }

    @ParameterizedTest(name = "{0} degrees")
    @CsvSource({"0", "12", "-25", "44"})
    void should_set_a_leaning_line_level(double degrees) {
        try (PointerScope scope = new PointerScope()) {
            Mat frame = new Mat(200, 200, CV_8UC3, Scalar.all(0));
            double tilt = Math.toRadians(degrees);
            int across = (int) Math.round(60 * Math.cos(tilt));
            int down = (int) Math.round(60 * Math.sin(tilt));
            Point left = new Point(100 - across, 100 - down);
            Point right = new Point(100 + across, 100 + down);
            line(frame, left, right, Scalar.all(255), 3, LINE_8, 0);

            Mat crop = MatCrop.cutUpright(frame, new CropRegion(60, 60, 80), tilt, 80, 80);

            assertThat(crop.cols()).isEqualTo(80);
            assertThat(crop.rows()).isEqualTo(80);
            for (int x = 5; x < 75; x += 10) {
                assertThat(crop.ptr(40, x).get() & 0xff)
                        .as("on the line at " + x)
                        .isGreaterThan(128);
                assertThat(crop.ptr(33, x).get() & 0xff)
                        .as("above the line at " + x)
                        .isLessThan(64);
                assertThat(crop.ptr(47, x).get() & 0xff)
                        .as("below the line at " + x)
                        .isLessThan(64);
            }
        }
    }

    @Test
    void should_have_pixels_in_every_corner_of_a_turned_crop() {
        try (PointerScope scope = new PointerScope()) {
            Mat frame = new Mat(30, 40, CV_8UC3, Scalar.all(200));

            Mat crop = MatCrop.cutUpright(frame, new CropRegion(-10, -10, 60), Math.PI / 4, SIZE, SIZE);

            for (int corner : new int[] {0, SIZE - 1}) {
                assertThat(crop.ptr(corner, corner).get() & 0xff).isEqualTo(200);
                assertThat(crop.ptr(corner, SIZE - 1 - corner).get() & 0xff).isEqualTo(200);
            }
        }
    }

    @Test
    void should_squeeze_a_rectangle_of_any_shape() {
        try (PointerScope scope = new PointerScope()) {
            Mat crop = MatCrop.squeeze(coordinates(40, 30), new PixelRect(8, 4, 32, 8), SIZE, SIZE);

            assertThat(crop.cols()).isEqualTo(SIZE);
            assertThat(crop.rows()).isEqualTo(SIZE);
            // Linear interpolation at the centre of the first four columns and of the first row.
            assertThat(crop.ptr(0, 0).get(0)).as("column").isBetween((byte) 9, (byte) 10);
            assertThat(crop.ptr(0, 0).get(1)).as("row").isEqualTo((byte) 4);
        }
    }

    @Test
    void should_not_bring_in_a_colour_that_is_not_in_the_frame() {
        try (PointerScope scope = new PointerScope()) {
            Mat frame = new Mat(30, 40, CV_8UC3, new Scalar(90, 100, 110, 0));

            Mat crop = MatCrop.cut(frame, new CropRegion(-10, -10, 60), SIZE, SIZE);

            byte[] pixels = new byte[SIZE * SIZE * 3];
            crop.data().get(pixels);
            assertThat(pixels).containsOnly(90, 100, 110);
        }
    }

    @Test
    void should_keep_the_shape_of_what_it_cuts_at_the_border() {
        try (PointerScope scope = new PointerScope()) {
            // 20 pixels of the frame are to the right of x = -20, so they fill the right half of the crop.
            Mat crop = MatCrop.cut(coordinates(40, 30), new CropRegion(-20, 0, 40), SIZE, SIZE);

            byte[] pixels = new byte[SIZE * SIZE * 3];
            crop.data().get(pixels);
            assertThat(pixels[3 * 3]).as("last column of the repeated border").isEqualTo(pixels[4 * 3]);
            assertThat(pixels[7 * 3]).as("last column").isBetween((byte) 15, (byte) 19);
        }
    }

    @Test
    void should_need_little_memory_for_an_absurd_region() {
        try (PointerScope scope = new PointerScope()) {
            Mat frame = coordinates(40, 30);
            long before = Pointer.physicalBytes();

            Mat crop = MatCrop.cut(frame, new CropRegion(-(1 << 27), -(1 << 27), 1 << 28), SIZE, SIZE);

            assertThat(crop.cols()).isEqualTo(SIZE);
            assertThat(Pointer.physicalBytes() - before).isLessThan(32L << 20);
        }
    }

    @Test
    void should_give_back_its_memory() {
        NativeMemory.shouldNotGrow(() -> {
            try (PointerScope scope = new PointerScope()) {
                Mat frame = new Mat(360, 640, CV_8UC3, Scalar.all(9));
                MatCrop.cut(frame, new CropRegion(-20, 100, 200), 64, 64);
                MatCrop.cut(frame, new CropRegion(100, 100, 50), 64, 64);
            }
        });
    }

    /** Blue is the column, green the row. */
    private static Mat coordinates(int width, int height) {
        byte[] pixels = new byte[width * height * 3];
        for (int i = 0; i < width * height; i++) {
            pixels[3 * i] = (byte) (i % width);
            pixels[3 * i + 1] = (byte) (i / width);
        }
        Mat frame = new Mat(height, width, CV_8UC3);
        frame.data().put(pixels);
        return frame;
    }
}
