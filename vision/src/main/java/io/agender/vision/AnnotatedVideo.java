package io.agender.vision;

import java.util.List;

/** A video being written with boxes and labels on the faces. Belongs to one thread; whoever opened it closes it. */
public interface AnnotatedVideo extends AutoCloseable {

    /**
     * Draws the faces on the frame and appends it.
     *
     * @throws VisionException when the video cannot be written, for example on a full disk
     */
    void write(VideoFrame frame, List<AnalyzedFace> faces);

    /** Completes the file and moves it into place. A second call does nothing. */
    @Override
    void close();

    /** Throws away what was written, leaving no file. */
    void discard();
}
