package io.agender.benchmarks;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** The times that one thread spent on each stage, frame by frame. Belongs to that thread until it has ended. */
final class StageClock {

    /** What is done with a frame. */
    enum Stage {
        DECODE,
        DETECT,
        CROP,
        CLASSIFY
    }

    private final Map<Stage, long[]> times = new EnumMap<>(Stage.class);
    private int frames;
    private long faces;

    StageClock() {
        for (Stage stage : Stage.values()) {
            times.put(stage, new long[1024]);
        }
    }

    /**
     * Notes one frame.
     *
     * @param moments {@link System#nanoTime()} before the first stage and after each
     */
    void add(int facesOfFrame, long... moments) {
        for (Stage stage : Stage.values()) {
            long[] known = times.get(stage);
            long[] room = frames < known.length ? known : Arrays.copyOf(known, 2 * frames);
            room[frames] = moments[stage.ordinal() + 1] - moments[stage.ordinal()];
            times.put(stage, room);
        }
        frames++;
        faces += facesOfFrame;
    }

    int frames() {
        return frames;
    }

    long faces() {
        return faces;
    }

    /** Nanoseconds for each frame, in their order. */
    long[] nanos(Stage stage) {
        return Arrays.copyOf(times.get(stage), frames);
    }
}
