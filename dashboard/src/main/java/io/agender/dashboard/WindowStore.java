package io.agender.dashboard;

import io.agender.schemas.DemographicSummary;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.TrustedRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The newest word on each window of each camera. Kept as Avro, a few hundred bytes each; when there are too many, the
 * camera with the most loses its oldest. Not thread-safe.
 */
final class WindowStore {

    static {
        TrustedRecords.ensure();
    }

    private final int most;
    private final Map<String, NavigableMap<Instant, Held>> cameras = new HashMap<>();
    private int held;

    private record Held(boolean last, int revision, byte[] avro) {

        /** A final summary stands; of others the higher revision does. */
        boolean yieldsTo(DemographicSummary newer) {
            boolean newerLast = newer.getStatus() == SummaryStatus.FINAL;
            return last == newerLast ? newer.getRevision() >= revision : newerLast;
        }
    }

    /** @param most most windows of all cameras together */
    WindowStore(int most) {
        this.most = most;
    }

    /** Takes a summary; returns whether it is the newest word on its window. */
    boolean put(DemographicSummary summary) {
        NavigableMap<Instant, Held> windows = cameras.computeIfAbsent(summary.getCameraId(), id -> new TreeMap<>());
        Held before = windows.get(summary.getWindowStart());
        if (before != null && !before.yieldsTo(summary)) {
            return false;
        }
        windows.put(
                summary.getWindowStart(),
                new Held(summary.getStatus() == SummaryStatus.FINAL, summary.getRevision(), encoded(summary)));
        if (before == null && ++held > most) {
            dropOne();
        }
        return true;
    }

    private void dropOne() {
        cameras.values().stream().max(Comparator.comparingInt(Map::size)).ifPresent(windows -> {
            windows.pollFirstEntry();
            held--;
        });
    }

    /** The windows of a camera that begin in [from, to), in their order. */
    List<DemographicSummary> between(String camera, Instant from, Instant to) {
        List<DemographicSummary> found = new ArrayList<>();
        windows(camera).subMap(from, true, to, false).values().forEach(window -> found.add(decoded(window.avro())));
        return found;
    }

    /** The window that a time lies in or after. */
    Optional<DemographicSummary> at(String camera, Instant time) {
        return Optional.ofNullable(windows(camera).floorEntry(time))
                .map(entry -> decoded(entry.getValue().avro()));
    }

    /** The newest window. */
    Optional<DemographicSummary> newest(String camera) {
        return Optional.ofNullable(windows(camera).lastEntry())
                .map(entry -> decoded(entry.getValue().avro()));
    }

    /** Start of the oldest window that is still here. */
    Optional<Instant> oldest(String camera) {
        return Optional.ofNullable(windows(camera).firstEntry()).map(Map.Entry::getKey);
    }

    int size() {
        return held;
    }

    private NavigableMap<Instant, Held> windows(String camera) {
        return cameras.getOrDefault(camera, new TreeMap<>());
    }

    private static byte[] encoded(DemographicSummary summary) {
        try {
            ByteBuffer buffer = summary.toByteBuffer();
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DemographicSummary decoded(byte[] avro) {
        try {
            return DemographicSummary.getDecoder().decode(avro);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
