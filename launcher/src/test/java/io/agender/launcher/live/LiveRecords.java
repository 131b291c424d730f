package io.agender.launcher.live;

import io.agender.producer.status.CameraStatus;
import io.agender.producer.status.CaptureState;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.BoundingBox;
import io.agender.schemas.CountedUnit;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.Face;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.Gender;
import io.agender.schemas.LineSummary;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.TrustedRecords;
import io.agender.schemas.ZoneSummary;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Records and states as a live run meets them. */
final class LiveRecords {

    static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    static {
        TrustedRecords.ensure();
    }

    private LiveRecords() {}

    static FrameFaces faces(String camera, String stream, long sequence, int people) {
        Face face = Face.newBuilder()
                .setBox(new BoundingBox(10f, 11f, 12f, 13f))
                .setScore(0.9f)
                .setGender(Gender.FEMALE)
                .build();
        return FrameFaces.newBuilder()
                .setCameraId(camera)
                .setStreamId(stream)
                .setSequence(sequence)
                .setCapturedAt(NOON.plusMillis(100 * sequence))
                .setFrameWidth(64)
                .setFrameHeight(48)
                .setModels(List.of())
                .setFaces(Collections.nCopies(people, face))
                .build();
    }

    static DemographicSummary summary(String camera, Instant start, SummaryStatus status, Long entered) {
        return DemographicSummary.newBuilder()
                .setCameraId(camera)
                .setWindowStart(start)
                .setWindowEnd(start.plusSeconds(10))
                .setStatus(status)
                .setRevision(1)
                .setFramesAnalysed(100)
                .setFramesMissing(2)
                .setFacesDetected(50)
                .setCountedUnit(entered == null ? CountedUnit.FACES : CountedUnit.TRACKS)
                .setPeoplePresent(entered)
                .setPeopleEntered(entered)
                .setCounts(List.of(new AgeBandCount(0, 17, 1L, 0L, 0L), new AgeBandCount(18, null, 1L, 1L, 0L)))
                .setMeanAge(33.25)
                .setAverageOccupancy(0.5)
                .setPeakOccupancy(2)
                .setModels(List.of())
                .build();
    }

    /** With a zone and a line. */
    static DemographicSummary withPlaces(DemographicSummary window) {
        window.setZones(List.of(ZoneSummary.newBuilder()
                .setZone("till")
                .setAverageOccupancy(0.4)
                .setPeakOccupancy(2)
                .setPeoplePresent(2L)
                .setPeopleEntered(1L)
                .setStaysEnded(1L)
                .setDwellTotalMillis(4_000L)
                .build()));
        window.setLines(List.of(LineSummary.newBuilder()
                .setLine("entrance")
                .setCrossedIn(1L)
                .setCrossedOut(0L)
                .build()));
        return window;
    }

    static CameraStatus camera(String id, CaptureState state, long acknowledged, boolean waiting, String trouble) {
        return new CameraStatus(
                id,
                state,
                true,
                waiting,
                Optional.ofNullable(trouble),
                OptionalLong.empty(),
                acknowledged,
                acknowledged,
                0,
                0,
                0,
                0);
    }

    static RollupSummary rollup(String camera, RollupPeriod period, int number, int revision, long entered) {
        Duration length = period == RollupPeriod.HOURLY ? Duration.ofHours(1) : Duration.ofDays(1);
        Instant start = NOON.truncatedTo(ChronoUnit.DAYS).plus(length.multipliedBy(number));
        return RollupSummary.newBuilder()
                .setScope(RollupScope.CAMERA)
                .setCameraId(camera)
                .setPeriod(period)
                .setPeriodStart(start)
                .setPeriodEnd(start.plus(length))
                .setStatus(SummaryStatus.PARTIAL)
                .setRevision(revision)
                .setPeopleEntered(entered)
                .setTracksEnded(entered)
                .setDwellTotalMillis(1_000L * entered)
                .setEndedCounts(List.of(new AgeBandCount(0, null, entered, 0L, 0L)))
                .build();
    }
}
