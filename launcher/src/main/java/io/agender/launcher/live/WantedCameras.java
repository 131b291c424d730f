package io.agender.launcher.live;

import io.agender.producer.CameraResult;
import io.agender.producer.CameraResult.Outcome;
import io.agender.producer.FrameProducerListener;
import io.agender.producer.delivery.CapturedStream;
import io.agender.producer.source.Camera;
import io.agender.producer.source.Extent;
import io.agender.producer.source.FrameProducerConfig;
import io.agender.producer.source.Playback;
import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * What is still wanted of the cameras when the services of a live run begin again, as after a full disk. A live camera's
 * {@code --duration} goes on while nothing is read of it, as it does while the camera is lost, and so does that of a loop; a
 * recording begins anew. A camera whose time is over then gives one frame more, which ends its stream. Thread-safe.
 */
final class WantedCameras implements FrameProducerListener {

    private final Map<String, Camera> cameras = new HashMap<>();
    private final List<Camera> order;
    private final LongSupplier nanos;
    private final Map<String, Long> begunNanos = new HashMap<>();
    private final Map<String, Long> sent = new HashMap<>();
    private final Set<String> goingOn = new HashSet<>();
    private final Set<String> complete = new HashSet<>();

    /** @param nanos as {@link System#nanoTime()}: whoever sets the clock changes no duration */
    WantedCameras(List<Camera> cameras, LongSupplier nanos) {
        this.order = List.copyOf(cameras);
        this.nanos = nanos;
        cameras.forEach(camera -> this.cameras.put(camera.id(), camera));
    }

    @Override
    public synchronized void opened(CapturedStream stream) {
        begunNanos.putIfAbsent(stream.cameraId(), nanos.getAsLong());
        FrameProducerConfig config = cameras.get(stream.cameraId()).config();
        if (stream.info().live()
                || config.playback().loop() && config.startTime().isEmpty()) {
            goingOn.add(stream.cameraId());
        }
    }

    /** Takes what came of the cameras when they were broken off. */
    synchronized void brokenOff(List<CameraResult> results) {
        for (CameraResult result : results) {
            String id = result.camera().cameraId();
            sent.merge(id, result.sent().frames(), Long::sum);
            if (result.outcome() == Outcome.COMPLETE) {
                complete.add(id);
            }
        }
    }

    /** Those that have not given all that was wanted, with what is left of it. */
    synchronized List<Camera> left() {
        return order.stream()
                .filter(camera -> !complete.contains(camera.id()))
                .map(camera -> goingOn.contains(camera.id()) ? rest(camera) : camera)
                .toList();
    }

    /** Whether a camera was ever opened. */
    synchronized boolean wasReached(String cameraId) {
        return begunNanos.containsKey(cameraId);
    }

    /**
     * To be stopped is the end that a live run is made for, unless less was asked for.
     *
     * @param done the cameras that had given all before it was stopped
     */
    synchronized void requireAll(List<CameraResult> ended, boolean stopped, Set<String> done) {
        if (ended.stream().anyMatch(result -> result.failure().isPresent())) {
            throw new CommandException(ExitCode.BAD_INPUT, "Not every source could be read to its end; see above.");
        }
        for (CameraResult result : ended) {
            if (stopped
                    && !result.extent().equals(Extent.ALL)
                    && !done.contains(result.camera().cameraId())) {
                throw new CommandException(
                        ExitCode.INTERRUPTED,
                        "Stopped before camera " + result.camera().cameraId()
                                + " had given what --limit or --duration asks for.");
            }
            if (!stopped && !wasReached(result.camera().cameraId())) {
                throw new CommandException(
                        ExitCode.BAD_INPUT,
                        "Camera " + result.camera().cameraId() + " was never reached"
                                + result.status()
                                        .trouble()
                                        .map(why -> ": " + why)
                                        .orElse("."));
            }
        }
    }

    private Camera rest(Camera camera) {
        Playback playback = camera.config().playback();
        Extent extent = playback.extent();
        Duration gone = Duration.ofNanos(nanos.getAsLong() - begunNanos.get(camera.id()));
        OptionalLong limit = extent.limit().isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(0, extent.limit().getAsLong() - sent.getOrDefault(camera.id(), 0L)));
        Extent rest = new Extent(extent.duration().map(all -> longer(Duration.ZERO, all.minus(gone))), limit);
        FrameProducerConfig config = camera.config();
        return new Camera(
                camera.source(),
                new FrameProducerConfig(
                        config.video(),
                        config.startTime(),
                        config.sites(),
                        new Playback(
                                playback.policy(),
                                playback.loop(),
                                playback.realtime(),
                                rest,
                                playback.reconnectCap())));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
