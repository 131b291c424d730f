package io.agender.vision;

import java.util.Optional;

/**
 * A source of frames: a file, a folder of pictures, an animation, a camera. Belongs to one thread; whoever opened it
 * closes it. A source does not mend itself: after an exception it gives no more frames, and whoever wants more closes it
 * and opens another.
 */
public interface VideoSource extends AutoCloseable {

    /** What the source is. */
    VideoInfo info();

    /**
     * Reads, samples and encodes the next frame. The result holds no native memory.
     *
     * <p>Over the network and from a device this never waits longer than {@link VideoOptions#stallTimeout()} for a frame,
     * plus the fraction of a second that FFmpeg takes to notice; frames that sampling leaves out are frames that came. An
     * interrupt of the thread ends the wait as promptly, with a {@link VisionException} and the thread still marked as
     * interrupted. Files are not watched: the system reads them.
     *
     * @return the frame, or nothing at the end of a source that has one. A camera has none: when it stops sending, it is
     *     lost
     * @throws VisionException when a file breaks off or cannot be decoded any further; when a live source is lost, stalls,
     *     sends no picture that can be decoded, or changes picture size or codec. The message is one sentence that names
     *     the source, as {@link VideoLocation} writes it: without user and password
     */
    Optional<VideoFrame> next();

    /**
     * How many pictures of the source were passed over so far because they can't be read, those right before the frame
     * that {@link #next()} gave last among them. Their time passes all the same. What a decoder makes good on its own, as
     * in a damaged video, is not counted.
     */
    default long unreadable() {
        return 0;
    }

    /**
     * Frees the native reader and what it holds, after a failure too. Doesn't wait for the network. A second call does
     * nothing.
     */
    @Override
    void close();
}
