package io.agender.producer.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agender.producer.status.CameraMetrics;
import io.agender.schemas.Frame;
import io.agender.vision.EncodedImage;
import io.agender.vision.VideoInfo;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AcknowledgementsTest {

    private static final int MIB = 1 << 20;

    private final Acknowledgements acknowledgements =
            new Acknowledgements("lobby", error -> true, new CameraMetrics("lobby"));

    @Test
    void should_let_no_frame_through_that_would_be_more_than_the_bound() throws Exception {
        Acknowledgements.Answer first = send(3 * MIB);
        acknowledgements.awaitRoom(MIB);
        Thread second = new Thread(() -> {
            try {
                acknowledgements.awaitRoom(3 * MIB);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        second.start();
        await().until(() -> second.getState() == Thread.State.TIMED_WAITING);

        first.onCompletion(null, null);

        second.join();
        assertThat(acknowledgements.waiting()).isZero();
    }

    @Test
    void should_always_let_one_frame_through() throws Exception {
        acknowledgements.awaitRoom(8 * MIB);
        send(8 * MIB);

        assertThat(acknowledgements.waiting()).isEqualTo(1);
    }

    private Acknowledgements.Answer send(int bytes) {
        VideoInfo info = new VideoInfo("fake", 4, 3, 25, OptionalLong.empty(), Optional.empty());
        CapturedStream stream = new CapturedStream("lobby", "stream", Instant.EPOCH, Optional.empty(), info);
        EncodedImage picture = new EncodedImage(new byte[bytes], 4, 3);
        Frame frame = FrameMapper.toFrame(new CapturedFrame(stream, picture, Instant.EPOCH, 0, 0, false), 0);
        return acknowledgements.expect(frame);
    }
}
