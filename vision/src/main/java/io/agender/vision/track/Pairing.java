package io.agender.vision.track;

import io.agender.vision.Detection;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Which detection of a frame is which track, found in stages; what one stage pairs, the next ones leave alone. */
final class Pairing {

    static final int NONE = Assignment.NONE;

    private final Affinity affinity;
    private final List<Track> tracks;
    private final List<Detection> detections;
    private final int[] trackOf;
    private final boolean[] found;

    /**
     * Nothing is paired yet.
     *
     * @param tracks where they are expected
     */
    Pairing(Affinity affinity, List<Track> tracks, List<Detection> detections) {
        this.affinity = affinity;
        this.tracks = tracks;
        this.detections = detections;
        trackOf = new int[detections.size()];
        Arrays.fill(trackOf, NONE);
        found = new boolean[tracks.size()];
    }

    /** Pairs some of the detections with some of the tracks, no pair at a cost of {@code limit} or more. */
    void stage(Predicate<Track> someTracks, Predicate<Detection> someDetections, double limit) {
        int[] rows = IntStream.range(0, tracks.size())
                .filter(track -> !found[track])
                .filter(track -> someTracks.test(tracks.get(track)))
                .toArray();
        int[] columns = IntStream.range(0, detections.size())
                .filter(detection -> trackOf[detection] == NONE)
                .filter(detection -> someDetections.test(detections.get(detection)))
                .toArray();
        double[][] costs = new double[rows.length][columns.length];
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < columns.length; column++) {
                costs[row][column] = affinity.cost(
                        tracks.get(rows[row]).motion(),
                        detections.get(columns[column]).box());
            }
        }
        int[] pairs = Assignment.of(costs, limit);
        for (int row = 0; row < rows.length; row++) {
            if (pairs[row] != Assignment.NONE) {
                found[rows[row]] = true;
                trackOf[columns[pairs[row]]] = rows[row];
            }
        }
    }

    /** Index of the track of a detection, or {@link #NONE}. */
    int trackOf(int detection) {
        return trackOf[detection];
    }
}
