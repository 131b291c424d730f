package io.agender.dashboard.report;

import io.agender.dashboard.report.ReportView.OfCamera;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SummaryStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What some dates come to, by camera and site. Not thread-safe. */
final class SpanSums {

    private final Subject subject;
    private final SortedMap<Source, PeriodSums> sources = new TreeMap<>();
    private final TreeSet<Source> open = new TreeSet<>();

    SpanSums(Subject subject) {
        this.subject = subject;
    }

    /** @param more whether more of their date may come */
    void add(Source source, List<RollupSummary> records, boolean more, RecordTime time) {
        PeriodSums sums = sources.computeIfAbsent(source, one -> new PeriodSums());
        records.forEach(record -> sums.add(record, time));
        if (more) {
            open.add(source);
        }
    }

    /** Takes the records of the week that the dates are: each in the place of those of its days, if it knows of as many windows. */
    void takeWeek(List<RollupSummary> records, RecordTime time) {
        records.forEach(week -> {
            PeriodSums known = sources.get(Source.of(week));
            boolean isFinal = week.getStatus() == SummaryStatus.FINAL;
            if (isFinal || known == null || week.getWindows() >= known.windows()) {
                sources.put(Source.of(week), PeriodSums.of(List.of(week), time));
                if (isFinal) {
                    open.remove(Source.of(week));
                } else {
                    open.add(Source.of(week));
                }
            }
        });
    }

    /** All that is summed up. */
    PeriodSums total() {
        PeriodSums total = new PeriodSums();
        sources.forEach((source, sums) -> {
            if (isSummed(source)) {
                total.add(sums);
            }
        });
        return total;
    }

    SummaryStatus status() {
        return ReportMaker.status(
                sources.keySet().stream().noneMatch(this::isSummed),
                open.stream().anyMatch(this::isSummed));
    }

    private boolean isSummed(Source source) {
        return (source.scope() == RollupScope.SITE) == (subject.kind() == Subject.Kind.SITE);
    }

    List<String> cameras() {
        return sources.keySet().stream()
                .filter(source -> source.scope() == RollupScope.CAMERA)
                .map(Source::id)
                .toList();
    }

    /**
     * Each camera's part.
     *
     * @param sites labels of the cameras' sites, or an empty text
     */
    List<OfCamera> ofCameras(Map<String, String> sites, int atMost) {
        List<OfCamera> all = new ArrayList<>();
        sources.forEach((source, sums) -> {
            if (source.scope() == RollupScope.CAMERA && all.size() < atMost) {
                String site = sites.getOrDefault(source.id(), "");
                all.add(new OfCamera(
                        source.id(),
                        site.isEmpty() ? null : site,
                        sums.visitors(),
                        ReportMaker.status(sums.isEmpty(), open.contains(source)),
                        sums.coverage().seconds(),
                        sums.coverage().secondsUnseen()));
            }
        });
        return all;
    }
}
