package io.agender.launcher.run;

import io.agender.schemas.Frame;
import io.agender.vision.AnnotatedVideo;
import java.time.Instant;

/** Into which annotated video a frame goes. Belongs to one thread. */
public interface FrameVideos {

    /** Whether frames of a stream are drawn at all. */
    boolean areOf(String cameraId, String streamId);

    /** A frame of such a stream is there, whose faces may come. */
    void seen(Frame frame);

    /** The video of a frame that is drawn now. */
    Running of(Frame frame);

    /** A frame is drawn, or will never be. */
    void settled();

    /** Completes the videos. */
    void complete();

    /** Throws away what is not complete. */
    void discard();

    /**
     * A video that is being written.
     *
     * @param start capture time of its first picture
     */
    record Running(AnnotatedVideo video, Instant start) {}
}
