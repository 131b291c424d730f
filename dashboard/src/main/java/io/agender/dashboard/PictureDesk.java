package io.agender.dashboard;

import io.agender.schemas.Frame;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Hands out pictures; each is made once, however many look at it. Thread-safe. */
final class PictureDesk {

    private final FrameShelf shelf;
    private final PictureMaker maker;
    private final Map<String, Picture> newest = new ConcurrentHashMap<>();

    /** A picture as it leaves the server, and the frame it was made of. */
    record Picture(Frame frame, byte[] jpeg) {}

    PictureDesk(FrameShelf shelf, PictureMaker maker) {
        this.shelf = shelf;
        this.maker = maker;
    }

    /** The newest picture whose faces are known. */
    Optional<Picture> newest(String camera) {
        return shelf.newest(camera).flatMap(shown -> picture(camera, shown));
    }

    /** The picture of one frame. */
    Optional<Picture> of(String camera, FrameKey key) {
        return shelf.get(camera, key).flatMap(shown -> picture(camera, shown));
    }

    private Optional<Picture> picture(String camera, FrameShelf.Shown shown) {
        Picture made = newest.compute(camera, (id, before) -> {
            if (before != null && FrameKey.of(before.frame()).equals(FrameKey.of(shown.frame()))) {
                return before;
            }
            return maker.jpeg(shown)
                    .map(jpeg -> new Picture(shown.frame(), jpeg))
                    .orElse(null);
        });
        return Optional.ofNullable(made);
    }
}
