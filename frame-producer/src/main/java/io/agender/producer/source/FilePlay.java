package io.agender.producer.source;

import io.agender.producer.delivery.CapturedFrame;
import io.agender.producer.delivery.CapturedStream;
import io.agender.producer.delivery.FrameSink;
import io.agender.producer.status.CameraMetrics;
import io.agender.vision.VideoFrame;
import io.agender.vision.VideoInfo;
import io.agender.vision.VideoSource;
import io.agender.vision.VisionException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Plays a source that is not live, round by round if it is a loop; each round is a stream that begins where the one before
 * ended. It reads one frame ahead, to know the last one when it sends it.
 */
final class FilePlay implements SourcePlay {

    private final Camera camera;
    private final Instant now;
    private final FrameSink sink;
    private final CameraMetrics metrics;
    private final Optional<Pace> pace;
    private final BooleanSupplier finishing;
    private long frames;
    private Instant first;
    private String firstId;
    private Instant end;

    /**
     * @param now when a source without a start time ends; played at its own pace it begins when this is made, since what
     *     came before, such as asking the registry, is no time that its frames were on their way
     * @param finishing whether the next frame is to be the last one
     */
    FilePlay(
            Camera camera,
            Instant now,
            FrameSink sink,
            CameraMetrics metrics,
            Timing timing,
            BooleanSupplier finishing) {
        this.camera = camera;
        this.sink = sink;
        this.metrics = metrics;
        this.finishing = finishing;
        this.pace = isPaced(camera.config()) ? Optional.of(new Pace(timing)) : Optional.empty();
        this.now = pace.isPresent() ? timing.wall().instant() : now;
    }

    /** A loop without a start time is: played faster, its frames would be ahead of the clock. */
    private static boolean isPaced(FrameProducerConfig config) {
        return config.playback().realtime()
                || config.playback().loop() && config.startTime().isEmpty();
    }

    @Override
    public CapturedStream begin(VideoInfo info) throws IOException {
        Instant start = (end != null ? end : firstStart(info)).truncatedTo(ChronoUnit.MICROS);
        first = first == null ? start : first;
        Optional<String> site = camera.config().sites().of(camera.id());
        String id = firstId == null
                ? StreamId.of(camera.source(), camera.config().video(), start, site)
                : StreamId.ofRound(firstId, start);
        firstId = firstId == null ? id : firstId;
        return new CapturedStream(camera.id(), id, start, site, info);
    }

    private Instant firstStart(VideoInfo info) {
        Instant standard =
                pace.isPresent() ? now : info.duration().map(now::minus).orElse(now);
        return camera.config().startTime().orElse(standard);
    }

    @Override
    public boolean pump(VideoSource source, CapturedStream stream) throws InterruptedException {
        long unreadable = 0;
        Optional<VideoFrame> next = source.next();
        if (next.isEmpty()) {
            throw new VisionException("the source gave no frame; check that it is a video or a folder of pictures.");
        }
        while (true) {
            VideoFrame frame = next.get();
            long before = source.unreadable() - unreadable;
            unreadable += before;
            metrics.unreadable(before);
            frames++;
            try {
                next = extent().isFull(frames) ? Optional.empty() : source.next();
            } catch (RuntimeException e) {
                send(stream, frame, before, 0, false);
                throw e;
            }
            Instant after = next.map(ahead -> time(stream, ahead)).orElseGet(() -> end(stream, frame));
            boolean enough = extent().isFull(frames)
                    || extent().isOver(Duration.between(first, after))
                    || finishing.getAsBoolean();
            boolean over =
                    enough || next.isEmpty() && !camera.config().playback().loop();
            long atTheEnd = next.isEmpty() ? source.unreadable() - unreadable : 0;
            send(stream, frame, before, atTheEnd, over);
            if (over || next.isEmpty()) {
                metrics.unreadable(atTheEnd);
                end = end(stream, frame);
                return over;
            }
        }
    }

    @Override
    public boolean comesBack() {
        return false;
    }

    private Extent extent() {
        return camera.config().playback().extent();
    }

    private void send(CapturedStream stream, VideoFrame frame, long before, long after, boolean last)
            throws InterruptedException {
        Instant capturedAt = time(stream, frame);
        if (pace.isPresent()) {
            pace.get().await(Duration.between(first, capturedAt));
        }
        sink.send(new CapturedFrame(stream, frame.image(), capturedAt, before, after, last));
    }

    private static Instant time(CapturedStream stream, VideoFrame frame) {
        return stream.startTime().plus(frame.position()).truncatedTo(ChronoUnit.MICROS);
    }

    private static Instant end(CapturedStream stream, VideoFrame last) {
        double rate = stream.info().framesPerSecond();
        Duration least = last.position().plusNanos(rate > 0 ? Math.round(1e9 / rate) : 1_000_000_000);
        Duration length = stream.info()
                .duration()
                .filter(known -> known.compareTo(last.position()) > 0)
                .orElse(least);
        return stream.startTime().plus(length).truncatedTo(ChronoUnit.MICROS);
    }
}
