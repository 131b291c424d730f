package io.agender.conversion;

/** Pictures in TensorFlow's order, for tests that state an operation by its definition. Outside, all pixels are 0. */
public record Nhwc(int count, int height, int width, int channels, float[] values) {

    /** What a pixel is. */
    public interface Pixel {

        double at(int n, int y, int x, int c);
    }

    public static Nhwc of(int count, int height, int width, int channels, Pixel pixel) {
        float[] values = new float[count * height * width * channels];
        int i = 0;
        for (int n = 0; n < count; n++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    for (int c = 0; c < channels; c++) {
                        values[i++] = (float) pixel.at(n, y, x, c);
                    }
                }
            }
        }
        return new Nhwc(count, height, width, channels, values);
    }

    /** Two pictures whose pixels are all different, some below 0. */
    public static Nhwc sample(int height, int width, int channels) {
        return of(2, height, width, channels, (n, y, x, c) -> Math.sin(1 + n * 71 + y * 13 + x * 3.7 + c * 1.9));
    }

    public double at(int n, int y, int x, int c) {
        return inside(y, x) ? values[((n * height + y) * width + x) * channels + c] : 0;
    }

    public boolean inside(int y, int x) {
        return y >= 0 && y < height && x >= 0 && x < width;
    }

    /** The same pictures as the converted network takes them. */
    public float[] asNchw() {
        float[] result = new float[values.length];
        int i = 0;
        for (int n = 0; n < count; n++) {
            for (int c = 0; c < channels; c++) {
                for (int y = 0; y < height; y++) {
                    for (int x = 0; x < width; x++) {
                        result[i++] = (float) at(n, y, x, c);
                    }
                }
            }
        }
        return result;
    }
}
