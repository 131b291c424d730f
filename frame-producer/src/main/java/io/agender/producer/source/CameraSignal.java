package io.agender.producer.source;

/**
 * Makes the thread of a camera look up from whatever it waits for: the camera is to stop, or its frames can't be delivered
 * any more. The interrupt only wakes the thread; why it was woken is kept here, so that neither is taken for the other
 * when they come together. Thread-safe.
 */
public final class CameraSignal {

    private Thread thread;
    private boolean stopped;
    private boolean woken;
    private boolean finishing;

    /** From now on the calling thread is the camera's. */
    public synchronized void attach() {
        thread = Thread.currentThread();
        if (stopped) {
            thread.interrupt();
        }
    }

    /** The camera's thread has other things to do, and is woken no more. */
    public synchronized void detach() {
        thread = null;
    }

    /** The camera is to stop; each call wakes it again. */
    public synchronized void stop() {
        stopped = true;
        interrupt();
    }

    /** The camera is to end its stream with its next frame. It is not woken: what it waits for is that frame. */
    public synchronized void finish() {
        finishing = true;
    }

    /** Whether the next frame is to be the last one. */
    synchronized boolean isFinishing() {
        return finishing;
    }

    /** There is something to look at that is no reason to stop. */
    synchronized void wake() {
        woken = true;
        interrupt();
    }

    private void interrupt() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** For the camera's thread: whether it is to stop. The interrupt that told of it, or that woke it, is taken back. */
    public synchronized boolean takeStop() {
        boolean interrupted = Thread.interrupted();
        stopped |= interrupted && !woken; // from outside, as when its pool of threads is shut down
        woken = false;
        return stopped;
    }
}
