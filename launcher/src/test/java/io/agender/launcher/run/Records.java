package io.agender.launcher.run;

import io.agender.schemas.AgeBandCount;
import io.agender.schemas.BoundingBox;
import io.agender.schemas.CountedUnit;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.Face;
import io.agender.schemas.Frame;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.Gender;
import io.agender.schemas.ImageEncoding;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.TrustedRecords;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Sample records. */
final class Records {

    static final Instant START = Instant.parse("2026-05-01T09:00:00Z");
    static final Duration FRAME = Duration.ofMillis(100);

    static {
        TrustedRecords.ensure();
    }

    private Records() {}

    static Frame frame(String camera, long sequence) {
        return Frame.newBuilder()
                .setCameraId(camera)
                .setStreamId(camera + "-stream")
                .setSequence(sequence)
                .setCapturedAt(START.plus(FRAME.multipliedBy(sequence)))
                .setWidth(64)
                .setHeight(48)
                .setEncoding(ImageEncoding.JPEG)
                .setImage(ByteBuffer.wrap(new byte[] {(byte) sequence}))
                .build();
    }

    static FrameFaces faces(String camera, long sequence, Face... faces) {
        return FrameFaces.newBuilder()
                .setCameraId(camera)
                .setStreamId(camera + "-stream")
                .setSequence(sequence)
                .setCapturedAt(START.plus(FRAME.multipliedBy(sequence)))
                .setFrameWidth(64)
                .setFrameHeight(48)
                .setModels(List.of())
                .setFaces(List.of(faces))
                .build();
    }

    static Face face(Gender gender, float age) {
        return Face.newBuilder()
                .setBox(new BoundingBox(10f, 11f, 12f, 13f))
                .setScore(0.9f)
                .setGender(gender)
                .setMaleProbability(gender == Gender.MALE ? 0.8f : 0.2f)
                .setAge(age)
                .build();
    }

    static DemographicSummary summary(String camera, Instant windowStart, SummaryStatus status) {
        return DemographicSummary.newBuilder()
                .setCameraId(camera)
                .setWindowStart(windowStart)
                .setWindowEnd(windowStart.plusSeconds(10))
                .setStatus(status)
                .setRevision(1)
                .setFramesAnalysed(100)
                .setFramesMissing(2)
                .setFacesDetected(50)
                .setCountedUnit(CountedUnit.FACES)
                .setCounts(List.of(new AgeBandCount(0, 17, 1L, 2L, 0L), new AgeBandCount(18, null, 30L, 16L, 1L)))
                .setMeanAge(33.25)
                .setMedianAge(33.0)
                .setAverageOccupancy(0.5)
                .setPeakOccupancy(2)
                .setModels(List.of())
                .build();
    }
}
