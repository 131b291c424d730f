package io.agender.audit.period;

import io.agender.audit.Difference;
import io.agender.audit.RecordComparison;
import io.agender.audit.TopicRecord;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SummaryStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares what a topic says of sites with what their cameras published. Each record of a camera makes one of its site,
 * the sum of the last word of each camera until then. Which camera's record came first is in no topic that is kept, so
 * each of these is the sum after one more record of any of them; the last one holds all. First all cameras, then all sites.
 */
public final class SiteAudit {

    private final RecordComparison<RollupSummary> comparison;
    private final Map<String, Map<Period, Site>> sites = new TreeMap<>();
    private Optional<Difference> difference = Optional.empty();
    private long compared;

    /** @param comparison of the records of the topic */
    public SiteAudit(RecordComparison<RollupSummary> comparison) {
        this.comparison = comparison;
    }

    private record Period(RollupPeriod length, Instant start) {

        private static Period of(RollupSummary rollup) {
            return new Period(rollup.getPeriod(), rollup.getPeriodStart());
        }
    }

    /** A period of a site: how many records of each camera may be in it by now. */
    private static final class Site {
        private final Map<String, List<TopicRecord<RollupSummary>>> cameras = new TreeMap<>();
        private Set<Map<String, Integer>> taken = new LinkedHashSet<>(List.of(Map.of()));
        private int found;
    }

    /** Takes in what a camera published, in the order of its records; where it names no site this is nothing. */
    public void expect(TopicRecord<RollupSummary> camera) {
        if (camera.value().getSite() != null) {
            sites.computeIfAbsent(camera.value().getSite(), none -> new LinkedHashMap<>())
                    .computeIfAbsent(Period.of(camera.value()), none -> new Site())
                    .cameras
                    .computeIfAbsent(camera.camera(), none -> new ArrayList<>())
                    .add(camera);
        }
    }

    /** Takes in the next record of a site, those of a site in their order. */
    public void take(TopicRecord<RollupSummary> found) {
        if (difference.isPresent()) {
            return;
        }
        Site site = sites.getOrDefault(found.camera(), Map.of()).get(Period.of(found.value()));
        Map<Map<String, Integer>, TopicRecord<RollupSummary>> next = new LinkedHashMap<>();
        if (site != null) {
            site.found++;
            site.taken.forEach(taken -> site.cameras.forEach((camera, records) -> {
                int more = taken.getOrDefault(camera, 0) + 1;
                if (more <= records.size()) {
                    Map<String, Integer> after = new TreeMap<>(taken);
                    after.put(camera, more);
                    next.computeIfAbsent(after, none -> record(site, after, records.get(more - 1), found.value()));
                }
            }));
        }
        Optional<Difference> first = Optional.empty();
        Set<Map<String, Integer>> right = new LinkedHashSet<>();
        for (Map.Entry<Map<String, Integer>, TopicRecord<RollupSummary>> one : next.entrySet()) {
            Optional<Difference> wrong = comparison.first(found.camera(), List.of(one.getValue()), List.of(found));
            if (wrong.isEmpty()) {
                right.add(one.getKey());
            }
            first = first.or(() -> wrong);
        }
        if (right.isEmpty()) {
            difference = first.or(() -> comparison.first(found.camera(), List.of(), List.of(found)));
        } else {
            site.taken = right;
            compared++;
            difference = EstimateBounds.wrong(found.value())
                    .map(field -> comparison.difference(found.camera(), found.value(), field));
        }
    }

    /** The site's record after so many of each camera; estimates are judged, not computed. */
    private static TopicRecord<RollupSummary> record(
            Site site, Map<String, Integer> taken, TopicRecord<RollupSummary> last, RollupSummary found) {
        List<RollupSummary> cameras = new ArrayList<>();
        taken.forEach((camera, records) ->
                cameras.add(site.cameras.get(camera).get(records - 1).value()));
        RollupSummary sum = NaiveSum.ofCameras(cameras);
        boolean over = cameras.stream().allMatch(camera -> camera.getStatus() == SummaryStatus.FINAL);
        sum.setStatus(over ? SummaryStatus.FINAL : SummaryStatus.PARTIAL);
        sum.setRevision(site.found);
        EstimateBounds.accept(sum, found);
        return new TopicRecord<>(sum.getSite(), last.timestamp(), sum);
    }

    /** The first difference; empty when there is none. */
    public Optional<Difference> difference() {
        return difference;
    }

    /** How many records are as they must be. */
    public long compared() {
        return compared;
    }

    /** How many records are due that are not there. */
    public long missing() {
        return sites.values().stream()
                .flatMap(periods -> periods.values().stream())
                .mapToLong(site ->
                        site.cameras.values().stream().mapToLong(List::size).sum() - site.found)
                .sum();
    }
}
