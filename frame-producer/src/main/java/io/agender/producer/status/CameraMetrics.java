package io.agender.producer.status;

import io.agender.runtime.CameraLog;
import io.agender.vision.VideoInfo;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what becomes of a camera's frames and follows its state; one log line for each change of state. Thread-safe. */
public final class CameraMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(CameraMetrics.class);

    /** So long without an answer, and the user is told. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final String cameraId;
    private CaptureState state = CaptureState.CONNECTING;
    private boolean live;
    private String trouble;
    private OptionalLong expected = OptionalLong.empty();
    private long sent;
    private long acknowledged;
    private long refused;
    private long lastAnswerNanos;
    private long dropped;
    private long reconnects;
    private long unreadable;
    private boolean waiting;
    private long droppedWhenWaitingBegan;
    private boolean refusing;
    private boolean tooLargeTold;
    private List<String> notes = List.of();

    public CameraMetrics(String cameraId) {
        this.cameraId = cameraId;
    }

    /** How the camera stands; to ask is also how a silence is noticed while nothing else happens. */
    public synchronized CameraStatus status() {
        if (unanswered() > 0 && isOpen() && System.nanoTime() - lastAnswerNanos > PATIENCE_NANOS) {
            waiting("the brokers do not answer");
        }
        return new CameraStatus(
                cameraId,
                state,
                live,
                waiting,
                Optional.ofNullable(trouble),
                expected,
                sent,
                acknowledged,
                unanswered(),
                dropped,
                reconnects,
                unreadable);
    }

    /** A stream begins. */
    public synchronized void running(VideoInfo info, String streamId, OptionalLong expectedFrames) {
        if (state == CaptureState.LOST) {
            reconnects++;
        }
        String again = state == CaptureState.LOST ? " again" : "";
        CameraLog.of(
                cameraId,
                () -> LOG.info(
                        "Camera {}: {}{}, {} {}x{}, stream {}",
                        cameraId,
                        info.live() ? "live" : "opened",
                        again,
                        info.format(),
                        info.width(),
                        info.height(),
                        streamId));
        if (!info.notes().equals(notes)) { // not in each round of a loop
            notes = info.notes();
            CameraLog.of(cameraId, () -> notes.forEach(note -> LOG.warn("Camera {}: {}", cameraId, note)));
        }
        state = CaptureState.RUNNING;
        live = info.live();
        trouble = null;
        expected = expectedFrames;
    }

    /** The source is lost, or could again not be opened. */
    public synchronized void lost(String why) {
        boolean before = state == CaptureState.LOST;
        CameraLog.of(cameraId, () -> {
            if (before) {
                LOG.debug("Camera {}: still lost: {}", cameraId, why);
            } else {
                LOG.warn("Camera {}: lost, and tried again until it is back: {}", cameraId, why);
            }
        });
        state = CaptureState.LOST;
        trouble = why;
    }

    /** The source was live, and says that nothing will follow. */
    public synchronized void complete() {
        CameraLog.of(cameraId, () -> LOG.info("Camera {}: its source says that it is complete", cameraId));
        trouble = null;
    }

    public synchronized void ended() {
        state = CaptureState.ENDED;
    }

    /** The camera can't go on. */
    public synchronized void failed(CameraFailedException failure) {
        state = CaptureState.FAILED;
        trouble = failure.getMessage();
    }

    /** The brokers or the registry have been silent for seconds. */
    public synchronized void waiting(String why) {
        if (!waiting) {
            CameraLog.of(cameraId, () -> LOG.warn("Camera {}: {}", cameraId, why));
            droppedWhenWaitingBegan = dropped;
        }
        waiting = true;
    }

    public synchronized void sent() {
        if (unanswered() == 0) {
            lastAnswerNanos = System.nanoTime();
        }
        sent++;
    }

    private boolean isOpen() {
        return state != CaptureState.ENDED && state != CaptureState.FAILED;
    }

    private long unanswered() {
        return sent - acknowledged - refused;
    }

    /** The frame counted last was not sent. */
    public synchronized void unsent() {
        sent--;
    }

    public synchronized void acknowledged() {
        acknowledged++;
        lastAnswerNanos = System.nanoTime();
        if (waiting) {
            long meanwhile = dropped - droppedWhenWaitingBegan;
            CameraLog.of(
                    cameraId,
                    () -> LOG.info(
                            "Camera {}: the brokers answer again; {} frames were dropped meanwhile",
                            cameraId,
                            meanwhile));
        }
        waiting = false;
        refusing = false;
    }

    /** The brokers did not take a frame; the next may be better. */
    public synchronized void refused(CameraFailedException why) {
        if (!refusing) {
            CameraLog.of(cameraId, () -> LOG.warn("{}", why.getMessage()));
        }
        refusing = true;
        lastAnswerNanos = System.nanoTime();
        refused++;
        dropped++;
    }

    public synchronized void dropped(long frames) {
        dropped += frames;
    }

    /** No record can hold a frame of the source; told once, as the next ones may be no better. */
    public synchronized void tooLarge(String why) {
        if (!tooLargeTold) {
            CameraLog.of(
                    cameraId,
                    () -> LOG.warn(
                            "Camera {}: {} It is left out; others so large are left out too, and counted.",
                            cameraId,
                            why));
        }
        tooLargeTold = true;
    }

    /** So many frames of the source can't be read. */
    public synchronized void unreadable(long frames) {
        unreadable += frames;
    }
}
