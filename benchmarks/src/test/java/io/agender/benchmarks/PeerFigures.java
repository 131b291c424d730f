package io.agender.benchmarks;

import java.util.List;

/**
 * What one side did with the video.
 *
 * @param wallSeconds of the whole process, from its start to its end
 * @param processorSeconds that it took, with all that it started
 * @param frames of the video
 * @param faces that it found in them
 * @param warmFramesPerSecond when it had run for a while
 * @param warmMillis of processor time for a frame then
 */
record PeerFigures(
        double wallSeconds,
        double processorSeconds,
        long frames,
        long faces,
        double warmFramesPerSecond,
        double warmMillis) {

    double framesPerSecond() {
        return frames / wallSeconds;
    }

    /** The medians; of faces and frames, which are the same each time. */
    static PeerFigures median(List<PeerFigures> rounds) {
        return new PeerFigures(
                Rates.median(rounds.stream().map(PeerFigures::wallSeconds).toList()),
                Rates.median(rounds.stream().map(PeerFigures::processorSeconds).toList()),
                rounds.get(0).frames(),
                rounds.get(0).faces(),
                Rates.median(
                        rounds.stream().map(PeerFigures::warmFramesPerSecond).toList()),
                Rates.median(rounds.stream().map(PeerFigures::warmMillis).toList()));
    }
}
