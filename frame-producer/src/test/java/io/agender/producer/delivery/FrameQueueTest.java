package io.agender.producer.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.producer.status.CameraMetrics;
import io.agender.vision.EncodedImage;
import io.agender.vision.VideoInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FrameQueueTest {

    private static final Instant START = Instant.parse("2026-05-01T09:00:00Z");

    private final CameraMetrics metrics = new CameraMetrics("lobby");
    private final FrameQueue queue = new FrameQueue(metrics);

    @Test
    void should_number_the_frames_of_each_stream_from_0() throws InterruptedException {
        offer("first", 2);
        offer("second", 2);
        assertThat(takeAll()).containsExactly("first 0", "first 1", "second 0", "second 1");
        assertThat(metrics.status().dropped()).isZero();
    }

    @Test
    void should_drop_the_oldest_and_leave_their_numbers_out() throws InterruptedException {
        offer("stream", 1);
        queue.take();
        offer("stream", FrameQueue.MAX_FRAMES + 3);
        List<String> taken = takeAll();
        assertThat(taken).hasSize(FrameQueue.MAX_FRAMES);
        assertThat(taken.get(0)).isEqualTo("stream 4");
        assertThat(taken.get(taken.size() - 1)).isEqualTo("stream " + (FrameQueue.MAX_FRAMES + 3));
        assertThat(metrics.status().dropped()).isEqualTo(3);
    }

    @Test
    void should_tell_at_the_beginning_of_a_stream_what_was_dropped_at_the_end_of_those_before() throws Exception {
        offer("first", 1);
        queue.take();
        offer("first", 5);
        offer("second", 4); // gone without a trace, if the third did not tell
        offer("third", FrameQueue.MAX_FRAMES);
        List<String> taken = takeAll();
        assertThat(metrics.status().dropped()).isEqualTo(9);
        assertThat(taken.get(0)).isEqualTo("third 9");
        assertThat(taken.get(1)).isEqualTo("third 10");
    }

    @Test
    void should_hold_no_more_bytes_than_stated_but_always_the_newest_frame() throws InterruptedException {
        int third = (int) (FrameQueue.MAX_BYTES / 3);
        for (int i = 0; i < 5; i++) {
            queue.offer(frame("stream", third));
        }
        assertThat(metrics.status().dropped()).isEqualTo(2);
        queue.offer(frame("stream", (int) FrameQueue.MAX_BYTES + 1));
        assertThat(metrics.status().dropped()).isEqualTo(5);
        assertThat(takeAll()).containsExactly("stream 5");
    }

    @Test
    void should_give_what_is_left_after_it_was_closed_and_then_nothing() throws InterruptedException {
        offer("stream", 2);
        queue.close();
        offer("stream", 1);
        assertThat(takeAll()).containsExactly("stream 0", "stream 1");
        assertThat(queue.take()).isEmpty();
        assertThat(metrics.status().dropped()).isEqualTo(1);
    }

    @Test
    void should_let_who_takes_wait_for_a_frame() throws Exception {
        CompletableFuture<Optional<FrameQueue.Numbered>> taken = CompletableFuture.supplyAsync(() -> {
            try {
                return queue.take();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        offer("stream", 1);
        assertThat(taken.get(20, TimeUnit.SECONDS)).isPresent();
    }

    @Test
    void should_leave_the_numbers_of_unreadable_frames_missing() throws Exception {
        queue.offer(frame("a", 10, 2));
        queue.offer(frame("a", 10, 0));
        queue.offer(frame("a", 10, 3));

        assertThat(takeAll()).containsExactly("a 2", "a 3", "a 7");
    }

    @Test
    void should_leave_them_missing_also_when_the_frame_behind_them_is_dropped() throws Exception {
        queue.offer(frame("a", 10, 2));
        offer("a", FrameQueue.MAX_FRAMES);

        assertThat(takeAll()).hasSize(FrameQueue.MAX_FRAMES).startsWith("a 3", "a 4");
    }

    private void offer(String stream, int frames) {
        for (int i = 0; i < frames; i++) {
            queue.offer(frame(stream, 10));
        }
    }

    private List<String> takeAll() throws InterruptedException {
        queue.close();
        List<String> taken = new ArrayList<>();
        for (Optional<FrameQueue.Numbered> next = queue.take(); next.isPresent(); next = queue.take()) {
            taken.add(next.get().frame().stream().streamId() + " " + next.get().sequence());
        }
        return taken;
    }

    private static CapturedFrame frame(String stream, int bytes) {
        return frame(stream, bytes, 0);
    }

    private static CapturedFrame frame(String stream, int bytes, long unreadableBefore) {
        VideoInfo info = new VideoInfo("fake", 4, 3, 25, OptionalLong.empty(), Optional.empty());
        return new CapturedFrame(
                new CapturedStream("lobby", stream, START, Optional.empty(), info),
                new EncodedImage(new byte[bytes], 4, 3),
                START,
                unreadableBefore,
                0,
                false);
    }
}
