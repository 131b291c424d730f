package io.agender.dashboard;

import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameOutcome;
import io.agender.schemas.ModelUse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What is known of one camera from its records, in their order. Not thread-safe. */
final class CameraState {

    private final Duration darkAfter;
    private String site;
    private LiveView live;
    private Instant clock;
    private Instant lastSeen = Instant.MIN;
    private Instant lastReadable = Instant.MIN;
    private Instant readableClock;
    private boolean ended;
    private List<ModelView> models = List.of();

    CameraState(Duration darkAfter) {
        this.darkAfter = darkAfter;
    }

    /**
     * Takes the next record of the camera.
     *
     * @param seen when it came, by the wall clock; for a record from before the dashboard started its capture time
     */
    void take(FrameFaces faces, Instant seen) {
        live = LiveView.of(faces);
        clock = faces.getCapturedAt();
        lastSeen = seen;
        ended = faces.getEndOfStream();
        site = faces.getSite();
        if (faces.getOutcome() != FrameOutcome.UNDECODABLE) {
            lastReadable = seen;
            readableClock = clock;
        }
        takeModels(faces.getModels());
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

    CameraStatus status(Instant now) {
        if (ended) {
            return CameraStatus.ENDED;
        }
        if (lastSeen.plus(darkAfter).isBefore(now)) {
            return CameraStatus.DARK;
        }
        return lastReadable.isBefore(lastSeen) && !lastReadable.isAfter(now.minus(darkAfter))
                ? CameraStatus.UNREADABLE
                : CameraStatus.LIVE;
    }

    /** When the status began, by the camera's clock; null while it is live, or when it never was readable. */
    Instant since(Instant now) {
        return switch (status(now)) {
            case LIVE -> null;
            case DARK, ENDED -> clock;
            case UNREADABLE -> readableClock;
        };
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
