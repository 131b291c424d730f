package io.agender.producer.delivery;

import io.agender.producer.status.CameraFailedException;
import java.util.Optional;
import java.util.function.Supplier;

/** How one camera's frames get to the brokers. Belongs to the camera's thread; others may ask what was sent. */
public final class Delivery implements FrameSink {

    private final Supplier<FrameSink> sinks;
    private final Acknowledgements acknowledgements;
    private final Runnable flush;
    private FrameSink sink;

    /** @param flush returns when the brokers have answered for all that Kafka's client has */
    Delivery(Supplier<FrameSink> sinks, Acknowledgements acknowledgements, Runnable flush) {
        this.sinks = sinks;
        this.acknowledgements = acknowledgements;
        this.flush = flush;
        this.sink = sinks.get();
    }

    @Override
    public void send(CapturedFrame frame) throws InterruptedException {
        sink.send(frame);
    }

    @Override
    public void check() {
        sink.check();
    }

    /** Returns when the brokers have answered for every frame that was not dropped. */
    @Override
    public void finish() throws InterruptedException {
        sink.finish();
        flush.run();
        acknowledgements.check();
    }

    @Override
    public void abandon() {
        sink.abandon();
    }

    /** The refusal that ended the delivery, if somebody may mend its cause. */
    public Optional<CameraFailedException> passingFailure() {
        return acknowledgements.passingFailure();
    }

    /** Begins anew after the brokers have refused frames that they may take again. */
    public void beginAnew() {
        sink.abandon();
        acknowledgements.forgive();
        sink = sinks.get();
    }

    /** What the brokers have. May be asked by any thread. */
    public SentFrames sent() {
        return acknowledgements.sent();
    }
}
