package io.agender.launcher.live;

import io.agender.producer.FrameProducerListener;
import io.agender.producer.delivery.CapturedStream;
import io.agender.producer.status.CameraStatus;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameView;
import io.agender.schemas.RollupSummary;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** How the cameras of a live run stand. Cameras, collector and display meet here; thread-safe. */
final class LiveAccount implements FrameProducerListener {

    private final Map<String, CameraTally> cameras = new LinkedHashMap<>();
    private final Map<String, Double> rates = new HashMap<>();
    private final LiveOutcome outcome;
    private final ZoneId zone;
    private final InstantSource clock;
    private final LongSupplier nanos;

    /**
     * @param outcome adds up what happens
     * @param zone where a day begins
     * @param nanos as {@link System#nanoTime()}
     */
    LiveAccount(
            List<String> cameraIds,
            LiveOutcome outcome,
            Duration window,
            ZoneId zone,
            InstantSource clock,
            LongSupplier nanos) {
        this.outcome = outcome;
        this.zone = zone;
        this.clock = clock;
        this.nanos = nanos;
        cameraIds.forEach(id -> cameras.put(id, new CameraTally(window, zone)));
    }

    @Override
    public synchronized void opened(CapturedStream stream) {
        cameras.get(stream.cameraId()).opened(stream.streamId());
        rates.put(stream.cameraId(), stream.info().framesPerSecond());
    }

    /** Nominal frames a second of a camera's newest stream. */
    synchronized double framesPerSecond(String cameraId) {
        return rates.getOrDefault(cameraId, 0.0);
    }

    synchronized void analysed(FrameFaces record) {
        outcome.analysed(record);
        CameraTally camera = cameras.get(record.getCameraId());
        if (camera != null) {
            camera.analysed(record, nanos.getAsLong());
        }
    }

    synchronized void deadLettered(String cameraId) {
        outcome.deadLettered();
        CameraTally camera = cameras.get(cameraId);
        if (camera != null) {
            camera.deadLettered();
        }
    }

    /**
     * Takes a window.
     *
     * @param before whether it became so before this run, which then does not tell of it
     */
    synchronized void summarized(DemographicSummary summary, boolean before) {
        CameraTally camera = cameras.get(summary.getCameraId());
        boolean isFinal = camera != null && camera.summarized(summary, today());
        if (isFinal && !before) {
            outcome.finished(summary);
        }
    }

    synchronized void summedUp(RollupSummary rollup) {
        outcome.summedUp(rollup);
    }

    synchronized OptionalInt facesNow(String cameraId) {
        return cameras.get(cameraId).facesNow(nanos.getAsLong());
    }

    /** What is wrong with a camera's view; empty when it sees, or nobody knows. */
    synchronized Optional<FrameView> impaired(String cameraId) {
        return cameras.get(cameraId).impaired(nanos.getAsLong());
    }

    /** Whose times a person here reads. */
    ZoneId zone() {
        return zone;
    }

    synchronized OptionalLong visitors(String cameraId) {
        return cameras.get(cameraId).visitors(today());
    }

    /** Whether every frame that the broker has came back, and every window with one is final. */
    synchronized boolean isComplete(List<CameraStatus> sent) {
        return sent.stream().allMatch(camera -> {
            CameraTally tally = cameras.get(camera.cameraId());
            return tally.accounted() >= camera.acknowledged() && tally.openWindows() == 0;
        });
    }

    /** One part of a sentence for each camera of which something is still awaited. */
    synchronized String missing(List<CameraStatus> sent) {
        List<String> parts = new ArrayList<>();
        for (CameraStatus camera : sent) {
            CameraTally tally = cameras.get(camera.cameraId());
            long behind = camera.acknowledged() - tally.accounted();
            if (behind > 0) {
                parts.add(camera.cameraId() + ": " + behind + " frames are not analysed");
            } else if (tally.openWindows() > 0) {
                parts.add(camera.cameraId() + ": " + tally.openWindows() + " windows are not final");
            }
        }
        return String.join(", ", parts);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }
}
