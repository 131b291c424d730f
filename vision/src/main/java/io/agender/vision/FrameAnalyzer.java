package io.agender.vision;

import java.util.List;
import java.util.Optional;

/**
 * Finds the faces of a frame and estimates gender and age. The steps are taken one by one, so that a tracker decides which
 * faces are classified, and faces of several frames share one run of the networks. Belongs to one thread; whoever asked
 * for it closes it. The networks behind it are shared and outlive it.
 */
public interface FrameAnalyzer extends AutoCloseable {

    /**
     * Decodes a frame. Its pixels stay in memory until the caller closes the answer.
     *
     * @throws UndecodableImageException when the bytes are not a picture or it is larger than allowed
     */
    DecodedFrame decode(EncodedImage image);

    /**
     * Glances at a frame: decodes no more of it than shows whether something has changed, in a fraction of the time that
     * {@link #decode} takes.
     *
     * @return empty for a picture of which that can't be done
     * @throws UndecodableImageException where {@link #decode} throws it by what the picture's header says, or when nothing
     *     of it can be read
     */
    default Optional<Glance> glance(EncodedImage image) {
        return Optional.empty();
    }

    /**
     * Estimates gender and age of cut-out faces, of one frame or of several. A face gets the same answer in any company.
     *
     * @param crops as {@link DecodedFrame#crop} of an analyzer of the same networks cuts them
     * @return one for each crop, in their order
     * @throws IllegalArgumentException when a crop has not the size that the networks are fed
     */
    List<FaceAttributes> classify(List<FaceCrop> crops);

    /** Whether a crop has the size that {@link #classify} takes; one that was kept over a change of the model may not. */
    boolean accepts(FaceCrop crop);

    /** Detections of this score and above count by themselves, 0 to 1; weaker ones only tell where a known face went. */
    double minScore();

    /**
     * Of faces whose longer side is smaller, in pixels of the frame, nothing true can be said: they should be found and
     * followed, but not classified. 0 for none.
     */
    default double minFaceSide() {
        return 0;
    }

    /** Whether {@link DecodedFrame#landmarked} finds landmarks where the detector gives none. */
    default boolean findsLandmarks() {
        return false;
    }

    /** Whether each face that is found has the landmarks that its pose is told by, where it is large enough for that. */
    default boolean posesEveryFace() {
        return false;
    }

    /** The networks that answer. */
    List<ModelUse> models();

    /** Frees the analyzer's buffers. A second call does nothing. */
    @Override
    void close();
}
