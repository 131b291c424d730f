package io.agender.aggregator;

import io.agender.schemas.BoundingBox;
import io.agender.schemas.Face;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.Gender;
import io.agender.schemas.ModelTask;
import io.agender.schemas.ModelUse;
import io.agender.schemas.TrustedRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Makes the records of one camera, with sequence numbers that go on by themselves. */
final class TestCamera {

    static {
        TrustedRecords.ensure();
    }

    /** A full multiple of ten seconds; times in tests are seconds after it. */
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    static final ModelUse DETECTOR = new ModelUse(ModelTask.DETECTION, "blazeface", "0123456789ab");

    final String id;
    private String stream = "stream-1";
    private long next;

    TestCamera(String id) {
        this.id = id;
    }

    static Instant at(double seconds) {
        return START.plus(Duration.ofNanos(Math.round(seconds * 1e9)));
    }

    static Face woman(double age) {
        return face(Gender.FEMALE, (float) age);
    }

    static Face man(double age) {
        return face(Gender.MALE, (float) age);
    }

    static Face face(Gender gender, Float age) {
        return Face.newBuilder()
                .setBox(new BoundingBox(1f, 2f, 30f, 40f))
                .setScore(0.9f)
                .setGender(gender)
                .setAge(age)
                .build();
    }

    /** The next frame, captured so many seconds after {@link #START}. */
    FrameFaces frame(double seconds, Face... faces) {
        return frame(at(seconds), faces);
    }

    FrameFaces frame(Instant capturedAt, Face... faces) {
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

    FrameFaces lastFrame(double seconds, Face... faces) {
        FrameFaces frame = frame(seconds, faces);
        frame.setEndOfStream(true);
        return frame;
    }

    /** Loses frames before Kafka. */
    TestCamera lose(long frames) {
        next += frames;
        return this;
    }

    /** Starts another capture run. */
    TestCamera restart(String streamId) {
        stream = streamId;
        next = 0;
        return this;
    }

    /** Goes back in the same run, as a replay does. */
    TestCamera rewind() {
        next = 0;
        return this;
    }
}
