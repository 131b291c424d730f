package io.agender.dashboard.report;

import io.agender.dashboard.report.ReportQuery.Span;
import io.agender.dashboard.report.ReportView.Choice;
import io.agender.dashboard.report.ReportView.Choices;
import io.agender.dashboard.report.ReportView.Compared;
import io.agender.dashboard.report.ReportView.Coverage;
import io.agender.dashboard.report.ReportView.Estimate;
import io.agender.dashboard.report.ReportView.OfCamera;
import io.agender.dashboard.report.ReportView.Opening;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SummaryStatus;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Makes reports of what is in the topics. No figure is made up: each is that of a record, or the sum of records that don't
 * overlap. A few dates are in memory at a time, so that a year of hundreds of cameras needs no more than a day. Thread-safe.
 */
public final class ReportMaker {

    /** Cameras and sites in the lists of an answer. */
    private static final int MAX_LISTED = 1000;

    private final Periods periods;
    private final Function<String, Optional<CameraSettings>> settings;
    private final Windows windows;
    private final Clock clock;

    /**
     * @param settings what is known of a camera
     * @param windows those that are at hand
     */
    public ReportMaker(
            Periods periods, Function<String, Optional<CameraSettings>> settings, Windows windows, Clock clock) {
        this.periods = periods;
        this.settings = settings;
        this.windows = windows;
        this.clock = clock;
    }

    /** The newest date of which there is anything; today where there is nothing. */
    public LocalDate newestDate() {
        return periods.newest()
                .orElseGet(() -> clock.instant().atZone(ZoneOffset.UTC).toLocalDate());
    }

    /** Whether there is anything of a camera or a site. */
    public boolean knows(Subject subject) {
        return switch (subject.kind()) {
            case ALL -> true;
            case CAMERA -> periods.known().cameras().containsKey(subject.name());
            case SITE -> periods.known().sites().contains(subject.name());
        };
    }

    /** The records behind a report. */
    public ReportRecords records(ReportQuery query, RollupPeriod length) {
        return new ReportRecords(periods, query, length);
    }

    /**
     * Makes a report.
     *
     * @throws UnansweredException when the brokers don't give what it is made of
     */
    public ReportView make(ReportQuery query) {
        return new Making(query).view();
    }

    /** One report. */
    private final class Making {

        private final ReportQuery query;
        private final Periods.Known known = periods.known();
        private final Instant now = clock.instant();
        private final OpenTimes open = new OpenTimes(settings);
        private final Gaps gaps;
        private final DayTable days = new DayTable();
        private final HourTable hours = new HourTable();
        private final SortedSet<String> zones = new TreeSet<>();
        private final Map<Span, SpanSums> sums = new LinkedHashMap<>();

        Making(ReportQuery query) {
            this.query = query;
            this.gaps = new Gaps(windows, open, query.isOfOpeningHours());
            sums.put(query.span(), new SpanSums(query.subject()));
            query.compared().forEach(span -> sums.put(span, new SpanSums(query.subject())));
        }

        ReportView view() {
            SortedSet<LocalDate> dates = new TreeSet<>();
            sums.keySet().forEach(span -> dates.addAll(span.dates()));
            DayReader reader = new DayReader(periods, query);
            reader.read(dates, this::take);
            sums.forEach((span, sum) -> {
                if (span.isWeek()) {
                    sum.takeWeek(reader.week(span.from()), new RecordTime(open, sum.cameras()));
                }
            });
            SpanSums asked = sums.get(query.span());
            PeriodSums total = asked.total();
            RollupSummary only = total.only();
            List<String> cameras = cameras(asked);
            return new ReportView(
                    query.subject(),
                    query.from(),
                    query.to(),
                    query.hours(),
                    opening(asked),
                    periods.newest().orElse(null),
                    periods.isComplete(),
                    List.copyOf(zones),
                    asked.status(),
                    total.upTo(),
                    total.records(),
                    total.view(),
                    query.compared().stream()
                            .map(span -> new Compared(
                                    span.name(),
                                    span.from(),
                                    span.to(),
                                    sums.get(span).total().visitors(),
                                    sums.get(span).status(),
                                    onDates(cameras, span)))
                            .toList(),
                    days.view(query.span(), query.daysBefore(), open, cameras),
                    query.hasHours()
                            ? hours.view(query.span(), query.days() == 1 ? query.daysBefore() : 0, open, cameras)
                            : null,
                    ofCameras(asked),
                    new Coverage(total.coverage().view(), gaps.all(), gaps.more()),
                    only == null || only.getEndedEstimates() == null
                            ? null
                            : only.getEndedEstimates().stream()
                                    .map(one -> new Estimate(
                                            one.getFromAge(),
                                            one.getToAge(),
                                            one.getGender(),
                                            one.getLikely(),
                                            one.getLow(),
                                            one.getHigh()))
                                    .toList(),
                    only == null ? null : only.getEstimatedBy(),
                    choices());
        }

