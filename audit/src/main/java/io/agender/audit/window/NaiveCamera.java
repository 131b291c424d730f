package io.agender.audit.window;

import io.agender.audit.SummaryRules;
import io.agender.audit.TopicRecord;
import io.agender.audit.privacy.NaiveMinCount;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameOutcome;
import io.agender.schemas.SummaryStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The summaries of a camera the slow way: the frames of open windows are kept, and every figure is counted anew from
 * them whenever a summary is due. Windows close by the camera's own clock, at the end of a stream, and when it is told that
 * the camera is silent. A window behind the clock has so much more time as the clock was ahead of it when it opened, or
 * has leapt since.
 */
public final class NaiveCamera {

    /** What was sent of an open window. */
    private static final class Sent {
        private int revision;
        private long partials;
        private boolean changed;
        private Duration spared = Duration.ZERO;
    }

    /** Windows away from the clock that are kept open. */
    private static final int MAX_AWAY = 64;

    private final SummaryRules rules;
    private final NaiveSummary figures;
    private final NaiveMinCount minCount;
    private final String camera;
    private final PinnedVersions pinned;
    private final NaivePlaces places;
    private final Map<Instant, Optional<CameraVersion>> versions = new HashMap<>();
    private final Map<Instant, NaiveSeconds> seconds = new HashMap<>();
    private final Map<String, Run> runs;
    private final TreeMap<Instant, Sent> open = new TreeMap<>();
    private final List<Placed> frames = new ArrayList<>();
    private final FinalTimes finals;
    private final NaiveClock clock;
    private Instant newest = Instant.MIN;
    private Instant glance;
    private List<ClosedWindow> closed = new ArrayList<>();

    public NaiveCamera(SummaryRules rules, String camera) {
        this(rules, camera, PinnedVersions.knownBefore(Optional.empty()));
    }

    /** @param pinned which settings each window goes by */
    public NaiveCamera(SummaryRules rules, String camera, PinnedVersions pinned) {
        this.pinned = pinned;
        this.places = new NaivePlaces();
        this.runs = Run.none();
        this.finals = new FinalTimes();
        this.rules = rules;
        this.figures = new NaiveSummary(rules);
        this.minCount = new NaiveMinCount(rules);
        this.camera = camera;
        this.clock = new NaiveClock(rules.grace());
    }

    private NaiveCamera(NaiveCamera other) {
        rules = other.rules;
        figures = other.figures;
        minCount = other.minCount;
        camera = other.camera;
        pinned = other.pinned;
        clock = other.clock;
        newest = other.newest;
        glance = other.glance;
        places = other.places.copy();
        finals = other.finals.copy();
        runs = other.runs;
        versions.putAll(other.versions);
        seconds.putAll(other.seconds);
        open.putAll(other.open);
        frames.addAll(other.frames);
        closed.addAll(other.closed);
    }

    /** The same, to close windows of a silent camera in; when frames are taken in go on with one of the two. */
    public NaiveCamera copy() {
        return new NaiveCamera(this);
    }

    /** How many windows the frames so far leave open. */
    public int openWindows() {
        return open.size();
    }

    /** The windows that were closed since this was asked last, in order; none where nothing is rolled up. */
    public List<ClosedWindow> closedSinceAsked() {
        List<ClosedWindow> since = closed;
        closed = new ArrayList<>();
        return since;
    }

    /** What time it is for the camera, of which a frame was seen. */
    public Instant clock() {
        return clock.now();
    }

    /** Up to when the camera's time is over: the grace behind its clock, or farther where that is in windows that are final. */
    public Instant overUpTo() {
        Instant byClock = startOf(clock.now().minus(rules.grace()));
        return finals.endOfStretchAt(clock.now())
                .filter(end -> end.isAfter(byClock))
                .orElse(byClock);
    }

    /** Whether a window is open that starts within a time. */
    public boolean isOpenWithin(Instant start, Instant end) {
        return !open.subMap(start, end).isEmpty();
    }

    /** Whether no window is open up to the camera's clock: it paused, or ended. */
    public boolean isPaused() {
        return open.headMap(clock.now(), true).isEmpty();
    }

