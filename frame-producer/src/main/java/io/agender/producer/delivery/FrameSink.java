package io.agender.producer.delivery;

import io.agender.producer.status.CameraFailedException;

/** The way from a camera's thread to Kafka's client. Belongs to that thread. */
public interface FrameSink {

    /**
     * Takes the next frame. One that no record can hold is dropped, whatever becomes of others.
     *
     * @throws CameraFailedException when the brokers have refused a frame for good
     */
    void send(CapturedFrame frame) throws InterruptedException;

    /** Throws what ended the sending, if anything did. */
    void check();

    /** Returns when Kafka's client has every frame that was not dropped; no frame may come after that. */
    void finish() throws InterruptedException;

    /** Gives up what Kafka's client does not have yet. */
    void abandon();
}
