package io.agender.audit.window;

import io.agender.schemas.EndedTrack;
import io.agender.schemas.Face;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameOutcome;
import java.time.Instant;
import java.util.List;
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