    /** Takes in the next frame, and gives the summaries that it makes due, in order. */
    public List<TopicRecord<DemographicSummary>> take(FrameFaces frame) {
        return take(frame, Optional.empty());
    }

    /**
     * Takes in the next frame, and gives the summaries that it makes due, in order.
     *
     * @param analysedAt when it was analysed by the wall clock, if that is known
     */
    public List<TopicRecord<DemographicSummary>> take(FrameFaces frame, Optional<Instant> analysedAt) {
        if (!Run.isNews(runs, frame.getStreamId(), frame.getSequence())) {
            return List.of();
        }
        Run run = Run.going(runs, frame.getStreamId(), frame.getCapturedAt().isBefore(newest));
        places.keepStreams(runs.keySet());
        newest = later(newest, frame.getCapturedAt());
        Instant before = clock.now();
        Duration moved = clock.hear(frame.getCapturedAt());
        open.forEach((start, sent) -> sent.spared = spared(start, sent, before, moved));
        List<TopicRecord<DemographicSummary>> due = new ArrayList<>();
        for (Instant start : List.copyOf(open.keySet())) {
            if (isOver(start, open.get(start).spared, clock.now())) {
                due.add(close(start));
            }
        }
        place(frame, run, analysedAt);
        due.addAll(closeOneOfTooMany());
        due.addAll(frame.getEndOfStream() ? closeAll() : partials());
        return due;
    }

    /** How much more time a window has when a leap has moved the clock. */
    private Duration spared(Instant start, Sent sent, Instant before, Duration moved) {
        if (moved.isNegative()) {
            Duration less = sent.spared.plus(moved);
            return less.isNegative() ? Duration.ZERO : less;
        }
        boolean wasAtIt = !moved.isZero() && !before.isBefore(start);
        return wasAtIt && sent.spared.isZero() && isOver(start, Duration.ZERO, before.plus(moved))
                ? moved
                : sent.spared;
    }

    private boolean isOver(Instant start, Duration spared, Instant now) {
        return !end(start).plus(spared).plus(rules.grace()).isAfter(now);
    }

    private boolean isLate(Instant time) {
        return finals.contains(time) && !open.containsKey(startOf(time));
    }

    /** How long the camera was silent after its newest frame, as the marks have it, shortest first. */
    public List<Duration> silences(SilenceEvidence evidence) {
        String newest = null;
        for (String streamId : runs.keySet()) {
            newest = streamId;
        }
        return newest == null
                ? List.of()
                : evidence.after(newest, runs.get(newest).lastSequence());
    }

    /** Closes the windows that the camera's clock passes if it goes on for so long; no frame comes meanwhile. */
    public List<TopicRecord<DemographicSummary>> closeSilent(Duration silence) {
        return passedIn(silence).toList().stream().map(this::close).toList();
    }

    private Stream<Instant> passedIn(Duration silence) {
        return open.keySet().stream()
                .filter(start ->
                        isOver(start, open.get(start).spared, clock.now().plus(silence)));
    }

    /** Closes all windows, as the end of a stream does. */
    List<TopicRecord<DemographicSummary>> closeAll() {
        return List.copyOf(open.keySet()).stream().map(this::close).toList();
    }

    private void place(FrameFaces frame, Run run, Optional<Instant> analysedAt) {
        boolean late = isLate(frame.getCapturedAt());
        boolean replayed = late && run.rewound();
        long gap = run.gapBefore(frame.getSequence()) + frame.getMissingAfter();
        long entered = Placed.tracksOf(frame).filter(run::isNew).count();
        Instant counted = late ? null : startOf(frame.getCapturedAt());
        Placed placing = new Placed(frame, counted, gap, entered, replayed);
        frames.add(placing);
        if (!late) {
            if (!open.containsKey(counted)) {
                open.put(counted, new Sent());
                open.get(counted).spared = clock.behind(frame.getCapturedAt());
                versions.put(counted, pinned.next(counted, analysedAt));
                seconds.put(counted, new NaiveSeconds(counted));
            }
            open.get(counted).changed = true;
            if (placing.isDecoded()) {
                seconds.get(counted).see(frame);
                tellSince(frame);
            }
            compare(placing);
        }
        Optional<CameraVersion> settings = late ? Optional.empty() : versions.get(counted);
        settings.ifPresentOrElse(version -> places.take(frame, counted, version), () -> places.passOver(frame));
        if (!open.isEmpty()) {
            Instant telling = late ? open.firstKey() : counted;
            frames.stream().filter(Placed::isUntold).forEach(placed -> placed.tellIn(telling));
            open.get(telling).changed = true;
        }
    }

