package io.agender.audit;

import io.agender.schemas.EndedTrack;
import io.agender.schemas.Face;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameOutcome;
import io.agender.schemas.ViewKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A frame with the windows it belongs to. */
final class Placed {

    private final FrameFaces frame;
    private final Instant counted;
    private final long gap;
    private final long entered;
    private final boolean replayed;
    private Instant told;
    private boolean comparable;

    /** What is said of the camera's view in it: by itself, and by frames that came later. */
    private final EnumSet<ViewKind> views = EnumSet.noneOf(ViewKind.class);

    /**
     * @param counted start of the window that the frame is counted in; null when it is late
     * @param gap frames missing before it, and after it if it is its stream's last
     * @param entered tracks that it shows first
     * @param replayed whether it is a late frame of a run that goes back in time, whose tracks were told before
     */
    Placed(FrameFaces frame, Instant counted, long gap, long entered, boolean replayed) {
        this.frame = frame;
        this.counted = counted;
        this.gap = gap;
        this.entered = entered;
        this.replayed = replayed;
        this.told = counted;
        if (frame.getView() != null && isDecoded()) {
            views.add(frame.getView().getKind());
        }
    }

    /** Hears that the detector saw another frame of the camera at most a second away just before, so that a look can end in it. */
    void compare() {
        comparable = true;
    }

    /** Whether it says, or could say, that somebody has watched. */
    boolean tellsOfLooks() {
        return comparable
                || isDecoded()
                        && shown(frame)
                                .anyMatch(face -> face.getWatchedMillis() != null && face.getWatchedMillis() > 0);
    }

    /** The tracks that a frame shows or ends, those of streams before left out. */
    static Stream<String> tracksOf(FrameFaces frame) {
        return Stream.concat(
                        shown(frame).map(Face::getTrackId),
                        frame.getEndedTracks().stream()
                                .map(EndedTrack::getTrackId)
                                .filter(track -> track.startsWith(frame.getStreamId() + "-")))
                .distinct();
    }

    static Stream<Face> shown(FrameFaces frame) {
        return frame.getFaces().stream().filter(face -> face.getTrackId() != null && face.getTrack() != null);
    }

    FrameFaces frame() {
        return frame;
    }

    boolean isDecoded() {
        return frame.getOutcome() != FrameOutcome.UNDECODABLE;
    }

    /** What is wrong with the camera's view in it; empty for nothing. */
    Set<ViewKind> impairments() {
        Set<ViewKind> impairments = EnumSet.copyOf(views);
        impairments.remove(ViewKind.CLEAR);
        return impairments;
    }

    /**
     * Hears what a frame that came later, or this one, says of the time since.
     *
     * @param window start of the window that this one is counted in, from which seconds are counted
     */
    void hear(FrameFaces later, Instant window) {
        Instant since = later.getView().getSince();
        long second = secondAfter(window, frame.getCapturedAt());
        if (second >= secondAfter(window, since) && second <= secondAfter(window, later.getCapturedAt())) {
            views.add(later.getView().getKind());
        }
    }

    /** Whole seconds after the start of a window, below 0 before it. */
    static long secondAfter(Instant window, Instant time) {
        return Math.floorDiv(window.until(time, ChronoUnit.MICROS), 1_000_000L);
    }

    boolean isCountedIn(Instant window) {
        return window.equals(counted);
    }

    /** Whether gap, tracks and lateness are told in a window. */
    boolean isToldIn(Instant window) {
        return window.equals(told);
    }

    boolean isLate() {
        return counted == null;
    }

    /** Whether it waits for a window to open. */
    boolean isUntold() {
        return told == null;
    }

    void tellIn(Instant window) {
        told = window;
    }

    long gap() {
        return replayed ? 0 : gap;
    }

    long entered() {
        return replayed ? 0 : entered;
    }

    List<EndedTrack> ended() {
        return replayed ? List.of() : frame.getEndedTracks();
    }
}
