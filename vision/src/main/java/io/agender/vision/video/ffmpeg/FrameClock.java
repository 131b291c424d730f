package io.agender.vision.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avformat.AVFMT_TS_DISCONT;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;

/**
 * Turns a source's presentation timestamps into positions: microseconds since the first frame, never negative, never
 * decreasing. A frame without a timestamp follows the frame before it by one period.
 *
 * <p>A step back by less than two periods and less than a second is held at the last position. A larger one, a leap
 * forward, or a third frame in a row that is not past the last position means that the timestamps started anew (joined
 * recordings, the segments of a playlist, a counter of 33 bits that begins again, damage), and the positions go on with
 * the usual step from frame to frame.
 *
 * <p>What a leap is depends on the source. In recordings of formats that allow their clock to jump it is what FFmpeg's own
 * programs take for one, more than ten seconds; a pause of a camera that is longer than that can't be told from a jump
 * there. Elsewhere, and with live sources, whose gaps are real time, it is a week.
 */
public final class FrameClock {

    private static final long MAX_STEP_BACK_MICROS = 1_000_000;

    /** FFmpeg's option {@code dts_delta_threshold}. */
    private static final long LEAP_WHERE_CLOCKS_JUMP_MICROS = 10_000_000;

    private static final long LEAP_MICROS = 7 * 86_400_000_000L;
    private static final int MAX_HELD = 2;

    /** So many steps are looked at for the usual one; the middle of them is no odd one. */
    private static final int STEPS = 9;

    private final double periodMicros;
    private final long stepBackMicros;
    private final long leapMicros;
    private final Deque<Long> steps = new ArrayDeque<>();
    private boolean started;
    private long origin;
    private long last;
    private long lastDated;
    private long undated;
    private int held;

    /**
     * @param framesPerSecond mean rate; 0 where nobody knows
     * @param jumps whether a jump of more than ten seconds means that the clock started anew
     */
    public FrameClock(double framesPerSecond, boolean jumps) {
        this.periodMicros = framesPerSecond > 0 ? 1e6 / framesPerSecond : 40_000;
        this.stepBackMicros = Math.min(2 * Math.round(periodMicros), MAX_STEP_BACK_MICROS);
        this.leapMicros = leapMicros(jumps);
    }

    /**
     * Whether a recording of this format may hold jumps of its clock: FFmpeg says so of MPEG's streams, playlists and the
     * like. FLV is written by servers that record one sender after the other.
     */
    static boolean mayJump(AVInputFormat format) {
        return (format.flags() & AVFMT_TS_DISCONT) != 0
                || format.name().getString().equals("flv");
    }

    /** Larger steps forward are jumps. */
    static long leapMicros(boolean jumps) {
        return jumps ? LEAP_WHERE_CLOCKS_JUMP_MICROS : LEAP_MICROS;
    }

    /** Position of the next frame, given its timestamp. */
    public long position(OptionalLong timestampMicros) {
        if (!started) {
            started = true;
            origin = timestampMicros.orElse(0);
            return 0;
        }
        if (timestampMicros.isEmpty()) {
            // Counted from the last time that is known, lest roundings add up.
            undated++;
            last = Math.max(last, lastDated + Math.round(undated * periodMicros));
            return last;
        }
        long next = timestampMicros.getAsLong() - origin;
        held = next > last ? 0 : held + 1;
        if (next <= last - stepBackMicros || next > last + usualStep() + leapMicros || held > MAX_HELD) {
            next = last + usualStep();
            origin = timestampMicros.getAsLong() - next;
            held = 0;
        } else if (next > last) {
            note(next - last);
        }
        last = Math.max(last, next);
        lastDated = last;
        undated = 0;
        return last;
    }

    private void note(long step) {
        if (steps.size() == STEPS) {
            steps.removeFirst();
        }
        steps.addLast(step);
    }

    /** What frames follow each other by of late: a mean over the whole may be a guess. */
    private long usualStep() {
        return steps.isEmpty()
                ? Math.round(periodMicros)
                : steps.stream()
                        .sorted()
                        .skip((steps.size() - 1) / 2)
                        .findFirst()
                        .orElseThrow();
    }
}
