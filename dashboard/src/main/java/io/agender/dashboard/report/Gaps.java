package io.agender.dashboard.report;

import io.agender.dashboard.report.ReportView.Gap;
import io.agender.dashboard.report.ReportView.GapKind;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.OpenTime;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.generic.IndexedRecord;

/**
 * Finds the times in which cameras saw less than all: by windows where they are at hand, else by hours. Short ones are left to
 * the sums, and so is what lies where the place is closed. Not thread-safe.
 */
final class Gaps {

    /** Shorter ones are not told one by one. */
    private static final long SHORTEST = 60;

    private static final int MAX = 200;

    /** Hours of one camera whose windows are looked at; of others the hour must do. */
    private static final int MAX_LOOKS = 48;

    private static final Map<GapKind, String> FIELDS = new EnumMap<>(Map.of(
            GapKind.NO_FRAMES, "secondsWithoutFrames",
            GapKind.DARK, "secondsDark",
            GapKind.OVEREXPOSED, "secondsOverexposed",
            GapKind.BLOCKED, "secondsBlocked",
            GapKind.BLURRED, "secondsBlurred",
            GapKind.MOVED, "secondsMoved"));

    private final Windows windows;
    private final OpenTimes open;
    private final boolean openOnly;
    private final List<Gap> gaps = new ArrayList<>();
    private int more;
    private int looks;

    /** @param seconds in which nothing was seen */
    private record Piece(GapKind kind, Instant from, Instant to, long seconds, boolean exact) {

        /** Whether another is the same that goes on; of hours that were seen in part nobody knows. */
        boolean goesOn(Piece next) {
            return kind == next.kind
                    && exact == next.exact
                    && to.equals(next.from)
                    && (exact || isWhole() && next.isWhole());
        }

        private boolean isWhole() {
            return seconds >= length();
        }

        long length() {
            return Duration.between(from, to).toSeconds();
        }

        /** What of it is within some times: where all of it is gone each of them, else what is around them. */
        List<Piece> within(List<TimeRange> times) {
            long most = RecordTime.seconds(times);
            if (times.isEmpty()) {
                return List.of();
            }
            if (isWhole() || seconds >= most) {
                return times.stream()
                        .map(time -> new Piece(kind, time.getFrom(), time.getTo(), 0, exact))
                        .map(piece -> new Piece(kind, piece.from, piece.to, piece.length(), exact))
                        .toList();
            }
            return List.of(new Piece(
                    kind, times.get(0).getFrom(), times.get(times.size() - 1).getTo(), seconds, exact));
        }

        Piece and(Piece next) {
            return new Piece(kind, from, next.to, seconds + next.seconds, exact);
        }
    }

    /** @param openOnly whether hours and days are given of which only what is within opening hours counts */
    Gaps(Windows windows, OpenTimes open, boolean openOnly) {
        this.windows = windows;
        this.open = open;
        this.openOnly = openOnly;
    }

    /**
     * Takes a camera's date in.
     *
     * @param day null where there is none
     * @param hours in their order
     */
    void add(String camera, LocalDate date, RollupSummary day, List<RollupSummary> hours) {
        List<Piece> pieces = new ArrayList<>();
        boolean dayIsOver = day != null && day.getStatus() == SummaryStatus.FINAL;
        Instant at = dayIsOver ? day.getPeriodStart() : null;
        for (RollupSummary hour : hours) {
            // Of an hour without any window there is no record.
            if (at != null && at.isBefore(hour.getPeriodStart())) {
                pieces.add(nothing(at, hour.getPeriodStart()));
            }
            pieces.addAll(of(camera, hour));
            at = hour.getPeriodEnd();
        }
        if (dayIsOver && !hours.isEmpty() && at.isBefore(day.getPeriodEnd())) {
            pieces.add(nothing(at, day.getPeriodEnd()));
        } else if (dayIsOver && hours.isEmpty()) {
            pieces.addAll(byRecord(day, day.getPeriodStart(), day.getPeriodEnd(), false));
        }
        RollupSummary any = day != null ? day : hours.isEmpty() ? null : hours.get(0);
        if (any != null) {
            ZoneId zone = LocalPeriods.zone(any);
            tell(camera, date, zone, joined(openOnly ? within(camera, zone, pieces) : pieces));
        }
    }

    private List<Piece> within(String camera, ZoneId zone, List<Piece> pieces) {
        return pieces.stream()
                .flatMap(
                        piece -> open
                                .between(camera, zone, piece.from(), piece.to())
                                .map(piece::within)
                                .orElse(List.of(piece))
                                .stream())
                .toList();
    }

    private static Piece nothing(Instant from, Instant to) {
        return new Piece(GapKind.NO_FRAMES, from, to, Duration.between(from, to).toSeconds(), false);
    }

