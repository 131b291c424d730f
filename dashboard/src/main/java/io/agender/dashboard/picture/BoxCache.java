package io.agender.dashboard.picture;

import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The boxes of a camera's newest frames, as many as fit. A frame with more boxes than fit at all is not known, so that no
 * picture of it is shown with a face that is not hidden. Not thread-safe.
 */
final class BoxCache {

    /** A detector misses a face now and then; it was there a moment ago and will be in a moment. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    /** What a frame without boxes takes, in boxes; a box is some forty bytes. */
    private static final int FRAME_COSTS = 4;

    private final LinkedHashMap<FrameKey, Boxes> frames = new LinkedHashMap<>();
    private int cost;

    private record Boxes(Instant capturedAt, List<Box> boxes) {

        int cost() {
            return FRAME_COSTS + boxes.size();
        }
    }

    /** @param max how much may be kept, in boxes; a frame counts for four more */
    void put(FrameFaces faces, int max) {
        if (faces.getOutcome() == FrameOutcome.UNDECODABLE) {
            return;
        }
        FrameKey key = FrameKey.of(faces);
        Boxes before = frames.remove(key);
        cost -= before == null ? 0 : before.cost();
        if (FRAME_COSTS + faces.getFaces().size() <= max) {
            Boxes boxes = new Boxes(
                    faces.getCapturedAt(),
                    faces.getFaces().stream().map(face -> Box.of(face.getBox())).toList());
            frames.put(key, boxes);
            cost += boxes.cost();
        }
        Iterator<Boxes> oldest = frames.values().iterator();
        while (cost > max) {
            cost -= oldest.next().cost();
            oldest.remove();
        }
    }

    boolean knows(FrameKey key) {
        return frames.containsKey(key);
    }

    /** The boxes of a known frame and of those within a second before and after it. */
    List<Box> around(FrameKey key) {
        Instant time = frames.get(key).capturedAt();
        List<Box> found = new ArrayList<>();
        for (Boxes other : frames.values()) {
            if (Duration.between(other.capturedAt(), time).abs().compareTo(MOMENT) <= 0) {
                found.addAll(other.boxes());
            }
        }
        return found;
    }

    /** The newest of the given frames that is known. */
    Optional<FrameKey> newestOf(Set<FrameKey> candidates) {
        FrameKey newest = null;
        for (FrameKey key : frames.keySet()) {
            newest = candidates.contains(key) ? key : newest;
        }
        return Optional.ofNullable(newest);
    }
}
