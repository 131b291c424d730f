package io.agender.producer.delivery;

/** Loses nothing: the camera's thread waits until there is room. */
final class WaitingOutlet implements Outlet {

    private final FrameSender sender;
    private String streamId;
    private long nextSequence;

    WaitingOutlet(FrameSender sender) {
        this.sender = sender;
    }

    @Override
    public void send(Shot shot) throws InterruptedException {
        if (!shot.stream().streamId().equals(streamId)) {
            streamId = shot.stream().streamId();
            nextSequence = 0;
        }
        nextSequence += shot.unreadableBefore();
        sender.send(shot, nextSequence);
        nextSequence++;
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
