package io.agender.producer.delivery;

import io.agender.vision.EncodedImage;
import java.time.Instant;

/**
 * A frame on its way from its source to Kafka's client. It has no sequence number yet: that depends on what is dropped
 * before it.
 *
 * @param stream the stream that it belongs to
 * @param unreadableBefore how many frames of the source right before it can't be read; their numbers stay missing
 * @param unreadableAfter how many at the end of its source, right after it, can't be read; 0 while more frames follow
 * @param last whether its stream ends with it in an orderly way
 */
public record CapturedFrame(
        CapturedStream stream,
        EncodedImage image,
        Instant capturedAt,
        long unreadableBefore,
        long unreadableAfter,
        boolean last) {

    int bytes() {
        return image.bytes().length;
    }
}
