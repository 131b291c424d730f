package io.agender.vision;

import java.util.List;
import java.util.Optional;

/**
 * A frame whose pixels are in memory. Belongs to the thread and to the analyzer that decoded it; whoever asked for it
 * closes it, before the next frame is decoded.
 */
public interface DecodedFrame extends AutoCloseable {

    /** Width in pixels, as displayed. */
    int width();

    /** Height in pixels, as displayed. */
    int height();

    /**
     * The whole frame as a small grey picture, for whoever judges whether the camera can see.
     *
     * @return empty where the analyzer has no pixels to show
     */
    default Optional<GreyPicture> grey() {
        return Optional.empty();
    }

    /**
     * Looks for faces, also for those below {@link FrameAnalyzer#minScore()} when the analyzer is told to report them.
     *
     * @return the faces in pixels of the frame, best score first
     */
    List<Detection> detect();

    /**
     * A face with landmarks: as it was found where the detector gives some, else with those of a network that looks for
     * them, where {@linkplain FrameAnalyzer#findsLandmarks() there is one}. It looks once at each face.
     *
     * @param face one of {@link #detect}
     */
    default Detection landmarked(Detection face) {
        return face;
    }

    /**
     * Cuts a face out of the full-size frame, as the gender and age networks want it. They may want it levelled, for which
     * it must be {@link #landmarked}.
     */
    FaceCrop crop(Detection face);

    /** Frees the pixels. A second call does nothing. */
    @Override
    void close();
}