    private List<Piece> of(String camera, RollupSummary hour) {
        if (hour.getSecondsWithoutFrames() + hour.getSecondsImpaired() == 0) {
            return List.of();
        }
        List<DemographicSummary> found =
                looks++ < MAX_LOOKS && hour.getWindows() > 0 && isPart(hour) ? windowsOf(camera, hour) : List.of();
        if (found.isEmpty() || found.size() < hour.getWindows()) {
            return byRecord(hour, hour.getPeriodStart(), hour.getPeriodEnd(), false);
        }
        List<Piece> pieces = new ArrayList<>();
        Instant at = hour.getPeriodStart();
        for (DemographicSummary window : found) {
            if (at.isBefore(window.getWindowStart())) {
                pieces.add(exactly(nothing(at, window.getWindowStart())));
            }
            pieces.addAll(byRecord(window, window.getWindowStart(), window.getWindowEnd(), true));
            at = window.getWindowEnd();
        }
        if (hour.getStatus() == SummaryStatus.FINAL && at.isBefore(hour.getPeriodEnd())) {
            pieces.add(exactly(nothing(at, hour.getPeriodEnd())));
        }
        return pieces;
    }

    private List<DemographicSummary> windowsOf(String camera, RollupSummary hour) {
        List<DemographicSummary> all = windows.of(camera, hour.getPeriodStart(), hour.getPeriodEnd());
        Optional<List<TimeRange>> times = openOnly
                ? open.between(camera, LocalPeriods.zone(hour), hour.getPeriodStart(), hour.getPeriodEnd())
                : Optional.empty();
        return times.isEmpty()
                ? all
                : all.stream()
                        .filter(window -> times.get().stream()
                                .anyMatch(time -> !window.getWindowStart().isBefore(time.getFrom())
                                        && window.getWindowStart().isBefore(time.getTo())))
                        .toList();
    }

    /** Whether it saw for a part of the hour, and not for a part that is worth a word. */
    private boolean isPart(RollupSummary hour) {
        long unseen = hour.getSecondsWithoutFrames() + hour.getSecondsImpaired();
        return unseen >= SHORTEST && unseen < new RecordTime(open, List.of()).seconds(hour);
    }

    private static Piece exactly(Piece piece) {
        return new Piece(piece.kind(), piece.from(), piece.to(), piece.seconds(), true);
    }

    private static List<Piece> byRecord(IndexedRecord record, Instant from, Instant to, boolean exact) {
        List<Piece> pieces = new ArrayList<>();
        long named = 0;
        for (Map.Entry<GapKind, String> kind : FIELDS.entrySet()) {
            long seconds = seconds(record, kind.getValue());
            named += kind.getKey() == GapKind.NO_FRAMES ? 0 : seconds;
            if (seconds > 0) {
                pieces.add(new Piece(kind.getKey(), from, to, seconds, exact));
            }
        }
        long unnamed = seconds(record, "secondsImpaired") - named;
        if (unnamed > 0) {
            pieces.add(new Piece(GapKind.UNKNOWN, from, to, unnamed, exact));
        }
        return pieces;
    }

    private static long seconds(IndexedRecord record, String field) {
        return (Long) record.get(record.getSchema().getField(field).pos());
    }

    /** Pieces of the same kind that follow each other are one. */
    private static List<Piece> joined(List<Piece> pieces) {
        List<Piece> joined = new ArrayList<>();
        for (Piece piece : pieces) {
            int before = -1;
            // In the order of time, so only the last few can go on.
            for (int i = Math.max(0, joined.size() - FIELDS.size() - 1); i < joined.size(); i++) {
                before = joined.get(i).goesOn(piece) ? i : before;
            }
            if (before < 0) {
                joined.add(piece);
            } else {
                joined.set(before, joined.get(before).and(piece));
            }
        }
        return joined;
    }

    private void tell(String camera, LocalDate date, ZoneId zone, List<Piece> pieces) {
        Optional<List<OpenTime>> times = open.on(camera, date);
        for (Piece piece : pieces) {
            LocalDateTime from = LocalDateTime.ofInstant(piece.from(), zone);
            LocalDateTime to = LocalDateTime.ofInstant(piece.to(), zone);
            if (piece.seconds() < SHORTEST || times.isPresent() && !isOpen(times.get(), date, from, to)) {
                continue;
            }
            if (gaps.size() == MAX) {
                more++;
            } else {
                gaps.add(new Gap(camera, piece.kind(), from.toString(), to.toString(), piece.seconds(), piece.exact()));
            }
        }
    }

    private static boolean isOpen(List<OpenTime> times, LocalDate date, LocalDateTime from, LocalDateTime to) {
        return times.stream()
                .anyMatch(time -> from.isBefore(date.atStartOfDay().plusMinutes(time.getTo()))
                        && to.isAfter(date.atStartOfDay().plusMinutes(time.getFrom())));
    }

    List<Gap> all() {
        return gaps;
    }

    /** How many there are beyond these. */
    int more() {
        return more;
    }
}
