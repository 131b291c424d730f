package io.agender.producer.delivery;

import io.agender.producer.FrameProducerListener;
import io.agender.producer.status.CameraFigures;
import io.agender.schemas.Frame;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * How one camera's frames get to the brokers.
 *
 * @param outlet where the camera's thread leaves them
 * @param acknowledgements what the brokers have said
 * @param drops whether the camera goes on when frames can't be delivered
 */
public record Delivery(Outlet outlet, Acknowledgements acknowledgements, boolean drops) {

    /** Makes the deliveries of all cameras, which share one producer. */
    public record Desk(
            Producer<String, Frame> producer, Backpressure backpressure, FrameProducerListener listener, Pause pause) {

        /** @param drops whether the camera goes on when frames can't be delivered */
        public Delivery open(String cameraId, boolean drops, CameraFigures figures) {
            Acknowledgements acknowledgements =
                    new Acknowledgements(cameraId, error -> drops && isOfOneFrame(error), figures);
            return new Delivery(outlet(cameraId, drops, acknowledgements, figures), acknowledgements, drops);
        }

        /** The same anew, after the brokers have refused frames for good and may take them again. */
        public Delivery again(String cameraId, Delivery before, CameraFigures figures) {
            before.outlet().abandon();
            before.acknowledgements().forgive();
            return new Delivery(
                    outlet(cameraId, before.drops(), before.acknowledgements(), figures),
                    before.acknowledgements(),
                    before.drops());
        }

        private Outlet outlet(
                String cameraId, boolean drops, Acknowledgements acknowledgements, CameraFigures figures) {
            FrameSender sender = new FrameSender(producer, acknowledgements, backpressure, listener, figures, pause);
            return drops ? DroppingOutlet.open(cameraId, sender, figures) : new WaitingOutlet(sender);
        }
    }

    private static boolean isOfOneFrame(Exception error) {
        return error instanceof RecordTooLargeException
                || error instanceof InvalidTimestampException
                || error instanceof TimeoutException;
    }
}
