package io.agender.aggregator.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.aggregator.RandomPlaces;
import io.agender.aggregator.TestCamera;
import io.agender.aggregator.TestConfigs;
import io.agender.aggregator.config.AggregatorConfig;
import io.agender.aggregator.window.CameraWindows;
import io.agender.aggregator.window.Due;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.BoundingBox;
import io.agender.schemas.CameraLine;
import io.agender.schemas.CameraState;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.EndedTrack;
import io.agender.schemas.Face;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.Gender;
import io.agender.schemas.LineSide;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.ZoneSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The attack of {@link MinCountTest} on zones: two that tile the picture, one within one of them. Whoever reads all that is
 * published tries all inputs that explain it; no small count of women or men of a place, nor of the part of a zone that no
 * other covers, may be certain. Where nobody was is public, by the faces in frames; so only counts above zero are secrets.
 */
class ZoneSecretsTest {

    private static final int MIN_COUNT = 2;
    private static final int MOST = 5;

    /** Where somebody may be: in the left zone, in the right one, in the part of the right one that is a zone too. */
    private static final double[] PLACES = {0.25, 0.6, 0.85};

    private static final CameraVersion SETTINGS = CameraVersion.newBuilder()
            .setVersion(1)
            .setValidFrom(Instant.EPOCH)
            .setAppliedAt(Instant.EPOCH)
            .setZones(List.of(
                    RandomPlaces.zone("left", 0, 0, 0.5, 0, 0.5, 1, 0, 1),
                    RandomPlaces.zone("right", 0.5, 0, 1, 0, 1, 1, 0.5, 1),
                    RandomPlaces.zone("within", 0.75, 0, 1, 0, 1, 1, 0.75, 1)))
            .setLines(List.of(
                    new CameraLine("middle", RandomPlaces.point(0.5, 0), RandomPlaces.point(0.5, 1), LineSide.LEFT)))
            .build();

    @ParameterizedTest
    @ValueSource(strings = {"", "hourly"})
    void should_leave_no_small_count_of_a_place_certain(String rollups) {
        assertThat(secretsGivenAway(MIN_COUNT, rollups, false)).isEmpty();
    }

    @Test
    void should_be_needed_because_without_it_counts_of_places_are_given_away() {
        assertThat(secretsGivenAway(0, "", false)).isNotEmpty();
    }

    @Test
    void should_not_be_replaced_by_protecting_each_zone_for_itself() {
        assertThat(secretsGivenAway(MIN_COUNT, "", true))
                .anySatisfy(secret -> assertThat(secret).contains("right and not within"));
    }

    @Test
    void should_publish_how_many_faces_were_in_a_zone_and_name_its_settings() {
        List<Object> published = publish(MIN_COUNT, "", new int[] {2, 0, 2, 1, 0, 0});

        assertThat(published).last().isInstanceOfSatisfying(DemographicSummary.class, summary -> {
            assertThat(summary.getSettingsVersion()).isEqualTo(1);
            assertThat(summary.getZones())
                    .extracting(zone -> zone.getZone() + " " + zone.getPeakOccupancy() + " " + zone.getPeoplePresent())
                    .containsExactly("left 2 null", "right 3 null", "within 0 null");
            assertThat(summary.getLines().get(0).getCrossedIn()).isNull();
        });
    }

    private static List<String> secretsGivenAway(int least, String rollups, boolean eachForItself) {
        Map<String, List<Map<String, Integer>>> explanations = new HashMap<>();
        for (int[] crowd : crowds()) {
            List<Object> published = publish(least, rollups, crowd);
            StringBuilder text = new StringBuilder(published.toString());
            if (eachForItself) {
                publish(0, rollups, crowd).forEach(record -> text.append(protectedAlone((DemographicSummary) record)));
            }
            explanations
                    .computeIfAbsent(text.toString(), none -> new ArrayList<>())
                    .add(secrets(crowd));
        }
        List<String> given = new ArrayList<>();
        explanations.forEach((publication, possible) -> possible.get(0).forEach((name, count) -> {
            if (count > 0
                    && count < MIN_COUNT
                    && possible.stream().allMatch(secrets -> secrets.get(name).equals(count))) {
                given.add(name + " = " + count);
            }
        }));
        return given;
    }

