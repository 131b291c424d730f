package io.agender.audit;

import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.SummaryStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The summaries of a camera the slow way: the frames of open windows are kept, and every figure is counted anew from
 * them whenever a summary is due. Windows close by the camera's own clock and at the end of a stream; silence by the
 * wall clock is not known here.
 */
final class NaiveCamera {

    /** A frame, the window it is counted in (null when it is late), and the gap before it. */
    private record Placed(FrameFaces frame, Instant counted, Instant told, long gap) {}

    /** What was sent of an open window. */
    private static final class Sent {
        private int revision;
        private long partials;
        private boolean changed;
    }

    private final SummaryRules rules;
    private final NaiveSummary figures;
    private final String camera;
    private final StreamGaps gaps = new StreamGaps();
    private final TreeMap<Instant, Sent> open = new TreeMap<>();
    private final List<Placed> frames = new ArrayList<>();
    private final List<TopicRecord<DemographicSummary>> due = new ArrayList<>();
    private Instant clock = Instant.MIN;
    private Instant closed = Instant.MIN;

    NaiveCamera(SummaryRules rules, String camera) {
        this.rules = rules;
        this.figures = new NaiveSummary(rules);
        this.camera = camera;
    }

    /** The summaries that the frames so far make due, in order. */
    List<TopicRecord<DemographicSummary>> summaries() {
        return due;
    }

    /** How many windows the frames so far leave open. */
    int openWindows() {
        return open.size();
    }

    /** Takes in the next frame. */
    void take(FrameFaces frame) {
        OptionalLong gap = gaps.before(frame.getStreamId(), frame.getSequence());
        if (gap.isEmpty()) {
            return;
        }
        clock = later(clock, frame.getCapturedAt());
        closeUpTo(clock.minus(rules.grace()));
        place(frame, gap.getAsLong());
        if (frame.getEndOfStream()) {
            if (!open.isEmpty()) {
                closeUpTo(end(open.lastKey()));
            }
        } else {
            sendPartials();
        }
    }

    private void place(FrameFaces frame, long gap) {
        Instant time = frame.getCapturedAt();
        if (time.isBefore(closed)) {
            Instant told = open.isEmpty() ? null : open.firstKey();
            frames.add(new Placed(frame, null, told, gap));
            if (told != null && gap > 0) {
                open.get(told).changed = true;
            }
        } else {
            Instant start = startOf(time);
            frames.add(new Placed(frame, start, start, gap));
            open.computeIfAbsent(start, none -> new Sent()).changed = true;
        }
    }

    private void closeUpTo(Instant limit) {
        while (!open.isEmpty() && !end(open.firstKey()).isAfter(limit)) {
            Instant start = open.firstKey();
            send(start, open.get(start), SummaryStatus.FINAL, end(start));
            open.remove(start);
            frames.removeIf(placed -> start.equals(placed.counted) || start.equals(placed.told));
            closed = later(closed, end(start));
        }
        closed = later(closed, startOf(limit));
    }

    private void sendPartials() {
        if (rules.partialInterval().isZero()) {
            return;
        }
        open.forEach((start, sent) -> {
            long partials = Duration.between(start, clock).dividedBy(rules.partialInterval());
            if (partials > sent.partials && sent.changed) {
                sent.partials = partials;
                send(start, sent, SummaryStatus.PARTIAL, clock);
            }
        });
    }

    private void send(Instant start, Sent sent, SummaryStatus status, Instant time) {
        sent.revision++;
        sent.changed = false;
        DemographicSummary summary = new DemographicSummary();
        summary.setCameraId(camera);
        summary.setWindowStart(start);
        summary.setWindowEnd(end(start));
        summary.setStatus(status);
        summary.setRevision(sent.revision);
        figures.write(
                summary,
                frames.stream()
                        .filter(placed -> start.equals(placed.counted))
                        .map(Placed::frame)
                        .toList(),
                frames.stream()
                        .filter(placed -> start.equals(placed.told))
                        .mapToLong(Placed::gap)
                        .sum());
        due.add(new TopicRecord<>(camera, time.toEpochMilli(), summary));
    }

    private Instant end(Instant start) {
        return start.plus(rules.window());
    }

    private Instant startOf(Instant time) {
        long window = rules.window().toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), window) * window);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
