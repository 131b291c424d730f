package io.agender.vision;

import java.util.Optional;

/**
 * A source of frames: a file, a folder of pictures, an animation. Belongs to one thread; whoever opened it closes it.
 */
public interface VideoSource extends AutoCloseable {

    /** What the source is. */
    VideoInfo info();

    /**
     * Reads, samples and encodes the next frame. The result holds no native memory.
     *
     * @return the frame, or nothing at the end of the source
     * @throws VisionException when the source breaks off or cannot be decoded any further
     */
    Optional<VideoFrame> next();

    /** Frees the native reader. A second call does nothing. */
    @Override
    void close();
}
