package io.agender.inference;

import io.agender.schemas.Frame;
import io.agender.schemas.ImageEncoding;
import io.agender.vision.EncodedImage;
import java.nio.ByteBuffer;

/** From a record of agender.frames to the picture that is analysed. */
final class FrameMapper {

    /** JPEG stores each side in 16 bits. */
    private static final int LONGEST_SIDE = 65_535;

    private FrameMapper() {}

    /**
     * The picture of a frame. The declared size comes along as a hint only: what is analysed and reported is the size
     * of the decoded picture.
     *
     * @throws UnusableFrameException when the record breaks the contract of the topic
     */
    static EncodedImage toImage(String cameraId, Frame frame) {
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
        if (frame.getEncoding() != ImageEncoding.JPEG) {
            throw new UnusableFrameException(
                    "The encoding of the picture is " + frame.getEncoding() + "; only JPEG can be read.");
        }
        if (!isSide(frame.getWidth()) || !isSide(frame.getHeight())) {
            throw new UnusableFrameException("A JPEG picture of " + frame.getWidth() + "x" + frame.getHeight()
                    + " pixels can't be; each side has 1 to " + LONGEST_SIDE + ".");
        }
        return new EncodedImage(bytes(frame.getImage()), frame.getWidth(), frame.getHeight());
    }

    private static boolean isSide(int pixels) {
        return pixels >= 1 && pixels <= LONGEST_SIDE;
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
