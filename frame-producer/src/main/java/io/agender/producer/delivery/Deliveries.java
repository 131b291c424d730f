package io.agender.producer.delivery;

import io.agender.producer.status.CameraMetrics;
import io.agender.schemas.Frame;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Makes the deliveries of all cameras, which share one producer.
 *
 * @param producer stays the caller's
 * @param pause how attempts are kept apart
 */
public record Deliveries(
        Producer<String, Frame> producer, Backpressure backpressure, StreamListener listener, Pause pause) {

    /**
     * The delivery of a camera, for the calling thread.
     *
     * @param drops whether the camera goes on when frames can't be delivered
     * @param failed called on another thread when nothing more can be delivered, so that who waits for the camera looks up
     */
    public Delivery open(String cameraId, boolean drops, CameraMetrics metrics, Runnable failed) {
        Acknowledgements acknowledgements =
                new Acknowledgements(cameraId, error -> drops && isOfOneFrame(error), metrics);
        return new Delivery(
                () -> {
                    FrameSender sender =
                            new FrameSender(producer, acknowledgements, backpressure, listener, metrics, pause);
                    return drops ? DroppingSink.open(cameraId, sender, metrics, failed) : new WaitingSink(sender);
                },
                acknowledgements,
                producer::flush);
    }

    private static boolean isOfOneFrame(Exception error) {
        return error instanceof RecordTooLargeException
                || error instanceof InvalidTimestampException
                || error instanceof TimeoutException;
    }
}
