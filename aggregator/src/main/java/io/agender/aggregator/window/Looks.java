package io.agender.aggregator.window;

import io.agender.schemas.CameraState;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.WindowState;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether it can be known of a window that nobody watched. A look is made of sights at most a second apart, so of a camera
 * that takes a frame every two seconds it cannot: its windows say nothing of watchers, in place of 0. Attention is measured
 * in a window if a look could end in one of its frames: where that is measured at all, the detector saw the frame, and saw
 * one of the camera at most a second away just before; or somebody watched all the same. That last part tells of people, so
 * it is not asked where small counts are withheld ({@link SummaryMapper}).
 */
final class Looks {

    /** The longest time between two sights of one look, as in the processor ({@code docs/attention.md}). */
    private static final Duration LONGEST_GAP = Duration.ofSeconds(1);

    private Looks() {}

    /** Takes note of a frame that is counted in a window. */
    static void take(CameraState state, WindowState window, FrameFaces frame) {
        if (frame.getAttentionMeasured() && isLookedAt(frame)) {
            Instant before = state.getLooked();
            if (before != null
                    && Duration.between(before, frame.getCapturedAt()).abs().compareTo(LONGEST_GAP) <= 0) {
                window.setLooks(true);
            }
            state.setLooked(frame.getCapturedAt());
        }
    }

    private static boolean isLookedAt(FrameFaces frame) {
        return switch (frame.getOutcome()) {
            case ANALYSED, UNCHANGED, UNKNOWN -> true;
            case PREDICTED, UNDECODABLE -> false;
        };
    }
}
