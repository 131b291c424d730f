package io.agender.benchmarks;

import java.util.Map;

/**
 * What a step cost.
 *
 * @param frames how many were analysed while the cameras sent
 * @param live what each process took meanwhile
 * @param silent what each process took while the same cameras sent nothing
 * @param commits transactions that ended while they sent, of processor and aggregator together
 * @param memory of the services, when all was quiet
 * @param bytes of the topics' logs while the cameras sent
 */
record CamerasFigures(
        CamerasStep step,
        long frames,
        ProcessorTimes live,
        ProcessorTimes silent,
        long commits,
        Map<Part, Memory> memory,
        Footprint.Bytes bytes) {

    CamerasFigures {
        memory = Map.copyOf(memory);
    }

    /**
     * What a process holds.
     *
     * @param residentMegabytes all of it, as the system counts
     * @param heapMegabytes what is alive of its Java heap
     */
    record Memory(long residentMegabytes, double heapMegabytes) {}

    double framesPerSecond() {
        return frames * 1e9 / live.elapsed().toNanos();
    }

    double commitsPerSecond() {
        return commits * 1e9 / live.elapsed().toNanos();
    }
}
