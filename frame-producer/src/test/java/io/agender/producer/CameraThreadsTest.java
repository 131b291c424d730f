package io.agender.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agender.producer.CameraResult.Outcome;
import io.agender.producer.delivery.Backpressure;
import io.agender.producer.delivery.Deliveries;
import io.agender.producer.delivery.Pause;
import io.agender.producer.source.Camera;
import io.agender.producer.source.CameraSource;
import io.agender.producer.source.FrameProducerConfig;
import io.agender.producer.source.Playback;
import io.agender.producer.source.Sites;
import io.agender.producer.source.Surroundings;
import io.agender.producer.source.Timing;
import io.agender.producer.status.CameraMetrics;
import io.agender.schemas.Frame;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.VideoSources;
import io.agender.vision.VisionException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CameraThreadsTest {

    private final CountDownLatch disk = new CountDownLatch(1);
    private final CountDownLatch hangs = new CountDownLatch(1);

    @Test
    void should_leave_a_camera_alone_whose_read_can_not_be_interrupted() throws Exception {
        CameraThreads threads = new CameraThreads(1, Duration.ofMillis(100));
        CompletableFuture<List<CameraResult>> results = new CompletableFuture<>();
        Thread caller = new Thread(() -> results.complete(threads.run(List.of(run(this::read)))));
        caller.start();
        hangs.await();

        caller.interrupt();

        CameraResult result = results.get(30, TimeUnit.SECONDS).get(0);
        assertThat(result.outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(result.stream()).isEmpty();
        assertThat(threads.gaveUp()).isTrue();
        disk.countDown();
        await().until(() -> !caller.isAlive());
    }

    private VideoSource read(String location, VideoOptions options) {
        hangs.countDown();
        while (disk.getCount() > 0) {
            try {
                disk.await();
            } catch (InterruptedException e) {
                // the system reads on
            }
        }
        throw new VisionException(location + " is gone");
    }

    private static CameraRun run(VideoSources sources) {
        Camera camera = new Camera(
                new CameraSource("door", "door.mp4"),
                new FrameProducerConfig(VideoOptions.DEFAULTS, Optional.empty(), Sites.NONE, Playback.ONCE));
        MockProducer<String, Frame> kafka =
                new MockProducer<>(true, null, new StringSerializer(), (topic, frame) -> new byte[0]);
        FrameProducerListener none = FrameProducerListener.NONE;
        Deliveries deliveries = new Deliveries(kafka, Backpressure.NONE, none, Pause.REAL);
        return new CameraRun(
                camera,
                new CameraMetrics("door"),
                new Surroundings(sources, deliveries, none, Instant.EPOCH, true, Timing.REAL),
                none);
    }
}
