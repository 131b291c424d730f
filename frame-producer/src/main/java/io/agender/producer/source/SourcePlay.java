package io.agender.producer.source;

import io.agender.producer.delivery.CapturedStream;
import io.agender.producer.status.CameraFailedException;
import io.agender.vision.VideoInfo;
import io.agender.vision.VideoSource;
import java.io.IOException;

/** How the source of a camera is played, over all the times that it is opened. Belongs to one thread. */
interface SourcePlay {

    /** The stream that begins as the source was opened. */
    CapturedStream begin(VideoInfo info) throws IOException;

    /**
     * Takes the frames of an opened source to the sink.
     *
     * @return whether nothing more is wanted; if false, the source is to be opened again
     * @throws CameraFailedException when the brokers refuse frames for good
     * @throws io.agender.vision.VisionException when the source is lost
     * @throws InterruptedException when the thread is interrupted
     */
    boolean pump(VideoSource source, CapturedStream stream) throws InterruptedException;

    /** Whether a source that is lost is opened again. */
    boolean comesBack();
}
