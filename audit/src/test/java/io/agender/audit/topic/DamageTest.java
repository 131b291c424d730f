package io.agender.audit.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.audit.Difference;
import io.agender.audit.Frames;
import io.agender.audit.SummaryRules;
import io.agender.audit.TopicRecord;
import io.agender.audit.period.NaivePeriods;
import io.agender.audit.window.NaiveCamera;
import io.agender.audit.window.PinnedVersions;
import io.agender.audit.window.SilenceEvidence;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.BoundingBox;
import io.agender.schemas.CameraLine;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.CameraZone;
import io.agender.schemas.CountEstimate;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.EndedTrack;
import io.agender.schemas.Face;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.FramePoint;
import io.agender.schemas.Gender;
import io.agender.schemas.LineSide;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.Topic;
import io.agender.schemas.TrackEstimate;
import io.agender.schemas.TrustedRecords;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Topics of a camera from 23:00 to 01:04, right at first, with zones, a line and watchers; then one thing in them is
 * damaged, which must be one difference.
 */
class DamageTest {

    static {
        TrustedRecords.ensure();
    }

    private static final Instant BEGIN = Instant.parse("2026-01-01T23:00:00Z");
    private static final Instant APPLIED = Instant.parse("2026-01-01T23:30:00Z");
    private static final Instant VALID = Instant.parse("2026-01-02T00:30:00Z");
    private static final int FRAMES = 375;
    private static final int SECONDS = 20;

    private static final Set<RollupPeriod> BOTH = Set.of(RollupPeriod.HOURLY, RollupPeriod.DAILY);

