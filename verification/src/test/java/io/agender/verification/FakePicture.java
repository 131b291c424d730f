package io.agender.verification;

import io.agender.vision.GreyPicture;
import io.agender.vision.UndecodableImageException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * A picture that needs no decoder: it says which crowd it shows and at what time, and the faces follow from that.
 *
 * @param crowd seed of the people in front of the camera
 * @param time since the crowd began to walk
 */
record FakePicture(long crowd, Duration time) {

    /** One at which the fake engine shows a bug. */
    static final FakePicture UNFORESEEN = new FakePicture(-1, Duration.ZERO);

    static final int WIDTH = 640;
    static final int HEIGHT = 360;

    private static final int CYCLE = 40;
    private static final int COVERED = 24;

    private static final int MAGIC = 0x46414b45;

    byte[] bytes() {
        return ByteBuffer.allocate(Integer.BYTES + 2 * Long.BYTES)
                .putInt(MAGIC)
                .putLong(crowd)
                .putLong(time.toNanos())
                .array();
    }

    /**
     * A crowd like another one, before a lens that is covered from the beginning on, by a cover that is grey or black: a
     * camera that was seen for some seconds must be known for a minute before it is judged by what it sees no more.
     */
    static long covered(long crowd, boolean black) {
        long cycle = 2L * CYCLE;
        return (crowd >> 1) / cycle * cycle + (black ? CYCLE : 0);
    }

    /**
     * What a judge of the view sees. Of each {@value #CYCLE} seconds the lens is covered for {@value #COVERED}, at times of
     * its own for each crowd, as the light is that is left; no two pictures are the same, for there is noise.
     */
    GreyPicture view() {
        boolean covered = Math.floorMod(time.toSeconds() + crowd, CYCLE) < COVERED;
        int light = Math.floorMod(crowd, 2 * CYCLE) < CYCLE ? 100 : 2;
        byte[] pixels = new byte[GreyPicture.WIDTH * GreyPicture.HEIGHT];
        long noise = time.toNanos() * 0x9E3779B97F4A7C15L | 1;
        for (int i = 0; i < pixels.length; i++) {
            long furniture = (crowd + 3) * (i % GreyPicture.WIDTH / 9 * 31 + i / GreyPicture.WIDTH / 7 * 17);
            noise = noise * 6364136223846793005L + 1442695040888963407L;
            pixels[i] = (byte) ((covered ? light : 60 + Math.floorMod(furniture * furniture, 120)) + (noise >>> 62));
        }
        return new GreyPicture(pixels);
    }

    static FakePicture decode(byte[] bytes) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            if (buffer.getInt() == MAGIC) {
                return new FakePicture(buffer.getLong(), Duration.ofNanos(buffer.getLong()));
            }
        } catch (BufferUnderflowException e) {
            throw new UndecodableImageException("The fake picture is cut short.", e);
        }
        throw new UndecodableImageException("The bytes are no fake picture.");
    }
}
