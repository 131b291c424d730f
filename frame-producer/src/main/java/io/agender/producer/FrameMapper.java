package io.agender.producer;

import io.agender.schemas.Frame;
import io.agender.schemas.ImageEncoding;
import io.agender.vision.VideoFrame;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** From a frame of a source to a record of agender.frames. */
final class FrameMapper {

    private final CapturedStream stream;

    FrameMapper(CapturedStream stream) {
        this.stream = stream;
    }

    Frame toFrame(VideoFrame frame, long sequence, boolean endOfStream) {
        return Frame.newBuilder()
                .setCameraId(stream.cameraId())
                .setSite(stream.site().orElse(null))
                .setStreamId(stream.streamId())
                .setSequence(sequence)
                .setCapturedAt(capturedAt(frame))
                .setWidth(frame.image().width())
                .setHeight(frame.image().height())
                .setEncoding(frame.image().isPng() ? ImageEncoding.PNG : ImageEncoding.JPEG)
                .setImage(ByteBuffer.wrap(frame.image().bytes()))
                .setEndOfStream(endOfStream)
                .build();
    }

    private Instant capturedAt(VideoFrame frame) {
        return stream.startTime().plus(frame.position()).truncatedTo(ChronoUnit.MICROS);
    }
}