    /** What is in the topics. */
    private record Topics(
            List<TopicRecord<DemographicSummary>> windows, Map<String, List<TopicRecord<RollupSummary>>> periods) {

        DemographicSummary window(int number) {
            return windows.get(number).value();
        }

        /** Those of the camera, then those of the site. */
        RollupSummary hour(RollupScope scope, int number) {
            return ofScope(Topic.SUMMARY_HOURLY, scope).get(number).value();
        }

        RollupSummary day(RollupScope scope, int number) {
            return ofScope(Topic.SUMMARY_DAILY, scope).get(number).value();
        }

        void lose(String topic, RollupScope scope, int number) {
            periods.get(topic).remove(ofScope(topic, scope).get(number));
        }

        private List<TopicRecord<RollupSummary>> ofScope(String topic, RollupScope scope) {
            return periods.get(topic).stream()
                    .filter(record -> record.value().getScope() == scope)
                    .toList();
        }
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage(
                        "a zone's figure in a window",
                        topics -> topics.window(6).getZones().get(0).setPeopleEntered(4L),
                        "agender.summary, camera door, window 2026-01-01T23:06:00Z FINAL revision 1,"
                                + " zones[0].peopleEntered: expected 1, found 4"),
                damage(
                        "a line's figure in an hour",
                        topics -> topics.hour(RollupScope.CAMERA, 0)
                                .getLines()
                                .get(0)
                                .setCrossedIn(9L),
                        "agender.summary.hourly, camera door, HOURLY 2026-01-01T23:00:00Z FINAL revision 1,"
                                + " lines[0].crossedIn: expected 30, found 9"),
                damage(
                        "a zone's figure in an hour of a site",
                        topics -> topics.hour(RollupScope.SITE, 0)
                                .getZones()
                                .get(0)
                                .setPeakOccupancy(2),
                        "site Bremen, HOURLY 2026-01-01T23:00:00Z FINAL revision 1, zones[0].peakOccupancy: expected 1,"
                                + " found 2"),
                damage(
                        "a version before it is valid",
                        topics -> topics.window(40).setSettingsVersion(2),
                        "window 2026-01-01T23:40:00Z FINAL revision 1, settingsVersion: expected 1, found 2"),
                damage(
                        "watchers of a window",
                        topics -> topics.window(6).setWatchers(0L),
                        "window 2026-01-01T23:06:00Z FINAL revision 1, watchers: expected 1, found 0"),
                damage(
                        "watchers of a day",
                        topics -> topics.day(RollupScope.CAMERA, 0).setWatchersEnded(31L),
                        "agender.summary.daily, camera door, DAILY 2026-01-01T00:00:00Z FINAL revision 1,"
                                + " watchersEnded: expected 30, found 31"),
                damage(
                        "an hour that is missing",
                        topics -> topics.lose(Topic.SUMMARY_HOURLY, RollupScope.CAMERA, 1),
                        "HOURLY 2026-01-02T00:00:00Z FINAL revision 1, record: expected HOURLY 2026-01-02T00:00:00Z"
                                + " FINAL revision 1, found HOURLY 2026-01-02T01:00:00Z PARTIAL revision 1"),
                damage(
                        "the last hour that is missing",
                        topics -> topics.lose(Topic.SUMMARY_HOURLY, RollupScope.CAMERA, 2),
                        "HOURLY 2026-01-02T01:00:00Z PARTIAL revision 1, record: expected HOURLY 2026-01-02T01:00:00Z"
                                + " PARTIAL revision 1, found no more records"),
                damage(
                        "an hour that is there twice",
                        topics -> topics.periods()
                                .get(Topic.SUMMARY_HOURLY)
                                .add(
                                        1,
                                        copy(topics.periods()
                                                .get(Topic.SUMMARY_HOURLY)
                                                .get(0))),
                        "record: expected HOURLY 2026-01-02T00:00:00Z FINAL revision 1, found HOURLY"
                                + " 2026-01-01T23:00:00Z FINAL revision 1"),
                damage(
                        "a day of one minute less",
                        topics -> {
                            RollupSummary day = topics.day(RollupScope.CAMERA, 0);
                            day.setWindows(day.getWindows() - 1);
                            day.setSecondsWithoutFrames(day.getSecondsWithoutFrames() + 60);
                        },
                        "DAILY 2026-01-01T00:00:00Z FINAL revision 1, windows: expected 60, found 59"),
                damage(
                        "a day that is over too early",
                        topics -> topics.day(RollupScope.CAMERA, 1).setStatus(SummaryStatus.FINAL),
                        "record: expected DAILY 2026-01-02T00:00:00Z PARTIAL revision 1, found DAILY"
                                + " 2026-01-02T00:00:00Z FINAL revision 1"),
                damage(
                        "a revision that is left out",
                        topics -> topics.day(RollupScope.SITE, 0).setRevision(2),
                        "record: expected site Bremen, DAILY 2026-01-01T00:00:00Z FINAL revision 1, found site Bremen,"
                                + " DAILY 2026-01-01T00:00:00Z FINAL revision 2"),
                damage(
                        "estimates of more people than there were",
                        topics -> {
                            RollupSummary hour = topics.hour(RollupScope.CAMERA, 0);
                            hour.setEstimatedBy("labelled faces");
                            hour.setEndedEstimates(List.of(new CountEstimate(0, null, Gender.UNKNOWN, 31.0, 20L, 32L)));
                        },
                        "endedEstimates[0]: expected one between 0 and 30"),
                damage(
                        "estimates of whom they don't tell",
                        topics -> {
                            RollupSummary hour = topics.hour(RollupScope.SITE, 0);
                            hour.setEstimatedBy("labelled faces");
                            hour.setEndedEstimates(List.of(new CountEstimate(0, 17, Gender.UNKNOWN, 30.0, 20L, 30L)));
                        },
                        "endedEstimates: expected every band and gender once"));
    }

    private static Arguments damage(String what, Consumer<Topics> damage, String difference) {
        return Arguments.of(what, damage, difference);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void should_see_what_is_damaged_as_one_difference(String what, Consumer<Topics> damage, String difference) {
        Topics topics = topics(rules(BOTH, 0), settings());
        assertThat(differences(rules(BOTH, 0), topics, 0)).isEmpty();

        damage.accept(topics);

        assertThat(differences(rules(BOTH, 0), topics, 0))
                .singleElement()
                .asString()
                .contains(difference);
    }

    @Test
    void should_accept_estimates_that_can_be() {
        Topics topics = topics(rules(BOTH, 0), settings());
        RollupSummary hour = topics.hour(RollupScope.CAMERA, 0);
        hour.setEstimatedBy("labelled faces");
        hour.setEndedEstimates(List.of(
                new CountEstimate(0, 17, Gender.UNKNOWN, 9.9, 5L, 14L),
                new CountEstimate(18, null, Gender.FEMALE, 10.1, 5L, 14L),
                new CountEstimate(18, null, Gender.MALE, 10.0, 5L, 14L)));

        assertThat(differences(rules(BOTH, 0), topics, 0)).isEmpty();
    }

    @Test
    void should_see_an_aggregator_that_never_learns_a_version() {
        CameraSettings first = settings();
        first.setVersions(first.getVersions().subList(0, 1));
        Topics topics = topics(rules(BOTH, 0), first);

        List<Difference> differences = differences(rules(BOTH, 0), topics, 0);

        assertThat(differences)
                .singleElement()
                .asString()
                .contains("window 2026-01-02T00:30:00Z FINAL revision 1, settingsVersion: expected 2, found 1");
    }

    @Test
    void should_let_an_aggregator_learn_a_version_within_the_slack() {
        CameraSettings first = settings();
        first.setVersions(first.getVersions().subList(0, 1));
        Topics topics = topics(rules(Set.of(), 0), first);
        long untilTheEnd = Duration.between(APPLIED, BEGIN.plusSeconds((long) SECONDS * FRAMES))
                .toSeconds();

        // As if all frames had been analysed so much earlier, and settings written just before the last of them.
        assertThat(differences(rules(Set.of(), 0), topics, untilTheEnd - PinnedVersions.SLACK.toSeconds()))
                .isEmpty();
    }

    static Stream<Arguments> damagedSecrets() {
        return Stream.of(
                damage(
                        "a small cell that is told",
                        topics -> topics.day(RollupScope.CAMERA, 0)
                                .getEndedCounts()
                                .get(0)
                                .setUnknown(0L),
                        "endedCounts[0].unknown: expected null, found 0"),
                damage(
                        "a cell that need not be withheld",
                        topics -> topics.day(RollupScope.CAMERA, 0)
                                .getEndedCounts()
                                .get(1)
                                .setFemale(null),
                        "endedCounts[1].female: expected 10, found null"),
                damage(
                        "people of an hour beside its day",
                        topics -> topics.hour(RollupScope.CAMERA, 0).setTracksEnded(30L),
                        "HOURLY 2026-01-01T23:00:00Z FINAL revision 1, tracksEnded: expected null, found 30"),
                damage(
                        "people of a window",
                        topics -> topics.window(3).setPeoplePresent(0L),
                        "window 2026-01-01T23:03:00Z FINAL revision 1, peoplePresent: expected null, found 0"),
                damage(
                        "who crossed a line",
                        topics -> topics.window(3).getLines().get(0).setCrossedIn(0L),
                        "lines[0].crossedIn: expected null, found 0"),
                damage(
                        "how many were in a zone on a day of a site",
                        topics -> topics.day(RollupScope.SITE, 0)
                                .getZones()
                                .get(0)
                                .setStaysEnded(3L),
                        "zones[0].staysEnded: expected null, found 3"),
                damage(
                        "faces that need not be withheld",
                        topics -> topics.window(3).setAverageOccupancy(null),
                        "averageOccupancy: expected"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damagedSecrets")
    void should_see_what_is_told_or_withheld_and_should_not(String what, Consumer<Topics> damage, String difference) {
        SummaryRules rules = rules(BOTH, 3);
        Topics topics = topics(rules, settings());
        assertThat(differences(rules, topics, 0)).isEmpty();

        damage.accept(topics);

        assertThat(differences(rules, topics, 0)).singleElement().asString().contains(difference);
    }

    private static SummaryRules rules(Set<RollupPeriod> rollups, int minCount) {
        return new SummaryRules(
                Duration.ofMinutes(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                Duration.ZERO,
                List.of(0, 18),
                rollups,
                ZoneOffset.UTC,
                minCount);
    }

    /** @param earlier by how many seconds frames were analysed before they were captured, by the wall clock */
    private static List<Difference> differences(SummaryRules rules, Topics topics, long earlier) {
        RollupsAudit rollups = new RollupsAudit(topics.periods());
        CameraAudit audit = new CameraAudit(
                "door", rules, topics.windows(), SilenceEvidence.NONE, Optional.of(settings()), rollups);
        frames().forEach(frame ->
                audit.take(frame, Optional.of(frame.getCapturedAt().minusSeconds(earlier))));
        audit.end();
        rollups.end();
        assertThat(audit.missing()).isZero();
        return Stream.concat(audit.difference().stream(), rollups.differences().stream())
                .toList();
    }

    private static Topics topics(SummaryRules rules, CameraSettings settings) {
        NaiveCamera camera = new NaiveCamera(rules, "door", PinnedVersions.knownBefore(Optional.of(settings)));
        NaivePeriods periods = new NaivePeriods(rules);
        List<TopicRecord<DemographicSummary>> windows = new ArrayList<>();
        Map<String, List<TopicRecord<RollupSummary>>> rollups = new TreeMap<>();
        RollupsAudit.topics(rules.rollups()).forEach(topic -> rollups.put(topic, new ArrayList<>()));
        for (FrameFaces frame : frames()) {
            windows.addAll(camera.take(frame));
            for (TopicRecord<RollupSummary> rollup : periods.due(camera, Duration.ZERO)) {
                rollups.get(
                                rollup.value().getPeriod() == RollupPeriod.DAILY
                                        ? Topic.SUMMARY_DAILY
                                        : Topic.SUMMARY_HOURLY)
                        .add(rollup);
            }
        }
        rollups.values()
                .forEach(records -> records.addAll(
                        records.stream().map(DamageTest::ofTheOnlyCamera).toList()));
        return new Topics(windows, rollups);
    }

    private static TopicRecord<RollupSummary> ofTheOnlyCamera(TopicRecord<RollupSummary> camera) {
        RollupSummary site = copy(camera).value();
        site.setScope(RollupScope.SITE);
        site.setCameraId(null);
        return new TopicRecord<>(site.getSite(), camera.timestamp(), site);
    }

    private static TopicRecord<RollupSummary> copy(TopicRecord<RollupSummary> record) {
        return new TopicRecord<>(
                record.camera(),
                record.timestamp(),
                RollupSummary.newBuilder(record.value()).build());
    }

    /** Every two minutes somebody is seen for 40 seconds, who crosses the middle and is in the right half then. */
    private static List<FrameFaces> frames() {
        List<FrameFaces> frames = new ArrayList<>();
        for (int i = 0; i < FRAMES; i++) {
            int number = i / 6 + 1;
            FrameFaces frame = i % 6 < 3 ? Frames.with(i, face(number, i % 6)) : Frames.with(i);
            frame.setCapturedAt(BEGIN.plusSeconds((long) i * SECONDS));
            frame.setSite("Bremen");
            frame.setTracked(true);
            frame.setAttentionMeasured(true);
            if (i % 6 == 4) {
                frame.setEndedTracks(List.of(new EndedTrack(
                        "run-" + number,
                        frame.getCapturedAt().minusSeconds(2 * SECONDS),
                        track(number, 2, frame.getCapturedAt().minusSeconds(4 * SECONDS)))));
            }
            frame.setEndOfStream(i == FRAMES - 1);
            frames.add(frame);
        }
        return frames;
    }

    private static Face face(int number, int sight) {
        Face face = Frames.face(30, Gender.FEMALE);
        face.setBox(new BoundingBox(200f + 100 * sight, 100f, 20f, 20f));
        face.setTrackId("run-" + number);
        face.setTrack(track(number, sight, BEGIN));
        face.setWatchedMillis(sight == 1 ? 900L : 0);
        return face;
    }

    private static TrackEstimate track(int number, int sight, Instant startedAt) {
        return TrackEstimate.newBuilder()
                .setNumber(number)
                .setStartedAt(startedAt)
                .setEstimates(1)
                .setAge(number % 3 == 0 ? 10f : 40f)
                .setGender(number % 3 == 1 || number % 6 == 3 ? Gender.FEMALE : Gender.MALE)
                .setWatchedMillis(sight > 0 ? 900L : 0)
                .build();
    }

    private static CameraSettings settings() {
        return new CameraSettings(
                "door",
                new ArrayList<>(List.of(version(1, Instant.EPOCH, Instant.EPOCH), version(2, VALID, APPLIED))),
                List.of());
    }

    private static CameraVersion version(int number, Instant validFrom, Instant appliedAt) {
        double left = 0.6 - 0.05 * number;
        return CameraVersion.newBuilder()
                .setVersion(number)
                .setValidFrom(validFrom)
                .setAppliedAt(appliedAt)
                .setZones(List.of(
                        new CameraZone("right", List.of(point(left, 0), point(1, 0), point(1, 1), point(left, 1)))))
                .setLines(List.of(new CameraLine("middle", point(0.55, 0), point(0.55, 1), LineSide.LEFT)))
                .build();
    }

    private static FramePoint point(double x, double y) {
        return new FramePoint(x, y);
    }

    /** That the table of the day has small cells and others, or little is tested. */
    @Test
    void should_have_cells_to_withhold_and_cells_to_tell() {
        Topics topics = topics(rules(BOTH, 3), settings());

        assertThat(topics.day(RollupScope.CAMERA, 0).getEndedCounts())
                .flatMap(DamageTest::cells)
                .anyMatch(Objects::isNull)
                .anyMatch(Objects::nonNull);
    }

    private static List<Long> cells(AgeBandCount band) {
        List<Long> cells = new ArrayList<>();
        cells.add(band.getFemale());
        cells.add(band.getMale());
        cells.add(band.getUnknown());
        return cells;
    }
}
