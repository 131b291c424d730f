package io.agender.aggregator.window;

import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameOutcome;
import io.agender.schemas.FrameView;
import io.agender.schemas.ViewKind;
import io.agender.schemas.WindowState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What frames say of whether their camera could see. */
final class Sight {

    /** Worst first: what is wrong with a second is the first of these that is told of it. */
    private static final List<ViewKind> WORST_FIRST = List.of(
            ViewKind.DARK,
            ViewKind.OVEREXPOSED,
            ViewKind.BLOCKED,
            ViewKind.BLURRED,
            ViewKind.MOVED,
            ViewKind.UNKNOWN,
            ViewKind.CLEAR);

    private Sight() {}

    /** How the camera saw in a frame; clear where nobody knows. */
    static ViewKind of(FrameFaces frame) {
        FrameView view = frame.getView();
        return view == null ? ViewKind.CLEAR : view.getKind();
    }

    /** Whether the camera could not see. A kind that this version does not know is none in which it could. */
    static boolean isImpaired(ViewKind view) {
        return view != ViewKind.CLEAR;
    }

    static boolean isImpaired(FrameFaces frame) {
        return isImpaired(of(frame));
    }

    /**
     * Takes note in a window of what a frame says of the time before it. Of seconds whose frames come after it they say it
     * themselves.
     */
    static void lookBack(WindowState window, FrameFaces frame) {
        if (frame.getOutcome() == FrameOutcome.UNDECODABLE
                || !isImpaired(frame)
                || frame.getView().getSince() == null) {
            return;
        }
        long from = Math.max(0, secondOf(window, frame.getView().getSince()));
        long to = 1 + Math.min(secondOf(window, window.getEnd()), secondOf(window, frame.getCapturedAt()));
        if (from < to) {
            CoveredSeconds.impair(window, (int) from, (int) to, of(frame));
        }
    }

    /** Which whole second of a window a time is in, counted from its start; below 0 before it. */
    static long secondOf(WindowState window, Instant time) {
        return Duration.between(window.getStart(), time).toSeconds();
    }

    static ViewKind worse(ViewKind one, ViewKind other) {
        return WORST_FIRST.indexOf(one) <= WORST_FIRST.indexOf(other) ? one : other;
    }
}
