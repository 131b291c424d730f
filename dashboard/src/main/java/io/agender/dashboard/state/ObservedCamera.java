package io.agender.dashboard.state;

import io.agender.dashboard.view.BehindView;
import io.agender.dashboard.view.ImpairedView;
import io.agender.dashboard.view.LiveView;
import io.agender.dashboard.view.Liveness;
import io.agender.dashboard.view.ModelView;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameOutcome;
import io.agender.schemas.ModelUse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one camera from its records, in their order. How it is, is decided in {@link #status} alone. Not
 * thread-safe.
 */
final class ObservedCamera {

    private final Duration darkAfter;
    private String site;
    private LiveView live;
    private Instant clock;
    private Instant begun;
    private Instant lastSeen = Instant.MIN;
    private Instant lastReadable = Instant.MIN;
    private Instant readableClock;
    private Instant lateSince;
    private Instant countedClock;
    private ImpairedView impaired;
    private boolean ended;
    private List<ModelView> models = List.of();

    ObservedCamera(Duration darkAfter) {
        this.darkAfter = darkAfter;
    }

    /**
     * Takes the next record of the camera.
     *
     * @param seen when it came, by the wall clock; for a record from before the dashboard started its capture time
     */
    void take(FrameFaces faces, Instant seen) {
        if (live == null || !live.streamId().equals(faces.getStreamId())) {
            begun = faces.getSequence() == 0 ? faces.getCapturedAt() : null;
        }
        live = LiveView.of(faces);
        clock = faces.getCapturedAt();
        lastSeen = seen;
        ended = faces.getEndOfStream();
        site = faces.getSite();
        if (faces.getOutcome() != FrameOutcome.UNDECODABLE) {
            lastReadable = seen;
            readableClock = clock;
            impaired = ImpairedView.of(faces);
        }
        takeModels(faces.getModels());
    }

    /** Takes whether the last record is late: its window is final already, so that it is not counted. */
    void takeLate(boolean late) {
        if (!late) {
            lateSince = null;
            countedClock = clock;
        } else if (lateSince == null) {
            lateSince = lastSeen;
        }
    }

    /** Takes what a window says, which matters while no frame is known. */
    void takeWindow(Instant windowEnd, String windowSite, List<ModelUse> windowModels) {
        if (live == null && (clock == null || clock.isBefore(windowEnd))) {
            clock = windowEnd;
            lastSeen = windowEnd;
            lastReadable = windowEnd;
            readableClock = windowEnd;
            site = windowSite;
            takeModels(windowModels);
        }
    }

    private void takeModels(List<ModelUse> used) {
        if (!used.isEmpty()) {
            models = ModelView.of(used);
        }
    }

    /** How the camera is, as far as that can be told with what is known of those who would have told. */
    Liveness status(Instant now, Told told) {
        if (ended) {
            return Liveness.ENDED;
        }
        Instant silence = lastSeen.plus(darkAfter);
        if (silence.isBefore(now)) {
            if (told.analysedUpTo().map(silence::isBefore).orElse(told.brokersAnswer())) {
                return Liveness.DARK;
            }
            if (!told.brokersAnswer() || !told.analysed()) {
                return Liveness.UNKNOWN;
            }
            // Somebody listens, and is about to tell whether anything came.
        }
        if (lateSince != null && !lateSince.isAfter(now.minus(darkAfter))) {
            return Liveness.LATE;
        }
        return lastReadable.isBefore(lastSeen) && !lastReadable.isAfter(now.minus(darkAfter))
                ? Liveness.UNREADABLE
                : Liveness.LIVE;
    }

    /** When a status of the camera began, by the camera's clock; null while it is live, or when it never was readable or counted. */
    Instant since(Liveness status) {
        return switch (status) {
            case LIVE -> null;
            case DARK, UNKNOWN, ENDED -> clock;
            case UNREADABLE -> readableClock;
            case LATE -> countedClock;
        };
    }

    /** What is wrong with the view of a camera of this status; null where that is of the past, or nothing is. */
    ImpairedView impaired(Liveness status) {
        return status == Liveness.LIVE || status == Liveness.LATE ? impaired : null;
    }

    /**
     * That its frames wait for their analysis.
     *
     * @param since as those say who analyse; empty when they are not behind
     * @return null when it is not behind, or of this status nothing comes
     */
    BehindView behind(Liveness status, Optional<Instant> since) {
        boolean sends = status == Liveness.LIVE || status == Liveness.LATE || status == Liveness.UNREADABLE;
        return live == null || !sends
                ? null
                : since.map(time -> BehindView.of(time, clock, lastSeen)).orElse(null);
    }

    /** Whether a frame is known of after a time. */
    boolean sentAfter(Instant time) {
        return live != null && sent(clock, lastSeen).isAfter(time);
    }

    /** When a frame was sent: it may have waited for a processor, and a camera's clock may be ahead. */
    static Instant sent(Instant capturedAt, Instant seen) {
        return capturedAt.isBefore(seen) ? capturedAt : seen;
    }

    /** Capture time of the first frame of its stream, where that was seen. */
    Optional<Instant> begun() {
        return Optional.ofNullable(begun);
    }

    boolean ended() {
        return ended;
    }

    String site() {
        return site;
    }

    Instant clock() {
        return clock;
    }

    LiveView live() {
        return live;
    }

    List<ModelView> models() {
        return models;
    }
}
