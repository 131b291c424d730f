package io.agender.dashboard;

import io.agender.dashboard.config.DashboardConfig;
import io.agender.dashboard.config.PictureMode;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.BoundingBox;
import io.agender.schemas.CountedUnit;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.Face;
import io.agender.schemas.Frame;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameOutcome;
import io.agender.schemas.Gender;
import io.agender.schemas.ImageEncoding;
import io.agender.schemas.ModelTask;
import io.agender.schemas.ModelUse;
import io.agender.schemas.RollupHours;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.TrackEstimate;
import io.agender.schemas.TrustedRecords;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.apache.kafka.common.config.types.Password;

/** Records as the topics hold them. */
public final class Records {

    static {
        TrustedRecords.ensure();
    }

    public static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    public static final ModelUse MODEL = ModelUse.newBuilder()
            .setTask(ModelTask.DETECTION)
            .setName("blazeface")
            .setSha256("0123456789ab")
            .build();

    private Records() {}

    public static DashboardConfig config(PictureMode pictures, Optional<String> token) {
        return new DashboardConfig(
                true,
                "127.0.0.1",
                0,
                token.map(Password::new),
                pictures,
                Duration.ofSeconds(10),
                Duration.ofHours(24),
                1000,
                3,
                16L * 1024 * 1024,
                2000,
                2000,
                List.of(),
                Optional.empty());
    }

    public static FrameFaces.Builder faces(String camera, long sequence, Instant at) {
        return FrameFaces.newBuilder()
                .setCameraId(camera)
                .setStreamId(camera + "-run")
                .setSequence(sequence)
                .setCapturedAt(at)
                .setOutcome(FrameOutcome.ANALYSED)
                .setTracked(true)
                .setFrameWidth(320)
                .setFrameHeight(240)
                .setModels(List.of(MODEL))
                .setFaces(List.of());
    }

    public static Face face(float x, float y, float size, int track, Gender gender, Float age) {
        return Face.newBuilder()
                .setBox(new BoundingBox(x, y, size, size))
                .setScore(0.9f)
                .setTrackId("run-" + track)
                .setGender(Gender.UNKNOWN)
                .setTrack(TrackEstimate.newBuilder()
                        .setNumber(track)
                        .setStartedAt(NOON)
                        .setEstimates(2)
                        .setGender(gender)
                        .setMaleProbability(gender == Gender.UNKNOWN ? null : 0.2f)
                        .setAge(age)
                        .build())
                .build();
    }

    public static DemographicSummary.Builder summary(String camera, Instant start) {
        return DemographicSummary.newBuilder()
                .setCameraId(camera)
                .setWindowStart(start)
                .setWindowEnd(start.plusSeconds(10))
                .setStatus(SummaryStatus.FINAL)
                .setRevision(3)
                .setFramesAnalysed(100)
                .setFramesMissing(1)
                .setFacesDetected(50)
                .setPeoplePresent(2L)
                .setPeopleEntered(1L)
                .setTracksEnded(1L)
                .setDwellMeanSeconds(4.0)
                .setDwellMedianSeconds(4.0)
                .setCountedUnit(CountedUnit.TRACKS)
                .setCounts(List.of(new AgeBandCount(0, 12, 0L, 0L, 0L), new AgeBandCount(13, null, 1L, 0L, 1L)))
                .setEndedCounts(List.of(new AgeBandCount(0, 12, 0L, 0L, 0L), new AgeBandCount(13, null, 1L, 0L, 0L)))
                .setMeanAge(31.5)
                .setPeakOccupancy(2)
                .setModels(List.of(MODEL));
    }

    /** An hour or a day of a camera, of all of which nothing is withheld. */
    public static RollupSummary.Builder rollup(String camera, RollupPeriod period, Instant start) {
        return RollupSummary.newBuilder()
                .setScope(RollupScope.CAMERA)
                .setCameraId(camera)
                .setPeriod(period)
                .setHours(RollupHours.ALL)
                .setPeriodStart(start)
                .setPeriodEnd(start.plus(period == RollupPeriod.HOURLY ? Duration.ofHours(1) : Duration.ofDays(1)))
                .setStatus(SummaryStatus.FINAL)
                .setRevision(1)
                .setWindows(360)
                .setFramesAnalysed(1000)
                .setFacesDetected(500)
                .setPeakOccupancy(3)
                .setPeopleEntered(10L)
                .setTracksEnded(8L)
                .setDwellTotalMillis(80_000L)
                .setDwellMeanSeconds(10.0)
                .setWatchersEnded(4L)
                .setAttentionTotalMillis(6_000L)
                .setAttentionMeanSeconds(1.5)
                .setEndedCounts(List.of(new AgeBandCount(0, 12, 1L, 2L, 0L), new AgeBandCount(13, null, 3L, 1L, 1L)))
                .setModels(List.of(MODEL));
    }

    /** A grey frame with a black and white chequered square where a face would be. */
    public static Frame frame(String camera, long sequence, Instant at, String format) {
        BufferedImage picture = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.GRAY);
        graphics.fillRect(0, 0, 320, 240);
        for (int y = 0; y < 64; y += 4) {
            for (int x = 0; x < 64; x += 4) {
                graphics.setColor((x + y) / 4 % 2 == 0 ? Color.BLACK : Color.WHITE);
                graphics.fillRect(100 + x, 80 + y, 4, 4);
            }
        }
        graphics.dispose();
        return Frame.newBuilder()
                .setCameraId(camera)
                .setStreamId(camera + "-run")
                .setSequence(sequence)
                .setCapturedAt(at)
                .setWidth(320)
                .setHeight(240)
                .setEncoding(format.equals("png") ? ImageEncoding.PNG : ImageEncoding.JPEG)
                .setImage(ByteBuffer.wrap(encoded(picture, format)))
                .build();
    }

    private static byte[] encoded(BufferedImage picture, String format) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(picture, format, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
