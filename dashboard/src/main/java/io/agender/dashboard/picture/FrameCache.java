package io.agender.dashboard.picture;

import io.agender.schemas.Frame;
import io.agender.schemas.FrameFaces;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The newest frames of each camera, and the boxes of the newest frames whose faces are known, so that a picture is shown
 * with the boxes that belong to it. Frames wait for their faces; of those that have them, the oldest go first. Bounded
 * in bytes and boxes, shared among the cameras. Thread-safe.
 */
public final class FrameCache {

    /** Boxes of a camera, each frame counting for four more: at 25 frames a second some twenty seconds. */
    private static final int MAX_BOXES = 4096;

    /** Boxes of all cameras: some twenty megabytes. */
    private static final int MAX_BOXES_OF_ALL = 512 * 1024;

    private final long maxBytes;
    private final Map<String, CameraFrames> cameras = new HashMap<>();

    /** Those with frames, the one first whose newest frame came longest ago. */
    private final Set<String> byNewest = new LinkedHashSet<>();

    private long bytes;

    private static final class CameraFrames {
        final LinkedHashMap<FrameKey, Frame> frames = new LinkedHashMap<>();
        final BoxCache boxes = new BoxCache();
        long bytes;
    }

    /** @param maxBytes for the frames of all cameras together */
    public FrameCache(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** A frame with the boxes to draw on it, and those to hide in it. */
    record Shown(Frame frame, List<Box> hidden) {}

    public synchronized void put(Frame frame) {
        String camera = frame.getCameraId();
        CameraFrames kept = kept(camera);
        Frame before = kept.frames.put(FrameKey.of(frame), frame);
        grow(kept, size(frame) - (before == null ? 0 : size(before)));
        byNewest.remove(camera);
        byNewest.add(camera);
        while (kept.bytes > share() && kept.frames.size() > 1) {
            dropOldest(kept);
        }
        while (bytes > maxBytes) {
            // Each camera may keep its newest, but not when that is more than fits.
            String longestAgo = byNewest.iterator().next();
            dropOldest(cameras.get(longestAgo));
            if (cameras.get(longestAgo).frames.isEmpty()) {
                byNewest.remove(longestAgo);
            }
        }
    }

    private void dropOldest(CameraFrames kept) {
        Iterator<Frame> oldest = kept.frames.values().iterator();
        grow(kept, -size(oldest.next()));
        oldest.remove();
    }

    private void grow(CameraFrames kept, long more) {
        kept.bytes += more;
        bytes += more;
    }

    public synchronized void put(FrameFaces faces) {
        kept(faces.getCameraId()).boxes.put(faces, Math.min(MAX_BOXES, MAX_BOXES_OF_ALL / cameras.size()));
    }

    /** Whether a camera's frames wait for their faces in such numbers that more would push them out. */
    public synchronized boolean full(String camera) {
        CameraFrames kept = cameras.get(camera);
        if (kept == null || kept.bytes < share() * 3 / 4) {
            return false;
        }
        Iterator<FrameKey> oldest = kept.frames.keySet().iterator();
        return oldest.hasNext() && !kept.boxes.knows(oldest.next());
    }

    /** A frame whose faces are known. */
    synchronized Optional<Shown> get(String camera, FrameKey key) {
        return Optional.ofNullable(cameras.get(camera))
                .filter(kept -> kept.frames.containsKey(key) && kept.boxes.knows(key))
                .map(kept -> new Shown(kept.frames.get(key), kept.boxes.around(key)));
    }

    /** The newest frame whose faces are known. */
    synchronized Optional<Shown> newest(String camera) {
        return Optional.ofNullable(cameras.get(camera))
                .flatMap(kept -> kept.boxes.newestOf(kept.frames.keySet()))
                .flatMap(key -> get(camera, key));
    }

    public synchronized boolean holds(String camera, FrameKey key) {
        return cameras.containsKey(camera) && cameras.get(camera).frames.containsKey(key);
    }

    /** Forgets all frames but the newest whose faces are known, of each camera; the boxes stay. */
    public synchronized void clear() {
        cameras.forEach((camera, kept) -> {
            kept.boxes
                    .newestOf(kept.frames.keySet())
                    .ifPresentOrElse(newest -> kept.frames.keySet().retainAll(Set.of(newest)), kept.frames::clear);
            long left =
                    kept.frames.values().stream().mapToLong(FrameCache::size).sum();
            grow(kept, left - kept.bytes);
            if (kept.frames.isEmpty()) {
                byNewest.remove(camera);
            }
        });
    }

    /** Drops all of a camera. */
    public synchronized void forget(String camera) {
        CameraFrames kept = cameras.remove(camera);
        byNewest.remove(camera);
        bytes -= kept == null ? 0 : kept.bytes;
    }

    public synchronized long bytes() {
        return bytes;
    }

    private CameraFrames kept(String camera) {
        return cameras.computeIfAbsent(camera, id -> new CameraFrames());
    }

    private long share() {
        return maxBytes / cameras.size();
    }

    private static long size(Frame frame) {
        return frame.getImage().remaining();
    }
}
