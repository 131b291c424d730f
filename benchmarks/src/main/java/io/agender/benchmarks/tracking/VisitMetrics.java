package io.agender.benchmarks.tracking;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How tracks and real visits go together.
 *
 * @param visits real visits
 * @param pieces sum over the visits of the tracks that each has
 * @param missed visits without a track
 * @param switches how often the track of a visit changes from one frame with a confirmed face to the next
 * @param shared tracks that more than one visit has
 * @param stray tracks that no visit has
 */
record VisitMetrics(int visits, int pieces, int missed, int switches, int shared, int stray) {

    static VisitMetrics of(List<List<Sighting>> frames, VisitTruth truth) {
        List<List<Integer>> tracks = new ArrayList<>();
        for (int visit = 0; visit < truth.visits(); visit++) {
            tracks.add(new ArrayList<>());
        }
        Set<Integer> all = new HashSet<>();
        for (List<Sighting> frame : frames) {
            for (Sighting sighting : frame) {
                if (sighting.face().confirmed()) {
                    all.add(sighting.face().number());
                    OptionalInt visit = truth.visitOf(
                            sighting.position(), sighting.face().detection().box());
                    visit.ifPresent(at -> tracks.get(at).add(sighting.face().number()));
                }
            }
        }
        List<Integer> owned =
                tracks.stream().flatMap(visit -> visit.stream().distinct()).toList();
        Set<Integer> known = new HashSet<>(owned);
        return new VisitMetrics(
                truth.visits(),
                owned.size(),
                (int) tracks.stream().filter(List::isEmpty).count(),
                tracks.stream().mapToInt(Changes::in).sum(),
                (int) known.stream()
                        .filter(track -> owned.indexOf(track) != owned.lastIndexOf(track))
                        .count(),
                (int) all.stream().filter(track -> !known.contains(track)).count());
    }
}
