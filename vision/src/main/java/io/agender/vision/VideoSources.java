package io.agender.vision;

/** Opens video sources. Safe to use from several threads; a source that does not answer holds up no other thread. */
public interface VideoSources {

    /**
     * Opens a source and reads its first frame. Over the network and from a device this takes at most twice the stall
     * timeout, once for the connection and once for the first frame, over HTTP once more, to see what is there; an interrupt
     * of the thread ends it promptly.
     *
     * @param location path of a video file, an animation or a folder of pictures; a pattern of pictures; the address of a
     *     camera or of a video on the network; a webcam; a test scene
     * @param options reading, sampling and encoding
     * @return the source, which the caller closes
     * @throws VisionException when there is no such source, it does not answer, or it holds no picture; the message is one
     *     sentence for the user and names the location as {@link VideoLocation} writes it
     */
    VideoSource open(String location, VideoOptions options);
}
