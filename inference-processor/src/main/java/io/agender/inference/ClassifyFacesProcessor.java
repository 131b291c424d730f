package io.agender.inference;

import io.agender.schemas.CameraEstimates;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.PendingFrame;
import io.agender.vision.FaceAttributes;
import io.agender.vision.FrameAnalyzer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
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
 */
final class ClassifyFacesProcessor implements Processor<String, PendingFrame, String, FrameFaces> {

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
    private static final long LEAST_COMMIT_MILLIS = 40;

    /** Frames without a face to classify queue behind others; so many of them end the waiting. */
    private static final int MOST_FRAMES = 256;

    /** A frame whose crops are larger is not stored but classified at once, with all that waits. */
    private static final int MOST_BYTES = 1024 * 1024;

    private final Supplier<FrameAnalyzer> analyzers;
    private final BatchLimits limits;
    private final TrackEstimates estimates;
    private final AnalysisMeters meters;
    private final InstantSource clock;
    private final SequenceGaps gaps = new SequenceGaps();

    private ProcessorContext<String, FrameFaces> context;
    private KeyValueStore<String, CameraEstimates> tracks;
    private PendingQueue queue;
    private FrameAnalyzer analyzer;
    private FaceBatch batch;
    private boolean arrived;
    private boolean uncommitted;
    private long newestFrameMillis;
    private long committedMillis;

    ClassifyFacesProcessor(
            Supplier<FrameAnalyzer> analyzers,
            BatchLimits limits,
            TrackEstimates estimates,
            AnalysisMeters meters,
            InstantSource clock) {
        this.analyzers = analyzers;
        this.limits = limits;
        this.estimates = estimates;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public void init(ProcessorContext<String, FrameFaces> context) {
        this.context = context;
        tracks = context.getStateStore(InferenceTopology.ESTIMATES);
        queue = new PendingQueue(context.getStateStore(InferenceTopology.PENDING), context.currentSystemTimeMs());
        analyzer = analyzers.get();
        batch = new FaceBatch(analyzer, limits.maxFaces(), meters);
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void process(Record<String, PendingFrame> record) {
        arrived = true;
        PendingFrame frame = record.value();
        int faces = frame.getCrops().size();
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
        int faces = queue.crops() + frame.getCrops().size();
        return faces == 0
                || faces >= limits.maxFaces()
                || limits.maxWait().isZero()
                || queue.size() >= MOST_FRAMES
                || bytes(frame) > MOST_BYTES;
    }

    private static long bytes(PendingFrame frame) {
        return frame.getCrops().stream()
                .mapToLong(crop -> crop.getPixels().remaining())
                .sum();
    }

    private void tick(long nowMillis) {
        boolean alone = !arrived;
        arrived = false;
        if (!queue.isEmpty()
                && (alone
                        || nowMillis - queue.oldestMillis() >= limits.maxWait().toMillis())) {
            sendAll(queue.removeAll());
        }
        if (uncommitted && isTimeToCommit(alone, nowMillis - committedMillis, nowMillis)) {
            context.commit();
            uncommitted = false;
            committedMillis = nowMillis;
        }
    }

    private boolean isTimeToCommit(boolean alone, long sinceMillis, long nowMillis) {
        return sinceMillis >= LEAST_COMMIT_MILLIS && (alone || isLive(nowMillis) && sinceMillis >= LIVE_COMMIT_MILLIS);
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
        if (frame.getTracked()) {
            tracks.put(cameraId, estimates.complete(tracks.get(cameraId), frame, attributes));
        } else {
            estimates.complete(frame, attributes);
        }
        StageNanos times =
                new StageNanos(frame.getDecodeNanos(), frame.getDetectNanos(), nanosPerFace * attributes.size());
        Instant now = clock.instant();
        long missing = gaps.before(cameraId, faces.getStreamId(), faces.getSequence());
        if (missing > 0) {
            meters.missing(cameraId, missing);
        }
        meters.sent(faces, times, now);
        uncommitted = true;
        newestFrameMillis = frame.getTimestamp();
        context.forward(new Record<>(cameraId, faces, frame.getTimestamp(), AnalysisHeaders.of(times, now)));
    }

    @Override
    public void close() {
        if (analyzer != null) {
            analyzer.close();
            analyzer = null;
        }
    }
}
