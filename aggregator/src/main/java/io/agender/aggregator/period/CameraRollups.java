package io.agender.aggregator.period;

import io.agender.aggregator.config.AggregatorConfig;
import io.agender.aggregator.config.Rollups;
import io.agender.aggregator.privacy.MinCount;
import io.agender.schemas.CameraState;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.PeriodState;
import io.agender.schemas.RollupHours;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.TimeRange;
import io.agender.schemas.WindowState;
import io.agender.schemas.calendar.LocalPeriod;
import io.agender.schemas.calendar.OpeningTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Sums the final windows of a camera up in hours, days and weeks, and those of them that start within opening hours apart.
 * Whose clock tells what an hour or a day is, and when the place is open, is known by the settings that the window goes by.
 *
 * <p>A period is final when the camera's own clock has passed it and none of its windows is open, or when a camera that is
 * known to be silent would have passed it, by the grace and the idle time, had its clock gone on. When a camera pauses or
 * ends before, so that none of its windows is open up to its clock, what there is of its periods is sent as partial, for
 * nobody knows whether it comes back.
 *
 * <p>A window may still open and close in a period that was called final: in a gap, where the clock was ahead and is set
 * back, or of a camera that was silent and tells of it later. Then the period is sent again with a higher revision. For
 * that the latest final periods of each length are kept ({@link #kept}); a window of one that is forgotten is in no
 * period.
 *
 * <p>A period is known by its length and its start. Where a window of another time zone has one that starts at the same
 * moment, it is the same.
 *
 * <p>Immutable; changes the state and the book that it is given. In the state is noted when the book is to be opened next.
 */
public final class CameraRollups {

    private final AggregatorConfig config;
    private final MinCount minCount;

    public CameraRollups(AggregatorConfig config) {
        this.config = config;
        this.minCount = new MinCount(config);
    }

    /** How many final periods of a length are kept for a window that comes after all. */
    public static int kept(RollupPeriod length) {
        return length == RollupPeriod.WEEKLY ? 2 : 8;
    }

    /**
     * Adds a window that is final.
     *
     * @param book what is kept of the camera's periods
     * @param window its summary, of which nothing is withheld yet
     * @param counted what was counted in it
     */
    public void add(PeriodBook book, DemographicSummary window, WindowState counted) {
        Optional<CameraVersion> settings = Optional.ofNullable(counted.getSettings());
        ZoneId zone =
                settings.flatMap(version -> Rollups.zone(version.getTimeZone())).orElse(config.timeZone());
        Optional<OpeningTimes> open = settings.map(CameraVersion::getOpeningHours)
                .map(hours -> new OpeningTimes(hours, zone))
                .filter(times -> times.isOpenAt(window.getWindowStart()));
        RollupSummary part = RollupSums.part(window, counted.getFlow());
        for (RollupPeriod length : config.rollups()) {
            LocalPeriod place = LocalPeriod.at(length, zone, window.getWindowStart());
            periodOf(book.open(), place, RollupHours.ALL, window)
                    .ifPresent(period -> add(period, place, zone, window.getSite(), part));
            open.ifPresent(times -> periodOf(book.open(), place, RollupHours.OPEN, window)
                    .ifPresent(period -> {
                        add(period, place, zone, window.getSite(), part);
                        period.setOpenTimes(times.between(place.start(), place.end()));
                    }));
        }
    }

    private static void add(PeriodState period, LocalPeriod place, ZoneId zone, String site, RollupSummary window) {
        RollupSummary sum = period.getSum();
        period.setChanged(true);
        period.setWindowMicros(
                period.getWindowMicros() + micros(Duration.between(window.getPeriodStart(), window.getPeriodEnd())));
        sum.setSite(site);
        sum.setTimeZone(zone.getId());
        sum.setPeriodEnd(place.end().isBefore(sum.getPeriodEnd()) ? sum.getPeriodEnd() : place.end());
        RollupSums.add(sum, window);
    }

    /**
     * The records of the camera's periods that are due now, in order.
     *
     * @param book what is kept of them
     * @param overUpTo up to where the camera's time is over, by its windows
     * @param silence how long the camera is known to be silent since its last frame; zero where it was just heard
     */
    public List<TimedRollup> due(CameraState state, PeriodBook book, Instant overUpTo, Duration silence) {
        Instant silentUpTo = silence.isZero()
                ? overUpTo
                : state.getClock().plus(silence).minus(config.grace()).minus(config.idle());
        boolean paused =
                state.getWindows().stream().allMatch(window -> window.getStart().isAfter(state.getClock()));
        if (!book.isOpen()
                && !(paused && state.getPeriodsChanged())
                && (state.getPeriodsDue() == null
                        || overUpTo.isBefore(state.getPeriodsDue()) && silentUpTo.isBefore(state.getPeriodsDue()))) {
            return List.of();
        }
        List<TimedRollup> due = new ArrayList<>();
        List<PeriodState> kept = new ArrayList<>();
        for (PeriodState period : book.open()) {
            boolean over = (!overUpTo.isBefore(end(period)) || !silentUpTo.isBefore(end(period)))
                    && !hasOpenWindow(state, period);
            boolean wanted = config.rollups().contains(period.getSum().getPeriod());
            if (over && wanted && hasNews(period)) {
                due.add(new TimedRollup(publish(period, SummaryStatus.FINAL, end(period)), end(period)));
                period.setSentFinal(true);
            } else if (!over && wanted && period.getChanged() && paused) {
                due.add(new TimedRollup(publish(period, SummaryStatus.PARTIAL, overUpTo), state.getClock()));
            }
            if (!over || wanted) {
                kept.add(period);
            }
        }
        for (RollupPeriod length : config.rollups()) {
            forget(kept, length, RollupHours.ALL);
            forget(kept, length, RollupHours.OPEN);
        }
        book.replace(kept);
        List<PeriodState> news = kept.stream().filter(CameraRollups::hasNews).toList();
        state.setPeriodsChanged(news.stream().anyMatch(PeriodState::getChanged));
        state.setPeriodsDue(news.stream()
                .map(CameraRollups::end)
                .min(Comparator.naturalOrder())
                .orElse(null));
        return due;
    }

    /** Whether there is something to tell of a period once it is over. */
    private static boolean hasNews(PeriodState period) {
        return period.getChanged() || period.getSum().getStatus() != SummaryStatus.FINAL;
    }

    private static boolean hasOpenWindow(CameraState state, PeriodState period) {
        return state.getWindows().stream()
                .anyMatch(window -> !window.getStart().isBefore(period.getSum().getPeriodStart())
                        && window.getStart().isBefore(end(period)));
    }

    private static void forget(List<PeriodState> periods, RollupPeriod length, RollupHours hours) {
        List<PeriodState> finals = finals(periods, length, hours);
        if (finals.size() > kept(length)) {
            periods.remove(finals.get(0));
        }
    }

    /** Those that are final and kept, oldest first. */
    private static List<PeriodState> finals(List<PeriodState> periods, RollupPeriod length, RollupHours hours) {
        return periods.stream()
                .filter(period -> is(period, length, hours) && period.getSentFinal())
                .sorted(Comparator.comparing(period -> period.getSum().getPeriodStart()))
                .toList();
    }

    private static boolean is(PeriodState period, RollupPeriod length, RollupHours hours) {
        return period.getSum().getPeriod() == length && period.getSum().getHours() == hours;
    }

    private RollupSummary publish(PeriodState period, SummaryStatus status, Instant seenUpTo) {
        period.setChanged(false);
        period.getSum().setRevision(period.getSum().getRevision() + 1);
        period.getSum().setStatus(status);
        RollupSummary rollup = RollupSums.copy(period.getSum());
        long withoutWindow = Math.max(0, microsUpTo(period, seenUpTo) - period.getWindowMicros());
        rollup.setSecondsWithoutFrames(rollup.getSecondsWithoutFrames() + withoutWindow / 1_000_000);
        RollupSums.average(rollup);
        return minCount.publish(rollup, period.getSentFinal());
    }

    /** How much of a period lies before a moment; of opening hours, how much of them. */
    private static long microsUpTo(PeriodState period, Instant time) {
        if (period.getSum().getHours() != RollupHours.OPEN) {
            return micros(Duration.between(period.getSum().getPeriodStart(), earlier(time, end(period))));
        }
        long micros = 0;
        for (TimeRange open : period.getOpenTimes()) {
            micros += Math.max(0, micros(Duration.between(open.getFrom(), earlier(time, open.getTo()))));
        }
        return micros;
    }

    /** The period of a window, begun when it is the first of it; empty when it may have been forgotten. */
    private static Optional<PeriodState> periodOf(
            List<PeriodState> periods, LocalPeriod place, RollupHours hours, DemographicSummary window) {
        for (PeriodState period : periods) {
            if (is(period, place.length(), hours)
                    && period.getSum().getPeriodStart().equals(place.start())) {
                return Optional.of(period);
            }
        }
        List<PeriodState> finals = finals(periods, place.length(), hours);
        if (finals.size() == kept(place.length())
                && place.start().isBefore(finals.get(0).getSum().getPeriodStart())) {
            return Optional.empty();
        }
        PeriodState begun = PeriodState.newBuilder()
                .setSum(RollupSums.empty(RollupScope.CAMERA, place)
                        .setHours(hours)
                        .setCameraId(window.getCameraId())
                        .build())
                .build();
        periods.add(begun);
        return Optional.of(begun);
    }

    private static Instant end(PeriodState period) {
        return period.getSum().getPeriodEnd();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }
}
