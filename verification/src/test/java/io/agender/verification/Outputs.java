package io.agender.verification;

import io.agender.audit.Difference;
import io.agender.audit.Places;
import io.agender.audit.TopicRecord;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a pipeline gave or must give, by camera and in order.
 *
 * @param faces records of agender.faces
 * @param summaries records of agender.summary
 */
record Outputs(
        Map<String, List<TopicRecord<FrameFaces>>> faces,
        Map<String, List<TopicRecord<DemographicSummary>>> summaries) {

    /** The first difference between what must be there, which is this, and what is there. */
    Optional<Difference> firstDifference(Outputs found) {
        return cameras(found)
                .map(camera -> Places.FACES.first(camera, of(faces, camera), of(found.faces, camera)))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> cameras(found)
                        .map(camera ->
                                Places.SUMMARIES.first(camera, of(summaries, camera), of(found.summaries, camera)))
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    /**
     * This, without the records of frames that the broker has taken twice where it took those of another run once. It knows what
     * came from a producer by the times of the records, and after a kill has forgotten what is older than a day: what is sent to it
     * again then because nobody had the answer is there twice.
     */
    Outputs withoutFramesTakenTwice(Outputs once) {
        Map<String, List<TopicRecord<FrameFaces>>> left = new HashMap<>();
        faces.forEach((camera, records) -> {
            Iterator<TopicRecord<FrameFaces>> others = of(once.faces, camera).iterator();
            Set<String> seen = new HashSet<>();
            List<TopicRecord<FrameFaces>> kept = new ArrayList<>();
            String next = others.hasNext() ? frame(others.next()) : "";
            for (TopicRecord<FrameFaces> record : records) {
                boolean isNext = frame(record).equals(next);
                if (seen.add(frame(record)) || isNext) {
                    kept.add(record);
                }
                if (isNext) {
                    next = others.hasNext() ? frame(others.next()) : "";
                }
            }
            left.put(camera, kept);
        });
        return new Outputs(left, summaries);
    }

    private static String frame(TopicRecord<FrameFaces> record) {
        return record.value().getStreamId() + " " + record.value().getSequence();
    }

    /** Whether there is at least as much as must be there. */
    boolean isReachedBy(Outputs found) {
        return cameras(found)
                .allMatch(camera ->
                        of(found.faces, camera).size() >= of(faces, camera).size()
                                && of(found.summaries, camera).size()
                                        >= of(summaries, camera).size());
    }

    private Stream<String> cameras(Outputs found) {
        TreeSet<String> all = new TreeSet<>(faces.keySet());
        all.addAll(found.faces.keySet());
        all.addAll(found.summaries.keySet());
        return all.stream();
    }

    private static <T> List<TopicRecord<T>> of(Map<String, List<TopicRecord<T>>> records, String camera) {
        return records.getOrDefault(camera, List.of());
    }

    long faceRecords() {
        return faces.values().stream().mapToLong(List::size).sum();
    }

    long summaryRecords() {
        return summaries.values().stream().mapToLong(List::size).sum();
    }
}
