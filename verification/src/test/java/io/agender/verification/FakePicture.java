package io.agender.verification;

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

    private static final int MAGIC = 0x46414b45;

    byte[] bytes() {
        return ByteBuffer.allocate(Integer.BYTES + 2 * Long.BYTES)
                .putInt(MAGIC)
                .putLong(crowd)
                .putLong(time.toNanos())
                .array();
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
