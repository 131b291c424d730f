package io.agender.vision.view;

import io.agender.vision.GreyPicture;
import java.util.Random;

/** Small grey pictures of rooms that don't exist: furniture with sharp edges, in some light, with the noise of a sensor. */
final class DrawnView {

    private static final int WIDTH = GreyPicture.WIDTH;
    private static final int HEIGHT = GreyPicture.HEIGHT;
    private static final int PIECES = 40;
    private static final double NOISE = 2;

    private final double[] light = new double[WIDTH * HEIGHT];
    private final Random noise;

    private DrawnView(long seed) {
        noise = new Random(seed);
    }

    /** A room with furniture; each number has its own. */
    static DrawnView room(long number) {
        DrawnView view = plain(150, number);
        Random random = new Random(number);
        for (int piece = 0; piece < PIECES; piece++) {
            view.fill(
                    random.nextInt(WIDTH),
                    random.nextInt(HEIGHT),
                    8 + random.nextInt(30),
                    6 + random.nextInt(20),
                    40 + random.nextInt(180));
        }
        return view;
    }

    /** Nothing but one brightness: a wall, or tape. */
    static DrawnView plain(double brightness, long seed) {
        DrawnView view = new DrawnView(seed);
        view.fill(0, 0, WIDTH, HEIGHT, brightness);
        return view;
    }

    /** The same with somebody in it, who is there at a place. */
    DrawnView with(int left, int top, int width, int height, double brightness) {
        DrawnView view = copy();
        view.fill(left, top, width, height, brightness);
        view.fill(left + width / 4, top + height / 6, width / 2, height / 5, brightness / 2);
        view.fill(left + width / 3, top + height / 2, width / 3, height / 3, brightness / 3);
        return view;
    }

    /** The same in another light. */
    DrawnView lit(double times) {
        DrawnView view = copy();
        for (int i = 0; i < light.length; i++) {
            view.light[i] *= times;
        }
        return view;
    }

    /** The same, each pixel the mean of those around it. */
    DrawnView defocused(int radius) {
        DrawnView view = copy();
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                double sum = 0;
                int count = 0;
                for (int v = Math.max(0, y - radius); v <= Math.min(HEIGHT - 1, y + radius); v++) {
                    for (int u = Math.max(0, x - radius); u <= Math.min(WIDTH - 1, x + radius); u++) {
                        sum += light[v * WIDTH + u];
                        count++;
                    }
                }
                view.light[y * WIDTH + x] = sum / count;
            }
        }
        return view;
    }

    /** A picture of it; no two are the same, for there is noise. */
    GreyPicture picture() {
        byte[] pixels = new byte[light.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.max(0, Math.min(255, Math.round(light[i] + NOISE * noise.nextGaussian())));
        }
        return new GreyPicture(pixels);
    }

    private DrawnView copy() {
        DrawnView view = new DrawnView(noise.nextLong());
        System.arraycopy(light, 0, view.light, 0, light.length);
        return view;
    }

    private void fill(int left, int top, int width, int height, double brightness) {
        for (int y = Math.max(0, top); y < Math.min(HEIGHT, top + height); y++) {
            for (int x = Math.max(0, left); x < Math.min(WIDTH, left + width); x++) {
                light[y * WIDTH + x] = brightness;
            }
        }
    }
}
