package io.agender.audit.period;

import io.agender.audit.SummaryRules;
import io.agender.audit.TopicRecord;
import io.agender.audit.period.NaiveCalendar.Span;
import io.agender.audit.privacy.NaiveMinCount;
import io.agender.audit.window.ClosedWindow;
import io.agender.audit.window.NaiveCamera;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.RollupHours;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SummaryStatus;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The hours, days and weeks of a camera, and what of them is within opening hours: all windows of each are kept and added up
 * anew for each of its records. One is final when the camera's time is over in it and none of its windows is open, or when a
 * silence has lasted far beyond it; when the camera pauses what there is of the others is told. A window that comes when its
 * period was final has it told again, as long as that is among the latest.
 */
public final class NaivePeriods {

    private static final int KEPT = 8;
    private static final int WEEKS_KEPT = 2;

    private final SummaryRules rules;
    private final NaiveMinCount minCount;
    private final NaiveCalendar calendar;
    private final Map<NaivePeriod, Told> periods;

    /** What was told of a period. */
    private static final class Told {
        private final List<ClosedWindow> windows = new ArrayList<>();
        private Instant end;
        private ZoneId zone;
        private NaiveHours open;
        private int revision;
        private int windowsTold;
        private boolean wasFinal;
        private SummaryStatus status = SummaryStatus.PARTIAL;

        private Told(Instant end) {
            this.end = end;
        }

        private Told(Told other) {
            windows.addAll(other.windows);
            end = other.end;
            zone = other.zone;
            open = other.open;
            revision = other.revision;
            windowsTold = other.windowsTold;
            wasFinal = other.wasFinal;
            status = other.status;
        }
    }

    public NaivePeriods(SummaryRules rules) {
        this(rules, new NaiveCalendar(), new LinkedHashMap<>());
    }

    private NaivePeriods(SummaryRules rules, NaiveCalendar calendar, Map<NaivePeriod, Told> periods) {
        this.rules = rules;
        this.minCount = new NaiveMinCount(rules);
        this.calendar = calendar;
        this.periods = periods;
    }

    /** The same, to go on with apart. */
    public NaivePeriods copy() {
        Map<NaivePeriod, Told> copies = new LinkedHashMap<>();
        periods.forEach((period, told) -> copies.put(period, new Told(told)));
        return new NaivePeriods(rules, calendar, copies);
    }

    /**
     * Takes the windows in that a camera has closed, and gives the records that are due then, in order.
     *
     * @param silence how long the camera is known to be silent; zero when it was just heard
     */
    public List<TopicRecord<RollupSummary>> due(NaiveCamera camera, Duration silence) {
        camera.closedSinceAsked().forEach(this::add);
        Instant silentUpTo = camera.clock().plus(silence).minus(rules.grace()).minus(rules.idle());
        List<TopicRecord<RollupSummary>> due = new ArrayList<>();
        periods.forEach((period, told) -> {
            boolean passed = !camera.overUpTo().isBefore(told.end);
            boolean silent = !silence.isZero() && !silentUpTo.isBefore(told.end);
            boolean over = (passed || silent) && !camera.isOpenWithin(period.start(), told.end);
            boolean news = told.windows.size() > told.windowsTold;
            if (over && (news || told.status != SummaryStatus.FINAL)) {
                due.add(tell(period, told, SummaryStatus.FINAL, told.end, told.end));
                told.wasFinal = true;
            } else if (!over && news && camera.isPaused()) {
                due.add(tell(period, told, SummaryStatus.PARTIAL, camera.overUpTo(), camera.clock()));
            }
        });
        rules.rollups().forEach(length -> {
            forget(length, RollupHours.ALL);
            forget(length, RollupHours.OPEN);
        });
        return due;
    }

    private void add(ClosedWindow window) {
        Instant start = window.summary().getWindowStart();
        ZoneId zone = window.settings()
                .map(CameraVersion::getTimeZone)
                .flatMap(NaivePeriods::zone)
                .orElse(rules.timeZone());
        Optional<NaiveHours> open = window.settings()
                .map(CameraVersion::getOpeningHours)
                .map(hours -> new NaiveHours(hours, zone))
                .filter(hours -> hours.isOpenAt(start));
        for (RollupPeriod length : rules.rollups()) {
            Span span = calendar.at(length, zone, start);
            add(new NaivePeriod(length, span.start(), RollupHours.ALL), span.end(), zone, Optional.empty(), window);
            if (open.isPresent()) {
                add(new NaivePeriod(length, span.start(), RollupHours.OPEN), span.end(), zone, open, window);
            }
        }
    }

    private static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private void add(NaivePeriod period, Instant end, ZoneId zone, Optional<NaiveHours> open, ClosedWindow window) {
        List<NaivePeriod> finals = finals(period.length(), period.hours());
        boolean forgotten = !periods.containsKey(period)
                && finals.size() == kept(period.length())
                && period.start().isBefore(finals.get(0).start());
        if (forgotten) {
            return;
        }
        Told told = periods.computeIfAbsent(period, none -> new Told(end));
        told.windows.add(window);
        told.end = told.end.isBefore(end) ? end : told.end;
        told.zone = zone;
        told.open = open.orElse(null);
    }

    private static int kept(RollupPeriod length) {
        return length == RollupPeriod.WEEKLY ? WEEKS_KEPT : KEPT;
    }

    private void forget(RollupPeriod length, RollupHours hours) {
        List<NaivePeriod> finals = finals(length, hours);
        if (finals.size() > kept(length)) {
            periods.remove(finals.get(0));
        }
    }

    /** The periods that were final and are kept, oldest first. */
    private List<NaivePeriod> finals(RollupPeriod length, RollupHours hours) {
        return periods.entrySet().stream()
                .filter(kept ->
                        kept.getKey().length() == length && kept.getKey().hours() == hours)
                .filter(kept -> kept.getValue().wasFinal)
                .map(Map.Entry::getKey)
                .sorted((one, other) -> one.start().compareTo(other.start()))
                .toList();
    }

    private TopicRecord<RollupSummary> tell(
            NaivePeriod period, Told told, SummaryStatus status, Instant seenUpTo, Instant time) {
        told.windowsTold = told.windows.size();
        told.status = status;
        RollupSummary sum = NaiveSum.ofWindows(told.windows);
        sum.setPeriod(period.length());
        sum.setPeriodStart(period.start());
        sum.setPeriodEnd(told.end);
        sum.setHours(period.hours());
        sum.setTimeZone(told.zone.getId());
        sum.setStatus(status);
        sum.setRevision(++told.revision);
        Instant upTo = seenUpTo.isBefore(told.end) ? seenUpTo : told.end;
        Duration lasted = told.open == null
                ? Duration.between(period.start(), upTo)
                : told.open.openBetween(period.start(), upTo);
        Duration withoutWindow = lasted.minus(rules.window().multipliedBy(told.windows.size()));
        if (!withoutWindow.isNegative()) {
            sum.setSecondsWithoutFrames(sum.getSecondsWithoutFrames() + withoutWindow.toSeconds());
        }
        return new TopicRecord<>(sum.getCameraId(), time.toEpochMilli(), minCount.publish(sum, told.wasFinal));
    }
}