    /** The tables of the zones, each as that of a camera is protected today. */
    private static String protectedAlone(DemographicSummary summary) {
        StringBuilder text = new StringBuilder();
        for (ZoneSummary zone : summary.getZones()) {
            long[] cells = zone.getEndedCounts().stream()
                    .map(ZoneSecretsTest::cells)
                    .findFirst()
                    .orElse(new long[2]);
            Optional<boolean[]> withheld = SmallCells.withheld(cells, MIN_COUNT);
            text.append(zone.getZone());
            for (int i = 0; i < cells.length; i++) {
                text.append(withheld.isEmpty() || withheld.get()[i] ? " ?" : " " + cells[i]);
            }
            text.append(withheld.isEmpty() ? " of ?" : " of " + (cells[0] + cells[1]));
        }
        return text.toString();
    }

    private static long[] cells(AgeBandCount band) {
        return new long[] {band.getFemale(), band.getMale()};
    }

    private static Map<String, Integer> secrets(int[] crowd) {
        Map<String, Integer> secrets = new TreeMap<>();
        for (int gender = 0; gender < 2; gender++) {
            String who = gender == 0 ? "women " : "men ";
            secrets.put(who + "left", crowd[gender]);
            secrets.put(who + "right and not within", crowd[2 + gender]);
            secrets.put(who + "within", crowd[4 + gender]);
            secrets.put(who + "right", crowd[2 + gender] + crowd[4 + gender]);
        }
        return secrets;
    }

    /** All ways to spread a few people over places and genders. */
    private static List<int[]> crowds() {
        List<int[]> crowds = new ArrayList<>(List.of(new int[0]));
        for (int cell = 0; cell < 2 * PLACES.length; cell++) {
            List<int[]> longer = new ArrayList<>();
            for (int[] crowd : crowds) {
                int there = Arrays.stream(crowd).sum();
                for (int more = 0; there + more <= MOST; more++) {
                    int[] next = Arrays.copyOf(crowd, crowd.length + 1);
                    next[crowd.length] = more;
                    longer.add(next);
                }
            }
            crowds = longer;
        }
        return crowds;
    }

    /** All that the topics hold when these women and men were seen at their places and left. */
    private static List<Object> publish(int least, String rollups, int[] crowd) {
        AggregatorConfig config = TestConfigs.of(Map.of(
                "privacy.min.count",
                String.valueOf(least),
                "rollups",
                rollups,
                "age.bands",
                "0",
                "partial.interval",
                "2s"));
        TestCamera camera = new TestCamera("lobby");
        List<Face> faces = new ArrayList<>();
        List<EndedTrack> ended = new ArrayList<>();
        for (int cell = 0; cell < crowd.length; cell++) {
            Gender gender = cell % 2 == 0 ? Gender.FEMALE : Gender.MALE;
            for (int n = 0; n < crowd[cell]; n++) {
                int number = faces.size() + 1;
                Face face = camera.track(number, gender, 30f);
                face.setBox(new BoundingBox((float) (640 * PLACES[cell / 2]) - 10, 200f, 20f, 20f));
                faces.add(face);
                ended.add(camera.ended(number, 1, 2, gender, 30f));
            }
        }
        List<FrameFaces> frames = new ArrayList<>(List.of(
                camera.tracked(1, faces.toArray(Face[]::new)),
                camera.tracked(4),
                TestCamera.ending(camera.frame(6), ended.toArray(EndedTrack[]::new))));
        if (!rollups.isEmpty()) {
            frames.addAll(camera.comeBack(3700));
        }
        frames.add(camera.lastFrame(rollups.isEmpty() ? 7 : 3713));
        CameraWindows windows = new CameraWindows(config);
        CameraState state = windows.initial(frames.get(0));
        List<Object> published = new ArrayList<>();
        for (FrameFaces frame : frames) {
            Due due = windows.update(camera.id, state, frame, time -> Optional.of(SETTINGS))
                    .due();
            due.summaries().forEach(timed -> published.add(timed.summary()));
            due.rollups().forEach(timed -> published.add((RollupSummary) timed.rollup()));
        }
        return published;
    }
}
