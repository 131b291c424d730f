package io.agender.benchmarks;

import io.agender.producer.FrameProducer;
import io.agender.producer.FrameProducerListener;
import io.agender.producer.delivery.Backpressure;
import io.agender.producer.source.Camera;
import io.agender.producer.source.CameraSource;
import io.agender.producer.source.FrameProducerConfig;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.Settings;
import io.agender.vision.EncodedImage;
import io.agender.vision.VideoFrame;
import io.agender.vision.VideoInfo;
import io.agender.vision.VideoSource;
import io.agender.vision.VisionException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Live cameras that take turns, so that their frames come evenly, until they fall silent: then they stay connected and send
 * nothing. None of their frames is dropped. Whoever started them closes them.
 */
final class SteadyCameras implements AutoCloseable {

    private static final long MAX_STOP_SECONDS = 30;

    private final List<EncodedImage> pictures;
    private final List<BlockingQueue<EncodedImage>> cameras;
    private final AtomicInteger opened = new AtomicInteger();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService player = Executors.newSingleThreadExecutor();
    private final FrameProducer producer;
    private volatile long sent;

    private SteadyCameras(KafkaConfig kafka, List<EncodedImage> pictures, int cameras) {
        this.pictures = pictures;
        this.cameras = Stream.<BlockingQueue<EncodedImage>>generate(LinkedBlockingQueue::new)
                .limit(cameras)
                .toList();
        this.producer = FrameProducer.open(
                kafka,
                (location, options) -> new OneCamera(this.cameras.get(opened.getAndIncrement())),
                Backpressure.NONE,
                new FrameProducerListener() {},
                new SimpleMeterRegistry());
    }

    /**
     * Begins to send.
     *
     * @param pictures the frames; they are begun again when they are over
     * @param framesPerSecond of all cameras together
     */
    static SteadyCameras start(
            KafkaConfig kafka, List<EncodedImage> pictures, List<CameraSource> cameras, double framesPerSecond) {
        SteadyCameras steady = new SteadyCameras(kafka, pictures, cameras.size());
        FrameProducerConfig config = FrameProducerConfig.from(new Settings(Map.of(FrameProducerConfig.POLICY, "wait")));
        steady.player.submit(() -> steady.producer.playSteadily(
                cameras.stream().map(camera -> new Camera(camera, config)).toList()));
        steady.clock.scheduleAtFixedRate(steady::send, 0, Math.round(1e9 / framesPerSecond), TimeUnit.NANOSECONDS);
        return steady;
    }

    private void send() {
        if (opened.get() < cameras.size()) {
            return; // what would wait until then would come all at once
        }
        cameras.get((int) (sent % cameras.size())).add(pictures.get((int) (sent % pictures.size())));
        sent++;
    }

    /** Frames of all cameras so far. */
    long sent() {
        return sent;
    }

    /** Lets them send no more. */
    void fallSilent() throws InterruptedException {
        clock.shutdown();
        clock.awaitTermination(MAX_STOP_SECONDS, TimeUnit.SECONDS);
    }

    private final class OneCamera implements VideoSource {

        private final BlockingQueue<EncodedImage> frames;

        OneCamera(BlockingQueue<EncodedImage> frames) {
            this.frames = frames;
        }

        @Override
        public VideoInfo info() {
            EncodedImage first = pictures.get(0);
            return new VideoInfo(
                    "memory", first.width(), first.height(), 0, OptionalLong.empty(), Optional.empty(), 0, true);
        }

        @Override
        public Optional<VideoFrame> next() {
            try {
                return Optional.of(new VideoFrame(frames.take(), Duration.ZERO));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new VisionException("the camera is not asked any more", e);
            }
        }

        @Override
        public void close() {}
    }

    @Override
    public void close() {
        clock.shutdownNow();
        player.shutdownNow();
        try {
            player.awaitTermination(MAX_STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
    }
}
