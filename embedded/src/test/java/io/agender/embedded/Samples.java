package io.agender.embedded;

import io.agender.schemas.AgeBandCount;
import io.agender.schemas.BoundingBox;
import io.agender.schemas.CountedUnit;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.Face;
import io.agender.schemas.Frame;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.Gender;
import io.agender.schemas.ImageEncoding;
import io.agender.schemas.Landmark;
import io.agender.schemas.ModelTask;
import io.agender.schemas.ModelUse;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.TrustedRecords;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/** One value for each of the topics. */
final class Samples {

    static {
        TrustedRecords.ensure();
    }

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123456Z");
    private static final ModelUse MODEL = ModelUse.newBuilder()
            .setTask(ModelTask.DETECTION)
            .setName("blazeface")
            .setSha256("0123456789ab")
            .build();

    private Samples() {}

    static Frame frame() {
        return Frame.newBuilder()
                .setCameraId("lobby")
                .setStreamId("lobby-1")
                .setSequence(7)
                .setCapturedAt(NOON)
                .setWidth(640)
                .setHeight(360)
                .setEncoding(ImageEncoding.JPEG)
                .setImage(ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}))
                .build();
    }

    static FrameFaces faces() {
        Face face = Face.newBuilder()
                .setBox(new BoundingBox(10f, 20f, 30f, 40f))
                .setScore(0.9f)
                .setLandmarks(List.of(new Landmark("NOSE_TIP", 25f, 40f)))
                .setGender(Gender.FEMALE)
                .setMaleProbability(0.1f)
                .setAge(31.5f)
                .build();
        return FrameFaces.newBuilder()
                .setCameraId("lobby")
                .setStreamId("lobby-1")
                .setSequence(7)
                .setCapturedAt(NOON)
                .setFrameWidth(640)
                .setFrameHeight(360)
                .setModels(List.of(MODEL))
                .setFaces(List.of(face))
                .build();
    }

    static DemographicSummary summary() {
        return DemographicSummary.newBuilder()
                .setCameraId("lobby")
                .setWindowStart(NOON)
                .setWindowEnd(NOON.plusSeconds(10))
                .setStatus(SummaryStatus.FINAL)
                .setRevision(3)
                .setFramesAnalysed(100)
                .setFramesMissing(1)
                .setFacesDetected(1)
                .setCountedUnit(CountedUnit.FACES)
                .setCounts(List.of(new AgeBandCount(25, 34, 1L, 0L, 0L), new AgeBandCount(65, null, 0L, 0L, 0L)))
                .setMeanAge(31.5)
                .setPeakOccupancy(1)
                .setModels(List.of(MODEL))
                .build();
    }
}
