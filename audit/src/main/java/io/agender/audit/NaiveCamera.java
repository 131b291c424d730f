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
import java.util.stream.Stream;

/**
 * The summaries of a camera the slow way: the frames of open windows are kept, and every figure is counted anew from
 * them whenever a summary is due. Windows close by the camera's own clock, at the end of a stream, and when it is told that
 * the camera is silent.
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
    private Instant clock = Instant.MIN;
    private Instant closed = Instant.MIN;

    NaiveCamera(SummaryRules rules, String camera) {
        this.rules = rules;
        this.figures = new NaiveSummary(rules);
        this.camera = camera;
    }

    /** How many windows the frames so far leave open. */
    int openWindows() {
        return open.size();
    }

    /** Takes in the next frame, and gives the summaries that it makes due, in order. */
    List<TopicRecord<DemographicSummary>> take(FrameFaces frame) {
        if (!Run.isNews(runs, frame.getStreamId(), frame.getSequence())) {
            return List.of();
        }
        Run run = Run.going(runs, frame.getStreamId(), frame.getCapturedAt().isBefore(clock));
        clock = later(clock, frame.getCapturedAt());
        List<TopicRecord<DemographicSummary>> due = closeUpTo(clock.minus(rules.grace()));
        place(frame, run);
        due.addAll(frame.getEndOfStream() ? closeAll() : partials());
        return due;
    }

    /** How long the camera was silent after its newest frame, as the marks have it, longest first. */
    List<Duration> silences(SilenceEvidence evidence) {
        String newest = null;
        for (String streamId : runs.keySet()) {
            newest = streamId;
        }
        return newest == null
                ? List.of()
                : evidence.after(newest, runs.get(newest).lastSequence());
    }

    /** The summaries that are sent if the camera is silent for so long. */
    List<TopicRecord<DemographicSummary>> ifSilent(Duration silence) {
        return passedIn(silence)
                .map(start -> summary(start, open.get(start).revision + 1, SummaryStatus.FINAL, end(start)))
                .toList();
    }

    /** Closes the windows that the camera's clock passes if it goes on for so long; no frame comes meanwhile. */
    List<TopicRecord<DemographicSummary>> closeSilent(Duration silence) {
        return passedIn(silence).toList().stream().map(this::close).toList();
    }

    private Stream<Instant> passedIn(Duration silence) {
        Instant limit = clock.plus(silence).minus(rules.grace());
        return open.keySet().stream().filter(start -> !end(start).isAfter(limit));
    }

    private TopicRecord<DemographicSummary> close(Instant start) {
        TopicRecord<DemographicSummary> last =
                summary(start, open.remove(start).revision + 1, SummaryStatus.FINAL, end(start));
        frames.removeIf(placed -> placed.isToldIn(start));
        closed = later(closed, end(start));
        return last;
    }

    /** Closes all windows, as the end of a stream does. */
    List<TopicRecord<DemographicSummary>> closeAll() {
        return open.isEmpty() ? List.of() : closeUpTo(end(open.lastKey()));
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

    private List<TopicRecord<DemographicSummary>> closeUpTo(Instant limit) {
        List<TopicRecord<DemographicSummary>> due = new ArrayList<>();
        while (!open.isEmpty() && !end(open.firstKey()).isAfter(limit)) {
            due.add(close(open.firstKey()));
        }
        closed = later(closed, startOf(limit));
        return due;
    }

    private List<TopicRecord<DemographicSummary>> partials() {
        List<TopicRecord<DemographicSummary>> due = new ArrayList<>();
        if (!rules.partialInterval().isZero()) {
            open.forEach((start, sent) -> {
                long partials = Duration.between(start, clock).dividedBy(rules.partialInterval());
                if (partials > sent.partials && sent.changed) {
                    sent.partials = partials;
                    sent.changed = false;
                    due.add(summary(start, ++sent.revision, SummaryStatus.PARTIAL, clock));
                }
            });
        }
        return due;
    }

    private TopicRecord<DemographicSummary> summary(Instant start, int revision, SummaryStatus status, Instant time) {
        DemographicSummary summary = new DemographicSummary();
        summary.setCameraId(camera);
        summary.setWindowStart(start);
        summary.setWindowEnd(end(start));
        summary.setStatus(status);
        summary.setRevision(revision);
        figures.write(summary, frames, time);
        return new TopicRecord<>(camera, time.toEpochMilli(), summary);
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
