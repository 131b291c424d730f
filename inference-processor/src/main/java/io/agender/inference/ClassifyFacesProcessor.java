package io.agender.inference;

import io.agender.runtime.input.InputPosition;
import io.agender.schemas.CameraEstimates;
import io.agender.schemas.CameraProgress;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.PendingFrame;
import io.agender.schemas.SentStream;
import io.agender.vision.FaceAttributes;
import io.agender.vision.FrameAnalyzer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Classifies the faces of several frames in one run of the networks, and sends one record for each frame, in the order
 * in which the frames came.
 *
 * <p>Faces wait until a batch is full, until the oldest has waited long enough, or until no frame came between two ticks
 * of the clock: a lone frame does not wait for company. Such a pause is also the moment to commit, which makes the
 * records visible and costs little then, unless pauses are many. Without a pause a commit costs throughput, so it depends
 * on the frames: while they are fresh somebody may be watching, and the processor commits often; a backlog is worked off
 * at the interval of the configuration. What waits is in {@link PendingQueue}. A batch changes when a record is sent,
 * never what it says.
 *
 * <p>Here is the last place that a frame passes, so here it is also known that all frames up to some time are through, and
 * which cameras were silent since: such marks go to agender.progress, in the transactions of the faces.
 */
final class ClassifyFacesProcessor implements Processor<String, PendingFrame, String, SpecificRecord> {

    /** How often the clock is asked. Half a frame at 100 frames a second. */
    private static final Duration TICK = Duration.ofMillis(5);

    /** Frames that are sent on within this time of their capture are live; as much is granted to clocks that are fast. */
    private static final long LIVE_MILLIS = 1_000;

    /** How long the records of live frames stay unseen by readers. */
    private static final long LIVE_COMMIT_MILLIS = 50;

    /**
     * Time between two commits at least. At half load nearly every frame has a pause behind it, and to commit in each of
     * them costs a tenth of the throughput.
     */
    private static final long MIN_COMMIT_MILLIS = 40;

    /**
     * So many ticks in a row without a frame are a pause while frames are not live: those of a backlog that come next are
     * just being fetched for one or two of them, and a commit then would be one too many.
     */
    private static final int BACKLOG_PAUSE_TICKS = 5;

    /** Frames without a face to classify queue behind others; so many of them end the waiting. */
    private static final int MAX_FRAMES = 256;

    /** A frame whose crops are larger is not stored but classified at once, with all that waits. */
    private static final int MAX_BYTES = 1024 * 1024;

    private final Supplier<FrameAnalyzer> analyzers;
    private final BatchLimits limits;
    private final TrackEstimates estimates;
    private final AnalysisMetrics meters;
    private final InstantSource clock;
    private final IntFunction<Optional<InputPosition>> positions;
    private final SequenceGaps gaps = new SequenceGaps();

    private ProcessorContext<String, SpecificRecord> context;
    private KeyValueStore<String, CameraEstimates> tracks;
    private PendingQueue queue;
    private SilenceWatch silence;
    private FrameAnalyzer analyzer;
    private FaceBatch batch;
    private boolean arrived;
    private int quietTicks;
    private boolean uncommitted;
    private long newestFrameMillis;
    private long committedMillis;

