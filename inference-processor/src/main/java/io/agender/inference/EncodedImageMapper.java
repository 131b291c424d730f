package io.agender.inference;

import io.agender.schemas.Frame;
import io.agender.schemas.ImageEncoding;
import io.agender.vision.EncodedImage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;

/** From a record of agender.frames to the picture that is analysed. */
final class EncodedImageMapper {

    /** Brokers take no record that is further ahead of their clock; what a frame says of itself they don't see. */
    private static final Duration MAX_AHEAD = Duration.ofHours(1);

    /**
     * More frames than a camera takes in a thousand years. Gaps are summed up, and thousands of gaps of this size are still
     * a number that can be counted.
     */
    static final long LAST_SEQUENCE = 1L << 48;

    /** JPEG stores each side in 16 bits. */
    private static final int MAX_SIDE = 65_535;

    private EncodedImageMapper() {}

    /**
     * The picture of a frame. The declared size comes along as a hint only: what is analysed and reported is the size
     * of the decoded picture.
     *
     * @param timestamp time of the record in milliseconds since 1970-01-01 UTC
     * @throws UnusableFrameException when the record breaks the contract of the topic
     */
    static EncodedImage toImage(String cameraId, Frame frame, long timestamp) {
        if (frame == null) {
            throw new UnusableFrameException("The record has no value; a frame belongs there.");
        }
        if (cameraId == null || cameraId.isEmpty()) {
            throw new UnusableFrameException("The record has no key; the camera id belongs there.");
        }
        if (!cameraId.equals(frame.getCameraId())) {
            throw new UnusableFrameException("The frame is of camera '" + frame.getCameraId() + "', but its key is '"
                    + cameraId + "'; both must be the camera id.");
        }
        if (frame.getEncoding() != ImageEncoding.JPEG && frame.getEncoding() != ImageEncoding.PNG) {
            throw new UnusableFrameException(
                    "The encoding of the picture is " + frame.getEncoding() + "; only JPEG and PNG can be read.");
        }
        if (!isSide(frame.getWidth()) || !isSide(frame.getHeight())) {
            throw new UnusableFrameException("A picture of " + frame.getWidth() + "x" + frame.getHeight()
                    + " pixels can't be; each side has 1 to " + MAX_SIDE + ".");
        }
        if (frame.getSequence() < 0 || frame.getSequence() > LAST_SEQUENCE) {
            throw new UnusableFrameException("The sequence of the frame is " + frame.getSequence()
                    + "; a stream counts its frames from 0 up to " + LAST_SEQUENCE + ".");
        }
        // Records that follow from it would have a time before 1970, and Kafka knows none.
        if (frame.getCapturedAt().isBefore(Instant.EPOCH)) {
            throw new UnusableFrameException("The frame was captured at " + frame.getCapturedAt()
                    + ", before 1970; records can't have such a time.");
        }
        // Such a frame would move the camera's clock ahead, and all that follow would be late.
        if (frame.getCapturedAt().isAfter(Instant.ofEpochMilli(timestamp).plus(MAX_AHEAD))) {
            throw new UnusableFrameException("The frame was captured at " + frame.getCapturedAt()
                    + ", more than an hour after the time of its record, "
                    + Instant.ofEpochMilli(timestamp) + "; both must be the time of capture.");
        }
        return new EncodedImage(bytes(frame.getImage()), frame.getWidth(), frame.getHeight());
    }

    private static boolean isSide(int pixels) {
        return pixels >= 1 && pixels <= MAX_SIDE;
    }

    /** Avro's buffer is an array of just this picture, so it is lent and not copied where that holds. */
    private static byte[] bytes(ByteBuffer image) {
        if (image.hasArray()
                && image.arrayOffset() == 0
                && image.position() == 0
                && image.remaining() == image.array().length) {
            return image.array();
        }
        byte[] bytes = new byte[image.remaining()];
        image.duplicate().get(bytes);
        return bytes;
    }
}
