package io.agender.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RecordJsonTest {

    @BeforeAll
    static void trust() {
        TrustedRecords.ensure();
    }

    @Test
    void should_write_faces_as_one_line_with_times_in_utc_and_unions_as_their_value() {
        FrameFaces faces = FrameFaces.newBuilder()
                .setCameraId("lobby \"1\"\n")
                .setStreamId("s")
                .setSequence(7)
                .setCapturedAt(Instant.parse("2026-01-01T00:00:00.123456Z"))
                .setFrameWidth(640)
                .setFrameHeight(480)
                .setModels(List.of(new ModelUse(ModelTask.DETECTION, "blazeface", "0123456789ab")))
                .setFaces(List.of(Face.newBuilder()
                        .setBox(new BoundingBox(1.5f, -2f, 30f, 40f))
                        .setScore(0.9f)
                        .setLandmarks(List.of(new Landmark("NOSE_TIP", 3f, 4f)))
                        .setGender(Gender.FEMALE)
                        .setAge(31.2f)
                        .build()))
                .build();

        assertThat(RecordJson.line(faces))
                .isEqualTo("{\"cameraId\":\"lobby \\\"1\\\"\\n\",\"streamId\":\"s\",\"sequence\":7,"
                        + "\"capturedAt\":\"2026-01-01T00:00:00.123456Z\",\"site\":null,\"outcome\":\"ANALYSED\","
                        + "\"tracked\":false,\"attentionMeasured\":false,\"frameWidth\":640,\"frameHeight\":480,\"view\":null,"
                        + "\"endOfStream\":false,\"missingAfter\":0,"
                        + "\"models\":[{\"task\":\"DETECTION\",\"name\":\"blazeface\",\"sha256\":\"0123456789ab\"}],"
                        + "\"faces\":[{\"trackId\":null,\"box\":{\"x\":1.5,\"y\":-2.0,\"width\":30.0,\"height\":40.0},"
                        + "\"score\":0.9,\"landmarks\":[{\"name\":\"NOSE_TIP\",\"x\":3.0,\"y\":4.0}],\"pose\":null,\"watchedMillis\":null,"
                        + "\"gender\":\"FEMALE\",\"maleProbability\":null,\"age\":31.2,\"ageDeviation\":null,\"track\":null,\"extras\":[]}],"
                        + "\"endedTracks\":[]}");
    }

    @Test
    void should_write_a_summary_without_faces() {
        DemographicSummary summary = DemographicSummary.newBuilder()
                .setCameraId("lobby")
                .setWindowStart(Instant.parse("2026-01-01T00:00:00Z"))
                .setWindowEnd(Instant.parse("2026-01-01T00:00:10Z"))
                .setStatus(SummaryStatus.FINAL)
                .setRevision(2)
                .setFramesAnalysed(4)
                .setFramesMissing(0)
                .setFacesDetected(0)
                .setCounts(List.of(new AgeBandCount(0, null, 0L, 0L, 0L)))
                .setAverageOccupancy(0.25)
                .setPeakOccupancy(0)
                .setModels(List.of())
                .build();

        assertThat(RecordJson.line(summary))
                .isEqualTo("{\"cameraId\":\"lobby\",\"site\":null,\"windowStart\":\"2026-01-01T00:00:00Z\","
                        + "\"windowEnd\":\"2026-01-01T00:00:10Z\",\"status\":\"FINAL\",\"revision\":2,"
                        + "\"framesAnalysed\":4,\"framesUnchanged\":0,\"framesPredicted\":0,\"framesMissing\":0,\"framesUndecodable\":0,\"framesLate\":0,\"framesImpaired\":0,"
                        + "\"secondsWithoutFrames\":0,\"secondsImpaired\":0,\"secondsDark\":0,\"secondsOverexposed\":0,"
                        + "\"secondsBlocked\":0,\"secondsBlurred\":0,\"secondsMoved\":0,"
                        + "\"facesDetected\":0,\"facesInImpairedFrames\":0,\"peoplePresent\":null,"
                        + "\"peopleEntered\":null,\"tracksEnded\":null,\"dwellMeanSeconds\":null,"
                        + "\"dwellMedianSeconds\":null,\"watchers\":null,\"watcherShare\":null,\"watchedMillis\":null,"
                        + "\"watchersEnded\":null,\"attentionMeanSeconds\":null,\"attentionMedianSeconds\":null,\"countedUnit\":\"FACES\","
                        + "\"counts\":[{\"fromAge\":0,\"toAge\":null,\"female\":0,\"male\":0,\"unknown\":0}],"
                        + "\"endedCounts\":[],\"watcherCounts\":[],\"endedWatcherCounts\":[],\"settingsVersion\":null,\"zones\":[],\"lines\":[],\"withheld\":false,\"meanAge\":null,\"medianAge\":null,\"averageOccupancy\":0.25,\"peakOccupancy\":0,"
                        + "\"models\":[]}");
    }

    @Test
    void should_refuse_a_frame_so_that_no_picture_leaves_this_way() {
        Frame frame = Frame.newBuilder()
                .setCameraId("lobby")
                .setStreamId("s")
                .setSequence(0)
                .setCapturedAt(Instant.EPOCH)
                .setWidth(1)
                .setHeight(1)
                .setEncoding(ImageEncoding.JPEG)
                .setImage(ByteBuffer.wrap(new byte[] {1}))
                .build();

        assertThatIllegalArgumentException().isThrownBy(() -> RecordJson.line(frame));
    }
}
