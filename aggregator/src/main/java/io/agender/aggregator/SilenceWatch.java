package io.agender.aggregator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells which cameras have fallen silent, by the wall clock.
 *
 * <p>A camera is silent when the task looked at it again and again for the whole idle time and nothing came. One look at
 * the clock would not do: after a pause of the process (a stopped container, a sleeping laptop, a long collection) the
 * clock is far ahead while the camera's records wait in the broker. So the watch is told the time at short, regular
 * steps; a step that comes late says that nobody was looking, and all cameras start over.
 *
 * <p>A backlog needs no more than that. A partition is read in order, with its cameras' records side by side as they
 * were sent. While the backlog is read faster than it was made, the pause between two records of a camera is shorter
 * than it was at the camera. Only when the frames before this topic are analysed much slower than they are captured may
 * a camera with rare frames seem silent; the idle time is then to be set longer.
 *
 * <p>Not thread-safe; belongs to a task. Not kept over a restart: cameras are watched afresh then.
 */
final class SilenceWatch {

    private static final Duration LONGEST_STEP = Duration.ofSeconds(1);
    private static final int STEPS_PER_IDLE = 10;

    /** A step may take this many times its length before it counts as late. */
    private static final int LATE_STEP = 3;

    private final Duration step;
    private final long idleMillis;
    private final Map<String, Long> silentMillis = new LinkedHashMap<>();
    private long lastTick;

    /**
     * Starts watching.
     *
     * @param idle how long nothing comes from a silent camera
     * @param nowMillis wall clock, milliseconds since 1970-01-01 UTC
     */
    SilenceWatch(Duration idle, long nowMillis) {
        Duration tenth = idle.dividedBy(STEPS_PER_IDLE);
        this.step = tenth.compareTo(LONGEST_STEP) < 0 ? tenth : LONGEST_STEP;
        this.idleMillis = idle.toMillis();
        this.lastTick = nowMillis;
    }

    /** How often {@link #tick} wants to be called. */
    Duration step() {
        return step;
    }

    /** Something came from a camera that has windows to close. */
    void heard(String cameraId) {
        silentMillis.put(cameraId, 0L);
    }

    /** A camera has nothing to close any more. */
    void forget(String cameraId) {
        silentMillis.remove(cameraId);
    }

    /**
     * Lets time pass.
     *
     * @param nowMillis wall clock, milliseconds since 1970-01-01 UTC
     * @return the cameras that have just become silent; they are no longer watched
     */
    List<String> tick(long nowMillis) {
        long elapsed = nowMillis - lastTick;
        lastTick = nowMillis;
        if (elapsed < 0 || elapsed > LATE_STEP * step.toMillis()) {
            silentMillis.replaceAll((camera, silent) -> 0L);
            return List.of();
        }
        List<String> silent = new ArrayList<>();
        for (Iterator<Map.Entry<String, Long>> cameras = silentMillis.entrySet().iterator(); cameras.hasNext(); ) {
            Map.Entry<String, Long> camera = cameras.next();
            camera.setValue(camera.getValue() + elapsed);
            if (camera.getValue() >= idleMillis) {
                silent.add(camera.getKey());
                cameras.remove();
            }
        }
        return silent;
    }
}
