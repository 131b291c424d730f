package io.agender.vision;

import java.util.List;

/**
 * Finds the faces of a frame and estimates gender and age. Belongs to one thread; whoever asked for it closes it. The
 * networks behind it are shared and outlive it.
 */
public interface FrameAnalyzer extends AutoCloseable {

    /**
     * Analyses one frame. The same bytes give the same faces, on any instance.
     *
     * @throws UndecodableImageException when the bytes are not a picture or it is larger than allowed
     */
    FrameAnalysis analyze(EncodedImage image);

    /** The networks that answer. */
    List<ModelUse> models();

    /** Frees the analyzer's buffers. A second call does nothing. */
    @Override
    void close();
}
