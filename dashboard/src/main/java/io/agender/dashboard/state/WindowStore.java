package io.agender.dashboard.state;

import io.agender.schemas.DemographicSummary;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.TrustedRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The newest word on each window of each camera. Kept as Avro, a few hundred bytes each; when there are too many, the
 * camera with the most loses its oldest. A window that is larger than usual counts for as many as would fill its place,
 * so that the bound is one of memory. Not thread-safe.
 */
public final class WindowStore {

    static {
        TrustedRecords.ensure();
    }

    /** What one window is counted with; one with eight age bands fits. */
    static final int USUAL_BYTES = 400;

    private final int max;
    private final Map<String, Windows> cameras = new HashMap<>();
    private int held;
    private int places;
    private long evicted;

    private static final class Windows {
        final NavigableMap<Instant, Held> byStart = new TreeMap<>();
        int places;
        Instant evictedBefore;
    }

    private record Held(boolean last, Instant end, int revision, byte[] avro) {

        int places() {
            return 1 + (avro.length - 1) / USUAL_BYTES;
        }

        /** A final summary stands; of others the higher revision does. */
        boolean yieldsTo(DemographicSummary newer) {
            boolean newerLast = newer.getStatus() == SummaryStatus.FINAL;
            return last == newerLast ? newer.getRevision() >= revision : newerLast;
        }
    }

    /** @param max most windows of all cameras together */
    WindowStore(int max) {
        this.max = max;
    }

    /** Takes a summary; returns whether it is the newest word on its window, and not older than what had to go. */
    boolean put(DemographicSummary summary) {
        Windows windows = cameras.computeIfAbsent(summary.getCameraId(), id -> new Windows());
        Instant start = summary.getWindowStart();
        Held before = windows.byStart.get(start);
        if (before != null && !before.yieldsTo(summary)) {
            return false;
        }
        Held now = new Held(
                summary.getStatus() == SummaryStatus.FINAL,
                summary.getWindowEnd(),
                summary.getRevision(),
                encoded(summary));
        windows.byStart.put(start, now);
        int more = now.places() - (before == null ? 0 : before.places());
        held += before == null ? 1 : 0;
        windows.places += more;
        places += more;
        while (places > max) {
            evictOne();
        }
        return windows.byStart.get(start) == now;
    }

    private void evictOne() {
        Windows largest = cameras.values().stream()
                .max(Comparator.comparingInt(windows -> windows.places))
                .orElseThrow();
        Held gone = largest.byStart.pollFirstEntry().getValue();
        // What is left begins after it; what comes back from before has no place either.
        largest.evictedBefore = largest.byStart.isEmpty() ? null : largest.byStart.firstKey();
        largest.places -= gone.places();
        places -= gone.places();
        held--;
        evicted++;
    }

    /** Drops the windows of a camera that begin before a time; returns whether others are left. */
    boolean dropBefore(String camera, Instant time) {
        Windows windows = cameras.get(camera);
        if (windows == null) {
            return false;
        }
        NavigableMap<Instant, Held> old = windows.byStart.headMap(time, false);
        int room = old.values().stream().mapToInt(Held::places).sum();
        windows.places -= room;
        places -= room;
        held -= old.size();
        old.clear();
        if (windows.byStart.isEmpty()) {
            cameras.remove(camera);
        }
        return !windows.byStart.isEmpty();
    }

    /** The first windows of a camera that begin in [from, to), in their order, so many at most; as they are encoded. */
    List<byte[]> between(String camera, Instant from, Instant to, int atMost) {
        List<byte[]> found = new ArrayList<>();
        for (Held window : windows(camera).subMap(from, true, to, false).values()) {
            if (found.size() == atMost) {
                break;
            }
            found.add(window.avro());
        }
        return found;
    }

    /** The windows of a camera from that which a time lies in to that which another lies in, in their order. */
    List<byte[]> spanning(String camera, Instant from, Instant to) {
        NavigableMap<Instant, Held> all = windows(camera);
        if (to.isBefore(from)) {
            return List.of(); // a clock that was set back
        }
        Map.Entry<Instant, Held> first = all.floorEntry(from);
        boolean within = first != null && from.isBefore(first.getValue().end());
        return all.subMap(within ? first.getKey() : from, true, to, true).values().stream()
                .map(Held::avro)
                .toList();
    }

    /** The last windows of a camera up to a time that have so many frames, or all that are still here; in their order. */
    List<byte[]> holding(String camera, Instant to, long frames) {
        LinkedList<byte[]> found = new LinkedList<>();
        long missing = frames;
        for (Held window : windows(camera).headMap(to, true).descendingMap().values()) {
            if (missing <= 0) {
                break;
            }
            found.addFirst(window.avro());
            missing -= frames(decoded(window.avro()));
        }
        return found;
    }

    private static long frames(DemographicSummary window) {
        return window.getFramesAnalysed()
                + window.getFramesPredicted()
                + window.getFramesMissing()
                + window.getFramesUndecodable()
                + window.getFramesLate();
    }

    /** Whether a time lies in a window that is final, as far as is known. */
    boolean isFinal(String camera, Instant time) {
        Map.Entry<Instant, Held> window = windows(camera).floorEntry(time);
        return window != null
                && window.getValue().last()
                && time.isBefore(window.getValue().end());
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

    /** Start of the oldest window that is left of a camera that lost some; nothing when it lost none. */
    Optional<Instant> evictedBefore(String camera) {
        return Optional.ofNullable(cameras.get(camera)).map(windows -> windows.evictedBefore);
    }

    /** How many windows had to go. */
    long evicted() {
        return evicted;
    }

    int size() {
        return held;
    }

    private NavigableMap<Instant, Held> windows(String camera) {
        Windows known = cameras.get(camera);
        return known == null ? Collections.emptyNavigableMap() : known.byStart;
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

    public static DemographicSummary decoded(byte[] avro) {
        try {
            return DemographicSummary.getDecoder().decode(avro);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
