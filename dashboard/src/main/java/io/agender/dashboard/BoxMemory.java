package io.agender.dashboard;

import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The boxes of a camera's newest frames. Not thread-safe. */
final class BoxMemory {

    /** A detector misses a face now and then; it was there a moment ago and will be in a moment. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final Map<FrameKey, Boxes> frames;

    private record Boxes(Instant capturedAt, List<Box> boxes) {}

    BoxMemory(int most) {
        frames = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<FrameKey, Boxes> eldest) {
                return size() > most;
            }
        };
    }

    void put(FrameFaces faces) {
        if (faces.getOutcome() != FrameOutcome.UNDECODABLE) {
            List<Box> boxes =
                    faces.getFaces().stream().map(face -> Box.of(face.getBox())).toList();
            frames.remove(FrameKey.of(faces));
            frames.put(FrameKey.of(faces), new Boxes(faces.getCapturedAt(), boxes));
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
