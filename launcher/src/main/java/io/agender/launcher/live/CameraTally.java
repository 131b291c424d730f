package io.agender.launcher.live;

import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameOutcome;
import io.agender.schemas.FrameView;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.ViewKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of one camera while it goes on for months, so nothing here grows with time. Not thread-safe;
 * {@link LiveAccount} guards it.
 */
final class CameraTally {

    /** Windows that are remembered as final, so that a late frame does not make one be waited for. */
    private static final int REMEMBERED = 1_000;

    private static final int MAX_STREAMS = 1_000;
    private static final int MAX_OPEN = 10_000;

    /** Older faces say nothing of who is there now. */
    private static final long NOW_NANOS = Duration.ofSeconds(10).toNanos();

    private final long windowMicros;
    private final ZoneId zone;
    private final Deque<String> streams = new ArrayDeque<>();
    private final TreeSet<Instant> open = new TreeSet<>();
    private final Set<Instant> finals = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Instant, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });
    private final Map<Instant, Long> entered = new HashMap<>();
    private LocalDate day;
    private long enteredInFinals;
    private boolean tracked;
    private long accounted;
    private int faces;
    private long facesNanos;
    private FrameView view;

    CameraTally(Duration window, ZoneId zone) {
        this.windowMicros = window.toNanos() / 1000;
        this.zone = zone;
    }

    void opened(String stream) {
        streams.add(stream);
        if (streams.size() > MAX_STREAMS) {
            streams.remove();
        }
    }

    /** Counts a frame that came back; one of an earlier run is shown, and not counted. */
    void analysed(FrameFaces record, long nanos) {
        faces = record.getFaces().size();
        facesNanos = nanos;
        if (record.getOutcome() != FrameOutcome.UNDECODABLE) {
            view = record.getView();
        }
        if (!streams.contains(record.getStreamId())) {
            return;
        }
        // Frames come back in their order, so those of earlier streams have all been here.
        while (!streams.peek().equals(record.getStreamId())) {
            streams.remove();
        }
        accounted++;
        Instant window = windowStart(record.getCapturedAt());
        if (!finals.contains(window) && open.size() < MAX_OPEN) {
            open.add(window);
        }
    }

    void deadLettered() {
        accounted++;
    }

    /** @return whether the window is final now */
    boolean summarized(DemographicSummary summary, LocalDate today) {
        Instant window = summary.getWindowStart();
        boolean isFinal = summary.getStatus() == SummaryStatus.FINAL;
        if (isFinal) {
            open.remove(window);
            finals.add(window);
        }
        begin(today);
        tracked |= summary.getPeopleEntered() != null;
        if (summary.getPeopleEntered() != null
                && LocalDate.ofInstant(window, zone).equals(today)) {
            entered.remove(window);
            if (isFinal) {
                enteredInFinals += summary.getPeopleEntered();
            } else {
                entered.put(window, summary.getPeopleEntered());
            }
        }
        return isFinal;
    }

    private void begin(LocalDate today) {
        if (!today.equals(day)) {
            day = today;
            enteredInFinals = 0;
            entered.clear();
        }
    }

    /** How many faces the newest frame shows, unless that is too long ago. */
    OptionalInt facesNow(long nanos) {
        return facesNanos == 0 || nanos - facesNanos > NOW_NANOS ? OptionalInt.empty() : OptionalInt.of(faces);
    }

    /** What is wrong with the view in the newest frame, unless that is too long ago; empty for nothing. */
    Optional<FrameView> impaired(long nanos) {
        return facesNow(nanos).isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(view).filter(told -> told.getKind() != ViewKind.CLEAR);
    }

    /** How many people came in today; unknown where faces are not followed. */
    OptionalLong visitors(LocalDate today) {
        begin(today);
        return tracked
                ? OptionalLong.of(enteredInFinals
                        + entered.values().stream().mapToLong(Long::longValue).sum())
                : OptionalLong.empty();
    }

    /** Frames of this run that came back. */
    long accounted() {
        return accounted;
    }

    /** Windows that hold frames of this run and are not final yet. */
    int openWindows() {
        return open.size();
    }

    private Instant windowStart(Instant capturedAt) {
        long micros =
                Math.addExact(Math.multiplyExact(capturedAt.getEpochSecond(), 1_000_000L), capturedAt.getNano() / 1000);
        long start = Math.floorDiv(micros, windowMicros) * windowMicros;
        return Instant.ofEpochSecond(Math.floorDiv(start, 1_000_000L), Math.floorMod(start, 1_000_000L) * 1000);
    }
}
