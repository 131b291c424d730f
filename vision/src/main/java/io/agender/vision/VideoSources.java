package io.agender.vision;

/** Opens video sources. Safe to use from several threads. */
public interface VideoSources {

    /**
     * Opens a source.
     *
     * @param location path of a video file, an animation or a folder of pictures
     * @param options sampling and encoding
     * @return the source, which the caller closes
     * @throws VisionException when there is no such source, or it holds no picture; the message is one sentence for the
     *     user and names the location
     */
    VideoSource open(String location, VideoOptions options);
}
