package io.agender.inference;

import io.agender.runtime.input.InputPosition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells which cameras of a task have fallen silent, and that they have: that nothing comes to us may be our own fault.
 *
 * <p>What is known comes from {@link InputPosition}: up to some time all that was written is read. A camera is silent from
 * the first such time after its last frame was here, to the newest. In between the brokers answered look after look and
 * this task was awake, or else the silence begins anew: while brokers are away, or the process is frozen, stopped or
 * behind a commit that does not come, nothing a camera sends can arrive, and it must not be held against it. For the same
 * reason nothing is kept over a restart or a move of the partition.
 *
 * <p>A silence is told look after look while it is short, then each time it has grown by a sixtieth, at the latest after
 * ten minutes: a window closes in time, and a camera that is gone for good costs next to nothing. A camera whose stream
 * has ended has no windows to close, but hours, days and weeks that may end: it is told of more rarely, and no longer than
 * a week may last. If there is no silence to tell of for some seconds, a camera without one is told of, so that others see
 * that somebody analyses.
 *
 * <p>Belongs to a task.
 */
final class SilenceWatch {

    /** Cameras of a frame each second are not silent. */
    static final Duration MIN_SILENCE = Duration.ofSeconds(3);

    /** A sign of life at least this often. */
    static final Duration SIGN_OF_LIFE = Duration.ofSeconds(5);

    /** Who does not look for so long was away. */
    private static final Duration MAX_ABSENCE = Duration.ofSeconds(5);

    private static final Duration MAX_INTERVAL = Duration.ofMinutes(10);
    private static final int GROWTH = 60;

    /** Of a camera that was stopped nobody waits for a window. */
    static final Duration MIN_SILENCE_OF_ENDED = Duration.ofSeconds(30);

    private static final int GROWTH_OF_ENDED = 10;

    /** By then the week in which it ended is over, wherever it is. */
    static final Duration MAX_SILENCE_OF_ENDED = Duration.ofDays(8);

    private static final long NEVER = Long.MIN_VALUE;

    private static final class Camera {
        private long heardAt;
        private long silentSince = NEVER;
        private long told;
        private boolean ended;
    }

    private final Map<String, Camera> cameras = new LinkedHashMap<>();
    private long awakeSince;
    private long awakeAt;
    private long readUpTo = NEVER;
    private long toldAt = NEVER;

    /** @param nowMillis wall clock, milliseconds since 1970-01-01 UTC */
    SilenceWatch(long nowMillis) {
        awakeSince = nowMillis;
        awakeAt = nowMillis;
    }

    /** Something came from a camera. */
    void heard(String cameraId, long nowMillis) {
        Camera camera = cameras.computeIfAbsent(cameraId, none -> new Camera());
        camera.heardAt = nowMillis;
        camera.silentSince = NEVER;
        camera.told = 0;
    }

    /** Says of a camera that was heard, or is known from before, whether its newest stream has ended. */
    void sent(String cameraId, boolean ended, long nowMillis) {
        if (!cameras.containsKey(cameraId)) {
            heard(cameraId, nowMillis);
        }
        cameras.get(cameraId).ended = ended;
    }

    /** Is to be told the time often, at least every second. */
    void tick(long nowMillis) {
        if (nowMillis < awakeAt) {
            cameras.keySet().forEach(camera -> heard(camera, nowMillis)); // a clock set back: what was measured is void
        }
        if (nowMillis < awakeAt || nowMillis - awakeAt > MAX_ABSENCE.toMillis()) {
            awakeSince = nowMillis;
        }
        awakeAt = nowMillis;
    }

    /** Whether a position says more than the last one that {@link #tell} was given. */
    boolean isNews(InputPosition position) {
        return position.readUpTo().isPresent() && position.readUpTo().getAsLong() != readUpTo;
    }

    /**
     * What is to be told of now. Nothing that was read may still wait to be analysed.
     *
     * @param position of the task's partition
     */
    List<Silence> tell(InputPosition position) {
        readUpTo = position.readUpTo().orElseThrow();
        List<Silence> silences = new ArrayList<>();
        cameras.forEach((id, camera) -> {
            listen(camera, Math.max(position.answeredSince(), awakeSince));
            if (isDue(camera)) {
                camera.told = readUpTo - camera.silentSince;
                silences.add(new Silence(id, camera.silentSince, readUpTo));
            }
        });
        if (silences.isEmpty() && !cameras.isEmpty() && isSignDue()) {
            silences.add(new Silence(cameras.keySet().iterator().next(), readUpTo, readUpTo));
        }
        if (!silences.isEmpty()) {
            toldAt = readUpTo;
        }
        return silences;
    }

    /** @param sure since when a frame would have been heard */
    private void listen(Camera camera, long sure) {
        if (camera.silentSince < sure) {
            camera.silentSince = NEVER;
            camera.told = 0;
        }
        // A frame that was heard just after the brokers were asked may have been written before or after.
        if (camera.silentSince == NEVER && readUpTo > camera.heardAt && readUpTo >= sure) {
            camera.silentSince = readUpTo;
        }
    }

    private boolean isDue(Camera camera) {
        if (camera.silentSince == NEVER) {
            return false;
        }
        long silence = readUpTo - camera.silentSince;
        Duration least = camera.ended ? MIN_SILENCE_OF_ENDED : MIN_SILENCE;
        long growth = silence / (camera.ended ? GROWTH_OF_ENDED : GROWTH);
        return silence >= least.toMillis()
                && silence - camera.told >= Math.min(growth, MAX_INTERVAL.toMillis())
                && !(camera.ended && silence > MAX_SILENCE_OF_ENDED.toMillis());
    }

    private boolean isSignDue() {
        return toldAt == NEVER || readUpTo - toldAt >= SIGN_OF_LIFE.toMillis() || readUpTo < toldAt;
    }
}
