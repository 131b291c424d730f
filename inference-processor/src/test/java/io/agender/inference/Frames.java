package io.agender.inference;

import io.agender.schemas.Frame;
import io.agender.schemas.ImageEncoding;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Frames for tests: the "picture" is a word for {@link FakeAnalyzer}. */
final class Frames {

    static final String CAMERA = "lobby";
    static final Instant START = Instant.parse("2026-05-01T09:00:00.000123Z");

    private Frames() {}

    static Frame.Builder builder(long sequence, String picture) {
        return Frame.newBuilder()
                .setCameraId(CAMERA)
                .setStreamId("stream-1")
                .setSequence(sequence)
                .setCapturedAt(START.plusMillis(40 * sequence))
                .setWidth(1280)
                .setHeight(720)
                .setEncoding(ImageEncoding.JPEG)
                .setImage(ByteBuffer.wrap(picture.getBytes(StandardCharsets.UTF_8)));
    }

    static Frame frame(long sequence, String picture) {
        return builder(sequence, picture).build();
    }
}
