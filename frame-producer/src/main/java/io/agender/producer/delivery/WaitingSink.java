package io.agender.producer.delivery;

/** Loses nothing: the camera's thread waits until there is room. */
final class WaitingSink implements FrameSink {

    private final FrameSender sender;
    private String streamId;
    private long nextSequence;

    WaitingSink(FrameSender sender) {
        this.sender = sender;
    }

    @Override
    public void send(CapturedFrame frame) throws InterruptedException {
        if (!frame.stream().streamId().equals(streamId)) {
            streamId = frame.stream().streamId();
            nextSequence = 0;
        }
        nextSequence += frame.unreadableBefore();
        sender.send(frame, nextSequence);
        nextSequence++;
    }

    @Override
    public void check() {
        // whoever sends sees at once what fails
    }

    @Override
    public void finish() {
        // nothing waits here
    }

    @Override
    public void abandon() {
        // nothing waits here
    }
}
