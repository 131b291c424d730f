package io.agender.launcher.attention;

import io.agender.vision.HeadPose;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When somebody is there and when the head is turned to the screen, in frames of a tenth of a second; else it is turned by
 * 45 degrees.
 *
 * @param person who
 * @param from the first frame
 * @param to the last frame
 * @param pose of the head while it is turned there
 * @param looks the first and the last frame of each look
 */
record Story(int person, int from, int to, HeadPose pose, List<int[]> looks) {

    private static final HeadPose STRAIGHT = new HeadPose(0, 0, 0);
    private static final HeadPose AWAY = new HeadPose(45, 0, 0);

    /** Somebody who is there from one second to another, the last one too. */
    Story(int person, double from, double to) {
        this(person, frame(from), frame(to), STRAIGHT, List.of());
    }

    Story posed(HeadPose turned) {
        return new Story(person, from, to, turned, looks);
    }

    /** From one second to another, the last one too. */
    Story looks(double first, double last) {
        List<int[]> more = new ArrayList<>(looks);
        more.add(new int[] {frame(first), frame(last)});
        return new Story(person, from, to, pose, more);
    }

    /** The head in a frame; empty when it is not there. */
    Optional<DrawnHead> at(int frame) {
        boolean looking = looks.stream().anyMatch(look -> frame >= look[0] && frame <= look[1]);
        return frame < from || frame > to
                ? Optional.empty()
                : Optional.of(new DrawnHead(person, looking ? pose : AWAY));
    }

    private static int frame(double seconds) {
        return (int) Math.round(seconds * 10);
    }
}
