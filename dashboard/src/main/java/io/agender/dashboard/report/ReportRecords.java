package io.agender.dashboard.report;

import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupSummary;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The records that a report is made of, of one length, some dates at a time: in the order of dates, of each date by camera. Each
 * time it is asked it reads them anew. Thread-safe.
 */
public final class ReportRecords implements Iterable<List<RollupSummary>> {

    /** Of all cameras together; whoever wants more exports them. */
    public static final int MAX = 100_000;

    /** In memory at a time, of one camera. */
    private static final int DATES_IN_MEMORY = 200;

    private final Periods periods;
    private final ReportQuery query;
    private final RollupPeriod length;

    public ReportRecords(Periods periods, ReportQuery query, RollupPeriod length) {
        this.periods = periods;
        this.query = query;
        this.length = length;
    }

    /** How many there are at most. */
    public long atMost() {
        return (long) sources() * query.days() * (length == RollupPeriod.HOURLY ? 24 : 1);
    }

    private int sources() {
        return query.subject().kind() == Subject.Kind.ALL
                ? Math.max(1, periods.known().cameras().size())
                : 1;
    }

    @Override
    public Iterator<List<RollupSummary>> iterator() {
        List<LocalDate> dates = new ArrayList<>(query.span().dates());
        int atATime = Math.max(1, DATES_IN_MEMORY / sources());
        return new Iterator<>() {
            private int at;

            @Override
            public boolean hasNext() {
                return at < dates.size();
            }

            @Override
            public List<RollupSummary> next() {
                int to = Math.min(dates.size(), at + atATime);
                List<LocalDate> some = dates.subList(at, to);
                at = to;
                return records(some);
            }
        };
    }

    private List<RollupSummary> records(List<LocalDate> dates) {
        return periods
                .of(query.hours(), Map.of(length, new TreeSet<>(dates)), query.subject())
                .get(length)
                .values()
                .stream()
                .flatMap(List::stream)
                .filter(query.subject()::isSummedIn)
                .sorted(Comparator.comparing(LocalPeriods::date)
                        .thenComparing(Source::of)
                        .thenComparing(RollupSummary::getPeriodStart))
                .toList();
    }
}
