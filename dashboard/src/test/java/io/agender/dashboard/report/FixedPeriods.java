package io.agender.dashboard.report;

import io.agender.schemas.RollupHours;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Periods that a test lays down, as if they were in topics. */
public final class FixedPeriods implements Periods {

    private final Queue<RollupSummary> all = new ConcurrentLinkedQueue<>();

    /** What was asked for, in its order: each is one pass over the topics. */
    final List<Map<RollupPeriod, SortedSet<LocalDate>>> asked = new CopyOnWriteArrayList<>();

    public volatile boolean complete = true;
    public volatile UnansweredException trouble;

    public void add(RollupSummary rollup) {
        all.add(rollup);
    }

    @Override
    public Known known() {
        SortedMap<String, String> cameras = new TreeMap<>();
        SortedSet<String> sites = new TreeSet<>();
        for (RollupSummary rollup : all) {
            String site = rollup.getSite() == null ? "" : rollup.getSite();
            if (rollup.getScope() == RollupScope.SITE) {
                sites.add(site);
            } else {
                cameras.put(rollup.getCameraId(), site);
            }
        }
        return new Known(cameras, sites);
    }

    @Override
    public Optional<LocalDate> newest() {
        return all.stream().map(LocalPeriods::date).max(LocalDate::compareTo);
    }

    @Override
    public boolean isComplete() {
        return complete;
    }

    @Override
    public Map<RollupPeriod, Map<LocalDate, List<RollupSummary>>> of(
            RollupHours hours, Map<RollupPeriod, SortedSet<LocalDate>> dates, Subject subject) {
        if (trouble != null) {
            throw trouble;
        }
        asked.add(Map.copyOf(dates));
        Map<List<Object>, RollupSummary> newest = new LinkedHashMap<>();
        for (RollupSummary rollup : all) {
            if (rollup.getHours() == hours
                    && subject.covers(rollup)
                    && dates.getOrDefault(rollup.getPeriod(), new TreeSet<>()).contains(LocalPeriods.date(rollup))) {
                newest.merge(
                        List.of(rollup.getPeriod(), Source.of(rollup), rollup.getPeriodStart()),
                        rollup,
                        (one, other) -> one.getRevision() > other.getRevision() ? one : other);
            }
        }
        Map<RollupPeriod, Map<LocalDate, List<RollupSummary>>> found = new HashMap<>();
        dates.keySet().forEach(length -> found.put(length, new HashMap<>()));
        newest.values().forEach(rollup -> found.get(rollup.getPeriod())
                .computeIfAbsent(LocalPeriods.date(rollup), date -> new ArrayList<>())
                .add(rollup));
        return found;
    }
}
