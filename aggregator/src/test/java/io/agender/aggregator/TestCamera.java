package io.agender.aggregator;

import io.agender.schemas.BoundingBox;
import io.agender.schemas.CameraProgress;
import io.agender.schemas.EndedTrack;
import io.agender.schemas.Face;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameOutcome;
import io.agender.schemas.FrameView;
import io.agender.schemas.Gender;
import io.agender.schemas.ModelTask;
import io.agender.schemas.ModelUse;
import io.agender.schemas.TrackEstimate;
import io.agender.schemas.TrustedRecords;
import io.agender.schemas.ViewKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.DoubleStream;

/** Makes the records of one camera, with sequence numbers that go on by themselves. */
public final class TestCamera {

    static {
        TrustedRecords.ensure();
    }

    /** A full multiple of ten seconds; times in tests are seconds after it. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    public static final ModelUse DETECTOR = new ModelUse(ModelTask.DETECTION, "blazeface", "0123456789ab");

    public final String id;
    private String stream = "stream-1";
    private long next;

    public TestCamera(String id) {
        this.id = id;
    }

    public static Instant at(double seconds) {
        return START.plus(Duration.ofNanos(Math.round(seconds * 1e9)));
    }

    public static Face woman(double age) {
        return face(Gender.FEMALE, (float) age);
    }

    public static Face man(double age) {
        return face(Gender.MALE, (float) age);
    }

    public static Face face(Gender gender, Float age) {
        return Face.newBuilder()
                .setBox(new BoundingBox(1f, 2f, 30f, 40f))
                .setScore(0.9f)
                .setGender(gender)
                .setAge(age)
                .build();
    }

    /** The next frame, captured so many seconds after {@link #START}. */
    public FrameFaces frame(double seconds, Face... faces) {
        return frame(at(seconds), faces);
    }

    public FrameFaces frame(Instant capturedAt, Face... faces) {
        return FrameFaces.newBuilder()
                .setCameraId(id)
                .setStreamId(stream)
                .setSequence(next++)
                .setCapturedAt(capturedAt)
                .setFrameWidth(640)
                .setFrameHeight(480)
                .setModels(List.of(DETECTOR))
                .setFaces(List.of(faces))
                .build();
    }

    /**
     * A mark of the processor: the camera has been silent since its last frame.
     *
     * @param from where the silence begins, in seconds after {@link #START}, by a wall clock that need not be the camera's
     * @param to how far the processor has looked
     */
    public CameraProgress silent(double from, double to) {
        return new CameraProgress(id, stream, next - 1, false, at(from), at(to));
    }

    /** The next frame of a tracked stream. */
    public FrameFaces tracked(double seconds, Face... faces) {
        FrameFaces frame = frame(seconds, faces);
        frame.setTracked(true);
        return frame;
    }

    /** The next frames, enough of them to move the clock to a time far ahead and to close what was open before. */
    public List<FrameFaces> comeBack(double seconds) {
        return DoubleStream.of(0, 4, 8, 12)
                .mapToObj(more -> tracked(seconds + more))
                .toList();
    }

    /** The same frame of a camera that says that it cannot see, and since when. */
    public static FrameFaces impaired(FrameFaces frame, ViewKind view, double since) {
        frame.setView(new FrameView(view, at(since), null));
        return frame;
    }

    /** The same frame of a camera that says that it sees. */
    public static FrameFaces clear(FrameFaces frame) {
        frame.setView(new FrameView(ViewKind.CLEAR, null, null));
        return frame;
    }

    /** A frame that cannot be decoded. */
    public FrameFaces undecodable(double seconds) {
        FrameFaces frame = frame(seconds);
        frame.setOutcome(FrameOutcome.UNDECODABLE);
        frame.setModels(List.of());
        return frame;
    }

    /** A face of a track of this run, with what is known of the track so far. */
    public Face track(int number, Gender gender, Float age) {
        Face face = face(Gender.UNKNOWN, null);
        face.setTrackId(trackId(number));
        face.setTrack(estimate(number, START, gender, age));
        return face;
    }

    /** The end of a track of this run, seen between two moments. */
    public EndedTrack ended(int number, double from, double to, Gender gender, Float age) {
        return new EndedTrack(trackId(number), at(to), estimate(number, at(from), gender, age));
    }

    /** The same face, after it watched. */
    public static Face watching(Face face, long added, long total) {
        face.setWatchedMillis(added);
        face.getTrack().setWatchedMillis(total);
        return face;
    }

    /** The same end of a track that watched. */
    public static EndedTrack watching(EndedTrack ended, long total) {
        ended.getTrack().setWatchedMillis(total);
        return ended;
    }

    /** The same frame of a camera at which attention is measured. */
    public static FrameFaces attentive(FrameFaces frame) {
        frame.setAttentionMeasured(true);
        return frame;
    }

    private String trackId(int number) {
        return stream + "-" + number;
    }

    private static TrackEstimate estimate(int number, Instant startedAt, Gender gender, Float age) {
        return TrackEstimate.newBuilder()
                .setNumber(number)
                .setStartedAt(startedAt)
                .setEstimates(1)
                .setGender(gender)
                .setAge(age)
                .build();
    }

    /** The frame with the tracks that it ends. */
    public static FrameFaces ending(FrameFaces frame, EndedTrack... ended) {
        frame.setTracked(true);
        frame.setEndedTracks(List.of(ended));
        return frame;
    }

    /** The same frame, of a camera with a place. */
    public static FrameFaces of(String site, FrameFaces frame) {
        frame.setSite(site);
        return frame;
    }

    public FrameFaces lastFrame(double seconds, Face... faces) {
        FrameFaces frame = frame(seconds, faces);
        frame.setEndOfStream(true);
        return frame;
    }

    /** Loses frames before Kafka. */
    public TestCamera lose(long frames) {
        next += frames;
        return this;
    }

    /** Starts another capture run. */
    public TestCamera restart(String streamId) {
        stream = streamId;
        next = 0;
        return this;
    }

    /** Goes back in the same run, as a replay does. */
    public TestCamera rewind() {
        next = 0;
        return this;
    }
}
