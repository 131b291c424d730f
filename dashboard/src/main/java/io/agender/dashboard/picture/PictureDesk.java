package io.agender.dashboard.picture;

import io.agender.schemas.Frame;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Hands out pictures; each is made once, however many look at it. Of those that were made the ones that nobody asked for
 * longest go, when they are too many bytes. Thread-safe.
 */
public final class PictureDesk {

    private final FrameCache cache;
    private final PictureMaker maker;
    private final long maxBytes;
    private final Map<String, Object> turns = new HashMap<>();
    private final Map<String, Picture> newest = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** A picture as it leaves the server, and the frame it was made of. */
    public record Picture(FrameKey key, Instant capturedAt, byte[] jpeg) {}

    /** @param maxBytes for the pictures of all cameras that were made and may be asked for again */
    public PictureDesk(FrameCache cache, PictureMaker maker, long maxBytes) {
        this.cache = cache;
        this.maker = maker;
        this.maxBytes = maxBytes;
    }

    /** The newest picture whose faces are known. */
    public Optional<Picture> newest(String camera) {
        return cache.newest(camera).flatMap(shown -> picture(camera, shown));
    }

    /** The picture of one frame. */
    public Optional<Picture> of(String camera, FrameKey key) {
        return cache.get(camera, key).flatMap(shown -> picture(camera, shown));
    }

    private Optional<Picture> picture(String camera, FrameCache.Shown shown) {
        FrameKey key = FrameKey.of(shown.frame());
        synchronized (turn(camera)) {
            Optional<Picture> made = made(camera, key);
            if (made.isPresent()) {
                return made;
            }
            Optional<Picture> fresh = maker.jpeg(shown).map(jpeg -> picture(shown.frame(), key, jpeg));
            fresh.ifPresent(picture -> keep(camera, picture));
            return fresh;
        }
    }

    private static Picture picture(Frame frame, FrameKey key, byte[] jpeg) {
        return new Picture(key, frame.getCapturedAt(), jpeg);
    }

    /** Only one makes the picture of a camera at a time; the cameras are as few as the cache has. */
    private synchronized Object turn(String camera) {
        return turns.computeIfAbsent(camera, id -> new Object());
    }

    private synchronized Optional<Picture> made(String camera, FrameKey key) {
        return Optional.ofNullable(newest.get(camera))
                .filter(picture -> picture.key().equals(key));
    }

    private synchronized void keep(String camera, Picture picture) {
        Picture before = newest.put(camera, picture);
        bytes += picture.jpeg().length - (before == null ? 0 : before.jpeg().length);
        while (bytes > maxBytes && !newest.isEmpty()) {
            String longestAgo = newest.keySet().iterator().next();
            bytes -= newest.remove(longestAgo).jpeg().length;
        }
    }
}
