package io.agender.dashboard.topic;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where in a topic the records of a local date are: not each of them, but the parts of each partition that hold them. Records
 * come nearly in the order of their time, so a date is mostly one part, and what comes late is another one. There may be other
 * records in a part, too. The dates of ten years in a hundred partitions are some twenty megabytes; those of a year in twelve
 * are half of one. Thread-safe.
 */
final class PeriodIndex {

    /** Of a partition; older ones go. */
    static final int MAX_DATES = 4000;

    /** Of a date in a partition; when there are more, those that are nearest to each other become one. */
    static final int MAX_PARTS = 8;

    /** What lies nearer to a part belongs to it. */
    static final long NEAR = 500;

    private final Map<Integer, Partition> partitions = new HashMap<>();
    private final Map<String, Set<Integer>> partitionsOf = new HashMap<>();
    private final int maxKeys;

    /** Offsets from one, inclusive, to another, exclusive. */
    record Part(long from, long to) {

        Part with(Part other) {
            return new Part(Math.min(from, other.from), Math.max(to, other.to));
        }
    }

    private static final class Partition {
        private final NavigableMap<LocalDate, List<Part>> dates = new TreeMap<>();
        private long next;
    }

    /** @param maxKeys of as many keys it knows the partitions; those of others may be in any */
    PeriodIndex(int maxKeys) {
        this.maxKeys = maxKeys;
    }

    /** Takes note of a record. One that comes before the last one tells that the partition was created anew. */
    synchronized void add(int partition, long offset, String key, LocalDate date) {
        if (partitionsOf.containsKey(key) || partitionsOf.size() < maxKeys) {
            partitionsOf.computeIfAbsent(key, one -> new HashSet<>(1)).add(partition);
        }
        Partition known = partitions.get(partition);
        if (known == null || offset < known.next) {
            known = new Partition();
            partitions.put(partition, known);
        }
        known.next = offset + 1;
        List<Part> parts = known.dates.computeIfAbsent(date, one -> new ArrayList<>(1));
        Part last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
        if (last != null && offset - last.to() < NEAR) {
            parts.set(parts.size() - 1, new Part(last.from(), offset + 1));
        } else {
            parts.add(new Part(offset, offset + 1));
            joinNearest(parts);
        }
        if (known.dates.size() > MAX_DATES) {
            known.dates.pollFirstEntry();
        }
    }

    private static void joinNearest(List<Part> parts) {
        if (parts.size() <= MAX_PARTS) {
            return;
        }
        int nearest = 0;
        for (int i = 1; i < parts.size() - 1; i++) {
            nearest = gap(parts, i) < gap(parts, nearest) ? i : nearest;
        }
        Part second = parts.remove(nearest + 1);
        parts.set(nearest, parts.get(nearest).with(second));
    }

    private static long gap(List<Part> parts, int i) {
        return parts.get(i + 1).from() - parts.get(i).to();
    }

    /**
     * The parts that hold the records of some dates, in their order; near ones are one.
     *
     * @param key whose records; all if empty
     */
    synchronized Map<Integer, List<Part>> of(Collection<LocalDate> dates, Optional<String> key) {
        Optional<Set<Integer>> wanted = key.map(partitionsOf::get);
        Map<Integer, List<Part>> found = new HashMap<>();
        partitions.forEach((number, partition) -> {
            if (wanted.isPresent() && !wanted.get().contains(number)) {
                return;
            }
            NavigableMap<Long, Part> sorted = new TreeMap<>();
            for (LocalDate date : dates) {
                for (Part part : partition.dates.getOrDefault(date, List.of())) {
                    sorted.merge(part.from(), part, Part::with);
                }
            }
            List<Part> joined = new ArrayList<>();
            for (Part part : sorted.values()) {
                int last = joined.size() - 1;
                if (last >= 0 && part.from() - joined.get(last).to() < NEAR) {
                    joined.set(last, joined.get(last).with(part));
                } else {
                    joined.add(part);
                }
            }
            if (!joined.isEmpty()) {
                found.put(number, joined);
            }
        });
        return found;
    }

    /** The newest date of which there is a record. */
    synchronized Optional<LocalDate> newest() {
        return partitions.values().stream()
                .filter(partition -> !partition.dates.isEmpty())
                .map(partition -> partition.dates.lastKey())
                .max(LocalDate::compareTo);
    }
}