        private void take(LocalDate date, SortedMap<Source, SourceDay> all) {
            RecordTime time = new RecordTime(
                    open,
                    all.keySet().stream()
                            .filter(source -> source.scope() == RollupScope.CAMERA)
                            .map(Source::id)
                            .toList());
            all.forEach((source, day) -> {
                List<RollupSummary> records = day.records();
                if (records.isEmpty()) {
                    return;
                }
                boolean more = day.isOpen(now);
                sums.forEach((span, sum) -> {
                    if (span.contains(date)) {
                        sum.add(source, records, more, time);
                    }
                });
                if (query.subject().isSummedIn(records.get(0))) {
                    days.add(date, records, more, time);
                    day.hours().forEach(hour -> hours.add(date, hour, time));
                }
                if (!query.span().contains(date)) {
                    return;
                }
                if (query.subject().isSummedIn(records.get(0))) {
                    zones.add(LocalPeriods.zone(records.get(0)).getId());
                }
                if (source.scope() == RollupScope.CAMERA) {
                    gaps.add(source.id(), date, day.day(), day.hours());
                }
            });
        }

        /** The cameras that what is asked for is made of, for their opening hours. */
        private List<String> cameras(SpanSums asked) {
            return query.isOfOpeningHours() || query.subject().kind() == Subject.Kind.CAMERA
                    ? List.copyOf(candidates(asked))
                    : asked.cameras();
        }

        /** The cameras of which there may be something, also when there is not. */
        private SortedSet<String> candidates(SpanSums asked) {
            SortedSet<String> candidates = new TreeSet<>(asked.cameras());
            switch (query.subject().kind()) {
                case CAMERA -> candidates.add(query.subject().name());
                case SITE ->
                    known.cameras().forEach((camera, site) -> {
                        if (site.equals(query.subject().name())) {
                            candidates.add(camera);
                        }
                    });
                case ALL -> candidates.addAll(known.cameras().keySet());
            }
            return candidates;
        }

        private Opening opening(SpanSums asked) {
            SortedSet<LocalDate> dates = query.span().dates();
            SortedSet<String> candidates = candidates(asked);
            List<String> unknownOf = candidates.stream()
                    .filter(camera -> !open.knows(camera)
                            || dates.stream()
                                    .noneMatch(date -> open.on(camera, date).isPresent()))
                    .toList();
            return new Opening(
                    unknownOf.size() < candidates.size(),
                    unknownOf.stream().limit(MAX_LISTED).toList());
        }

        private Boolean onDates(List<String> cameras, Span span) {
            Boolean any = null;
            for (LocalDate date : span.dates()) {
                Boolean one = open.onDate(cameras, date);
                any = one == null ? any : (Boolean) (one || Boolean.TRUE.equals(any));
            }
            return any;
        }

        private List<OfCamera> ofCameras(SpanSums asked) {
            return query.subject().kind() == Subject.Kind.CAMERA
                    ? List.of()
                    : asked.ofCameras(known.cameras(), MAX_LISTED);
        }

        private Choices choices() {
            return new Choices(
                    known.cameras().entrySet().stream()
                            .limit(MAX_LISTED)
                            .map(camera -> new Choice(
                                    camera.getKey(), camera.getValue().isEmpty() ? null : camera.getValue()))
                            .toList(),
                    known.sites().stream().limit(MAX_LISTED).toList());
        }
    }

    /** Of what is final and of what is not. */
    static SummaryStatus status(boolean isEmpty, boolean more) {
        return isEmpty ? null : more ? SummaryStatus.PARTIAL : SummaryStatus.FINAL;
    }
}
