package io.agender.benchmarks;

/**
 * What a processor did with its frames.
 *
 * @param framesPerSecond from the first frame sent to the last record of faces read
 * @param frames how many
 * @param times what each process took meanwhile
 */
record ScaleTurn(double framesPerSecond, long frames, ProcessorTimes times) {

    double processorMillis() {
        return times.millisPerFrame(frames, Part.PROCESSOR);
    }

    double millis(Part... parts) {
        return times.millisPerFrame(frames, parts);
    }

    double cores(Part... parts) {
        return times.cores(parts);
    }
}