    /** Holds a frame that the detector saw against the one before it, if attention is measured in both. */
    private void compare(Placed placing) {
        FrameFaces frame = placing.frame();
        boolean seen = placing.isDecoded() && frame.getOutcome() != FrameOutcome.PREDICTED;
        if (seen && frame.getAttentionMeasured()) {
            Instant time = frame.getCapturedAt();
            if (glance != null && !time.isBefore(glance.minusSeconds(1)) && !time.isAfter(glance.plusSeconds(1))) {
                placing.compare();
            }
            glance = time;
        }
    }

    /** What a frame says of the time since it was so is told to all windows that are open. */
    private void tellSince(FrameFaces later) {
        if (NaiveSeconds.isUnsighted(later) && later.getView().getSince() != null) {
            seconds.values().forEach(window -> window.hear(later));
        }
    }

    private TopicRecord<DemographicSummary> close(Instant start) {
        int revision = open.remove(start).revision + 1;
        if (!rules.rollups().isEmpty()) {
            closed.add(new ClosedWindow(
                    whole(start, revision, SummaryStatus.FINAL, end(start)),
                    versions.get(start),
                    NaiveSummary.dwellMillis(frames, start),
                    NaiveSummary.attentionMillis(frames, start)));
        }
        TopicRecord<DemographicSummary> last = summary(start, revision, SummaryStatus.FINAL, end(start));
        versions.remove(start);
        seconds.remove(start);
        places.forget(start);
        frames.removeIf(placed -> placed.isToldIn(start));
        finals.add(start, end(start));
        return last;
    }

    private List<TopicRecord<DemographicSummary>> closeOneOfTooMany() {
        List<Instant> away = open.keySet().stream()
                .filter(start -> clock.isFarAhead(start) || isOver(start, Duration.ZERO, clock.now()))
                .toList();
        if (away.size() <= MAX_AWAY) {
            return List.of();
        }
        Instant first = away.get(0);
        Instant last = away.get(away.size() - 1);
        boolean lastIsFarther = Duration.between(clock.now(), last).compareTo(Duration.between(first, clock.now())) > 0;
        return List.of(close(lastIsFarther ? last : first));
    }

    private List<TopicRecord<DemographicSummary>> partials() {
        List<TopicRecord<DemographicSummary>> due = new ArrayList<>();
        if (!rules.partialInterval().isZero()) {
            open.forEach((start, sent) -> {
                long partials = Duration.between(start, clock.now()).dividedBy(rules.partialInterval());
                if (partials > sent.partials && sent.changed) {
                    sent.partials = partials;
                    sent.changed = false;
                    due.add(summary(start, ++sent.revision, SummaryStatus.PARTIAL, clock.now()));
                }
            });
        }
        return due;
    }

    private TopicRecord<DemographicSummary> summary(Instant start, int revision, SummaryStatus status, Instant time) {
        return new TopicRecord<>(camera, time.toEpochMilli(), minCount.publish(whole(start, revision, status, time)));
    }

    private DemographicSummary whole(Instant start, int revision, SummaryStatus status, Instant time) {
        DemographicSummary summary = new DemographicSummary();
        summary.setCameraId(camera);
        summary.setWindowStart(start);
        summary.setWindowEnd(end(start));
        summary.setStatus(status);
        summary.setRevision(revision);
        figures.write(summary, frames, seconds.get(start), time);
        figures.write(summary, places, versions.get(start));
        return summary;
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
