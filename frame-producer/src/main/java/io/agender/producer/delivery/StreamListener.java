package io.agender.producer.delivery;

/** Follows the streams of the cameras. Called on their threads, so it must be thread-safe, and quick. */
public interface StreamListener {

    /** A source is open; no frame of it is sent yet. */
    default void opened(CapturedStream stream) {}

    /**
     * A frame was handed to Kafka's client; the brokers may not have it yet.
     *
     * @param frames frames of the stream so far
     * @param bytes bytes of their pictures so far
     */
    default void sent(CapturedStream stream, long frames, long bytes) {}
}
