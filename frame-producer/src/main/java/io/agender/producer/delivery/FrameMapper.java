package io.agender.producer.delivery;

import io.agender.schemas.Frame;
import io.agender.schemas.ImageEncoding;
import io.agender.vision.EncodedImage;
import java.nio.ByteBuffer;

/** From a frame of a source to a record of agender.frames. */
final class FrameMapper {

    private FrameMapper() {}

    static Frame toFrame(CapturedFrame frame, long sequence) {
        CapturedStream stream = frame.stream();
        EncodedImage image = frame.image();
        return Frame.newBuilder()
                .setCameraId(stream.cameraId())
                .setSite(stream.site().orElse(null))
                .setStreamId(stream.streamId())
                .setSequence(sequence)
                .setCapturedAt(frame.capturedAt())
                .setWidth(image.width())
                .setHeight(image.height())
                .setEncoding(image.isPng() ? ImageEncoding.PNG : ImageEncoding.JPEG)
                .setImage(ByteBuffer.wrap(image.bytes()))
                .setEndOfStream(frame.last())
                .setMissingAfter(frame.unreadableAfter())
                .build();
    }
}
