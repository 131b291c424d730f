package io.agender.producer;

import io.agender.producer.delivery.StreamListener;

/** Follows the cameras. Called on their threads, so it must be thread-safe, and quick. */
public interface FrameProducerListener extends StreamListener {

    /** Does nothing. */
    FrameProducerListener NONE = new FrameProducerListener() {};

    /** A camera is done, and all that was sent of it is acknowledged or failed. */
    default void ended(CameraResult result) {}
}
