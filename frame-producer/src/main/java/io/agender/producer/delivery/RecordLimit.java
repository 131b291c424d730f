package io.agender.producer.delivery;

import io.agender.schemas.Topic;
import io.agender.vision.EncodedImage;
import java.util.Optional;

/** How large a picture can be for a record of agender.frames. */
public final class RecordLimit {

    /** Room for what surrounds the picture in a record: ids of 100 characters, numbers, headers of record and batch. */
    private static final int OVERHEAD_BYTES = 1024;

    /** Bytes of the largest picture. */
    public static final int MAX_PICTURE_BYTES = Topic.MAX_RECORD_BYTES - OVERHEAD_BYTES;

    private RecordLimit() {}

    /** Why no record can hold a picture, as a sentence; empty when one can. */
    public static Optional<String> refusal(EncodedImage image, long sequence) {
        if (image.bytes().length <= MAX_PICTURE_BYTES) {
            return Optional.empty();
        }
        return Optional.of("frame " + sequence + " has " + image.bytes().length + " bytes as "
                + (image.isPng() ? "PNG" : "JPEG") + ", and a record of " + Topic.FRAMES + " holds at most "
                + Topic.MAX_RECORD_BYTES + "; lower max.width or jpeg.quality.");
    }
}