    /** @param positions where the application stands in a partition of agender.frames; empty when that is not known */
    ClassifyFacesProcessor(
            Supplier<FrameAnalyzer> analyzers,
            BatchLimits limits,
            TrackEstimates estimates,
            AnalysisMetrics meters,
            InstantSource clock,
            IntFunction<Optional<InputPosition>> positions) {
        this.analyzers = analyzers;
        this.limits = limits;
        this.estimates = estimates;
        this.meters = meters;
        this.clock = clock;
        this.positions = positions;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        tracks = context.getStateStore(InferenceTopology.ESTIMATES);
        queue = new PendingQueue(context.getStateStore(InferenceTopology.PENDING), context.currentSystemTimeMs());
        analyzer = analyzers.get();
        batch = new FaceBatch(analyzer, limits.maxFaces(), meters);
        silence = watchRestored(context.currentSystemTimeMs());
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    private SilenceWatch watchRestored(long nowMillis) {
        SilenceWatch watch = new SilenceWatch(nowMillis);
        try (KeyValueIterator<String, CameraEstimates> restored = tracks.all()) {
            while (restored.hasNext()) {
                KeyValue<String, CameraEstimates> camera = restored.next();
                if (SentFrames.newest(camera.value).isPresent()) {
                    watch.sent(camera.key, camera.value.getEnded(), nowMillis);
                }
            }
        }
        return watch;
    }

    @Override
    public void process(Record<String, PendingFrame> record) {
        arrived = true;
        PendingFrame frame = record.value();
        silence.heard(record.key(), context.currentSystemTimeMs());
        int faces = WaitingCrops.of(frame).size();
        if (queue.crops() > 0 && queue.crops() + faces > limits.maxFaces()) {
            sendAll(queue.removeAll());
        }
        if (isSentAtOnce(frame)) {
            List<PendingFrame> frames = new ArrayList<>(queue.removeAll());
            frames.add(frame);
            sendAll(frames);
        } else {
            queue.add(frame, context.currentSystemTimeMs());
        }
    }

    private boolean isSentAtOnce(PendingFrame frame) {
        int faces = queue.crops() + WaitingCrops.of(frame).size();
        return faces == 0
                || faces >= limits.maxFaces()
                || limits.maxWait().isZero()
                || queue.size() >= MAX_FRAMES
                || WaitingCrops.bytes(frame) > MAX_BYTES;
    }

    private void tick(long nowMillis) {
        boolean alone = !arrived;
        quietTicks = arrived ? 0 : quietTicks + 1;
        arrived = false;
        if (!queue.isEmpty()
                && (alone
                        || nowMillis - queue.oldestMillis() >= limits.maxWait().toMillis())) {
            sendAll(queue.removeAll());
        }
        silence.tick(nowMillis);
        if (queue.isEmpty()) {
            positions
                    .apply(context.taskId().partition())
                    .filter(silence::isNews)
                    .ifPresent(position -> silence.tell(position).forEach(this::mark));
        }
        if (uncommitted && isTimeToCommit(nowMillis - committedMillis, isLive(nowMillis))) {
            context.commit();
            uncommitted = false;
            committedMillis = nowMillis;
        }
    }

    private boolean isTimeToCommit(long sinceMillis, boolean live) {
        boolean pause = quietTicks >= (live ? 1 : BACKLOG_PAUSE_TICKS);
        return sinceMillis >= MIN_COMMIT_MILLIS && (pause || live && sinceMillis >= LIVE_COMMIT_MILLIS);
    }

    private boolean isLive(long nowMillis) {
        return Math.abs(nowMillis - newestFrameMillis) <= LIVE_MILLIS;
    }

    private void sendAll(List<PendingFrame> frames) {
        FaceBatch.Answers answers = batch.classify(frames);
        for (int i = 0; i < frames.size(); i++) {
            send(frames.get(i), answers.of(i), answers.nanosPerFace());
        }
    }

    /** Key, time and times of the stages come from the item: where a punctuation calls, there is no record. */
    private void send(PendingFrame frame, List<FaceAttributes> attributes, long nanosPerFace) {
        FrameFaces faces = frame.getFaces();
        String cameraId = faces.getCameraId();
        CameraEstimates camera = estimates.complete(tracks.get(cameraId), frame, attributes);
        SentFrames.add(camera, faces);
        tracks.put(cameraId, camera);
        silence.sent(cameraId, camera.getEnded(), context.currentSystemTimeMs());
        StageNanos times =
                new StageNanos(frame.getDecodeNanos(), frame.getDetectNanos(), nanosPerFace * attributes.size());
        Instant now = clock.instant();
        long missing = gaps.before(cameraId, faces.getStreamId(), faces.getSequence()) + faces.getMissingAfter();
        if (missing > 0) {
            meters.missing(cameraId, missing);
        }
        meters.sent(faces, times, now);
        uncommitted = true;
        newestFrameMillis = frame.getTimestamp();
        context.forward(
                new Record<>(cameraId, faces, frame.getTimestamp(), AnalysisHeaders.of(times, now)),
                InferenceTopology.SINK);
    }

    /** Every camera that was heard was sent, for nothing waits; so there is a newest frame. */
    private void mark(Silence silent) {
        CameraEstimates camera = tracks.get(silent.cameraId());
        SentStream newest = SentFrames.newest(camera).orElseThrow();
        CameraProgress mark = new CameraProgress(
                silent.cameraId(),
                newest.getStreamId(),
                newest.getLastSequence(),
                camera.getEnded(),
                Instant.ofEpochMilli(silent.since()),
                Instant.ofEpochMilli(silent.upTo()));
        context.forward(new Record<>(silent.cameraId(), mark, silent.upTo()), InferenceTopology.PROGRESS_SINK);
    }

    @Override
    public void close() {
        if (analyzer != null) {
            analyzer.close();
            analyzer = null;
        }
    }
}
