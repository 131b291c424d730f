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
public final class FrameShelf {

    /** Boxes of a camera, each frame counting for four more: at 25 frames a second some twenty seconds. */
    private static final int MOST_BOXES = 4096;

    /** Boxes of all cameras: some twenty megabytes. */
    private static final int MOST_BOXES_OF_ALL = 512 * 1024;

    private final long mostBytes;
    private final Map<String, Shelf> cameras = new HashMap<>();

    /** Those with frames, the one first whose newest frame came longest ago. */
    private final Set<String> byNewest = new LinkedHashSet<>();

    private long bytes;

    private static final class Shelf {
        final LinkedHashMap<FrameKey, Frame> frames = new LinkedHashMap<>();
        final BoxMemory boxes = new BoxMemory();
        long bytes;
    }

    /** @param mostBytes for the frames of all cameras together */
    public FrameShelf(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** A frame with the boxes to draw on it, and those to hide in it. */
    record Shown(Frame frame, List<Box> hidden) {}

    public synchronized void put(Frame frame) {
        String camera = frame.getCameraId();
        Shelf shelf = shelf(camera);
        Frame before = shelf.frames.put(FrameKey.of(frame), frame);
        grow(shelf, size(frame) - (before == null ? 0 : size(before)));
        byNewest.remove(camera);
        byNewest.add(camera);
        while (shelf.bytes > share() && shelf.frames.size() > 1) {
            dropOldest(shelf);
        }
        while (bytes > mostBytes) {
            // Each camera may keep its newest, but not when that is more than fits.
            String longestAgo = byNewest.iterator().next();
            dropOldest(cameras.get(longestAgo));
            if (cameras.get(longestAgo).frames.isEmpty()) {
                byNewest.remove(longestAgo);
            }
        }
    }

    private void dropOldest(Shelf shelf) {
        Iterator<Frame> oldest = shelf.frames.values().iterator();
        grow(shelf, -size(oldest.next()));
        oldest.remove();
    }

    private void grow(Shelf shelf, long more) {
        shelf.bytes += more;
        bytes += more;
    }

    public synchronized void put(FrameFaces faces) {
        shelf(faces.getCameraId()).boxes.put(faces, Math.min(MOST_BOXES, MOST_BOXES_OF_ALL / cameras.size()));
    }

    /** Whether a camera's frames wait for their faces in such numbers that more would push them out. */
    public synchronized boolean full(String camera) {
        Shelf shelf = cameras.get(camera);
        if (shelf == null || shelf.bytes < share() * 3 / 4) {
            return false;
        }
        Iterator<FrameKey> oldest = shelf.frames.keySet().iterator();
        return oldest.hasNext() && !shelf.boxes.knows(oldest.next());
    }

    /** A frame whose faces are known. */
    synchronized Optional<Shown> get(String camera, FrameKey key) {
        return Optional.ofNullable(cameras.get(camera))
                .filter(shelf -> shelf.frames.containsKey(key) && shelf.boxes.knows(key))
                .map(shelf -> new Shown(shelf.frames.get(key), shelf.boxes.around(key)));
    }

    /** The newest frame whose faces are known. */
    synchronized Optional<Shown> newest(String camera) {
        return Optional.ofNullable(cameras.get(camera))
                .flatMap(shelf -> shelf.boxes.newestOf(shelf.frames.keySet()))
                .flatMap(key -> get(camera, key));
    }

    public synchronized boolean holds(String camera, FrameKey key) {
        return cameras.containsKey(camera) && cameras.get(camera).frames.containsKey(key);
    }

    /** Forgets all frames but the newest whose faces are known, of each camera; the boxes stay. */
    public synchronized void clear() {
        cameras.forEach((camera, shelf) -> {
            shelf.boxes
                    .newestOf(shelf.frames.keySet())
                    .ifPresentOrElse(newest -> shelf.frames.keySet().retainAll(Set.of(newest)), shelf.frames::clear);
            long left =
                    shelf.frames.values().stream().mapToLong(FrameShelf::size).sum();
            grow(shelf, left - shelf.bytes);
            if (shelf.frames.isEmpty()) {
                byNewest.remove(camera);
            }
        });
    }

    public synchronized long bytes() {
        return bytes;
    }

    private Shelf shelf(String camera) {
        return cameras.computeIfAbsent(camera, id -> new Shelf());
    }

    private long share() {
        return mostBytes / cameras.size();
    }

    private static long size(Frame frame) {
        return frame.getImage().remaining();
    }
}
