package io.agender.audit;

import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.SummaryStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The summaries of a camera the slow way: the frames of open windows are kept, and every figure is counted anew from
 * them whenever a summary is due. Windows close by the camera's own clock and at the end of a stream; silence by the
 * wall clock is not known here.
 */
final class NaiveCamera {

    /** What was sent of an open window. */
    private static final class Sent {
        private int revision;
        private long partials;
        private boolean changed;
    }

    private final SummaryRules rules;
    private final NaiveSummary figures;
    private final String camera;
    private final Map<String, Run> runs = Run.none();
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
        if (!Run.isNews(runs, frame.getStreamId(), frame.getSequence())) {
            return;
        }
        Run run = Run.going(runs, frame.getStreamId(), frame.getCapturedAt().isBefore(clock));
        clock = later(clock, frame.getCapturedAt());
        closeUpTo(clock.minus(rules.grace()));
        place(frame, run);
        if (frame.getEndOfStream()) {
            if (!open.isEmpty()) {
                closeUpTo(end(open.lastKey()));
            }
        } else {
            sendPartials();
        }
    }

    private void place(FrameFaces frame, Run run) {
        boolean late = frame.getCapturedAt().isBefore(closed);
        boolean replayed = late && run.rewound();
        long gap = run.gapBefore(frame.getSequence());
        long entered = Placed.tracksOf(frame).filter(run::isNew).count();
        Instant counted = late ? null : startOf(frame.getCapturedAt());
        frames.add(new Placed(frame, counted, gap, entered, replayed));
        if (!late) {
            open.computeIfAbsent(counted, none -> new Sent()).changed = true;
        }
        if (!open.isEmpty()) {
            Instant telling = late ? open.firstKey() : counted;
            frames.stream().filter(Placed::isUntold).forEach(placed -> placed.tellIn(telling));
            open.get(telling).changed = true;
        }
    }

    private void closeUpTo(Instant limit) {
        while (!open.isEmpty() && !end(open.firstKey()).isAfter(limit)) {
            Instant start = open.firstKey();
            send(start, open.get(start), SummaryStatus.FINAL, end(start));
            open.remove(start);
            frames.removeIf(placed -> placed.isToldIn(start));
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
        figures.write(summary, frames, time);
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
