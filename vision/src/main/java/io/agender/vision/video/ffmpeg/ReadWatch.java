package io.agender.vision.video.ffmpeg;

import java.time.Duration;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Lets FFmpeg ask, some ten times a second while it waits, whether to give up: when the deadline has passed, or when the
 * waiting thread was interrupted. It asks on the thread that called it, so all this belongs to one thread.
 *
 * <p>JavaCPP has room for ten callbacks of a kind in a process, too few for one per camera. So there is one for all, and
 * what belongs to a camera lies in the memory that FFmpeg hands back with each question.
 */
public final class ReadWatch implements AutoCloseable {

    private static final GiveUp GIVE_UP = new GiveUp();

    private static final int DEADLINE = 0;
    private static final int HEEDS_INTERRUPTS = 1;

    // Retained: it outlives any scope that the caller has open.
    private final LongPointer state = new LongPointer(2L).retainReference();

    public ReadWatch() {
        state.put(HEEDS_INTERRUPTS, 1);
        arm(Duration.ofDays(1));
    }

    /** Has FFmpeg ask here whatever it does with this context. */
    void over(AVFormatContext context) {
        context.interrupt_callback().callback(GIVE_UP);
        context.interrupt_callback().opaque(state);
    }

    /** The same for a connection without context; the caller's scope frees it, once FFmpeg has taken it over. */
    public AVIOInterruptCB callback() {
        AVIOInterruptCB callback = new AVIOInterruptCB();
        callback.callback(GIVE_UP);
        callback.opaque(state);
        return callback;
    }

    /** Gives FFmpeg so much time from now. */
    public void arm(Duration time) {
        state.put(DEADLINE, System.nanoTime() + time.toNanos());
    }

    /** For the goodbye on the way out: an interrupt no longer counts, only the time. */
    public void ignoreInterrupts() {
        state.put(HEEDS_INTERRUPTS, 0);
    }

    public boolean expired() {
        return System.nanoTime() - state.get(DEADLINE) > 0;
    }

    public boolean interrupted() {
        return state.get(HEEDS_INTERRUPTS) != 0 && Thread.currentThread().isInterrupted();
    }

    @Override
    public void close() {
        state.close();
    }

    private static final class GiveUp extends AVIOInterruptCB.Callback_Pointer {

        GiveUp() {
            retainReference();
        }

        @Override
        public int call(Pointer opaque) {
            LongPointer state = new LongPointer(opaque);
            boolean late = System.nanoTime() - state.get(DEADLINE) > 0;
            boolean interrupted =
                    state.get(HEEDS_INTERRUPTS) != 0 && Thread.currentThread().isInterrupted();
            return late || interrupted ? 1 : 0;
        }
    }
}
