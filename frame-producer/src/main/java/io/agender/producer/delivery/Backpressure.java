package io.agender.producer.delivery;

/**
 * Asked before each frame is sent; holds the camera back by not returning. Called on the threads of the cameras, so it
 * must be thread-safe.
 */
@FunctionalInterface
public interface Backpressure {

    /** Nothing holds the cameras back but the brokers. */
    Backpressure NONE = (cameraId, sequence) -> {};

    /**
     * Returns when the frame may be sent.
     *
     * @throws InterruptedException when the thread is interrupted; the camera then stops before this frame
     */
    void awaitRoom(String cameraId, long sequence) throws InterruptedException;
}
