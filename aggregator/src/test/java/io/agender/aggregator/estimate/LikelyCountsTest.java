package io.agender.aggregator.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.aggregator.TestCamera;
import io.agender.aggregator.TestConfigs;
import io.agender.aggregator.config.AgeBands;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.CountEstimate;
import io.agender.schemas.Gender;
import io.agender.schemas.ModelTask;
import io.agender.schemas.ModelUse;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SummaryStatus;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LikelyCountsTest {

    private static final ModelUse DETECTOR = new ModelUse(ModelTask.DETECTION, "blazeface", "111111111111");
    private static final BenchmarkFaces FACES =
            new MadeUpNetwork(1, 5, 0.9, new Random(1)).benchmark(new int[][] {{0, 12}, {13, 39}, {40, 79}}, 100);

    private final LikelyCounts likely =
            LikelyCounts.of(TestConfigs.of(Map.of("age.bands", "0,13,40", "rollups", "hourly")), List.of(FACES));
    private final RollupSummary hour = RollupSummary.newBuilder()
            .setScope(RollupScope.CAMERA)
            .setPeriod(RollupPeriod.HOURLY)
            .setPeriodStart(TestCamera.at(0))
            .setPeriodEnd(TestCamera.at(3600))
            .setStatus(SummaryStatus.FINAL)
            .setRevision(1)
            .setTracksEnded(100L)
            .setEndedCounts(List.of(
                    new AgeBandCount(0, 12, 0L, 0L, 20L),
                    new AgeBandCount(13, 39, 30L, 20L, 0L),
                    new AgeBandCount(40, null, 10L, 15L, 0L)))
            .setModels(List.of(DETECTOR, MadeUpNetwork.USE))
            .build();

    @Test
    void should_estimate_and_name_the_faces_that_it_rests_on_and_change_nothing_else() {
        RollupSummary estimated = likely.addTo(hour);

        assertThat(estimated.getEstimatedBy()).isEqualTo("faces that were made up");
        assertThat(estimated.getEndedEstimates()).hasSize(5).allSatisfy(one -> assertThat(one.getHigh())
                .isPositive());
        assertThat(estimated.getEndedEstimates().stream()
                        .mapToDouble(CountEstimate::getLikely)
                        .sum())
                .as("those with an age")
                .isBetween(94.5, 95.5);
        assertThat(RollupSummary.newBuilder(estimated)
                        .setEndedEstimates(null)
                        .setEstimatedBy(null)
                        .build())
                .isEqualTo(hour);
    }

    @Test
    void should_tell_no_more_than_the_published_counts_do() {
        RollupSummary other = RollupSummary.newBuilder(hour)
                .setCameraId("door")
                .setRevision(7)
                .setTracksEnded(900L)
                .setPeopleEntered(5L)
                .setFacesDetected(12_345)
                .build();

        assertThat(likely.addTo(other).getEndedEstimates())
                .isEqualTo(likely.addTo(hour).getEndedEstimates());
    }

    @Test
    void should_estimate_nothing_where_a_cell_or_the_total_is_withheld() {
        for (int band = 0; band < 3; band++) {
            for (var cell : AgeBands.CELLS) {
                RollupSummary withheld = RollupSummary.newBuilder(hour).build();
                cell.put(withheld.getEndedCounts().get(band), null);
                assertThat(likely.addTo(withheld)).isEqualTo(withheld);
            }
        }
        RollupSummary total =
                RollupSummary.newBuilder(hour).setTracksEnded(null).build();
        assertThat(likely.addTo(total)).isEqualTo(total);
    }

    @Test
    void should_estimate_nothing_for_networks_that_were_not_measured_or_for_several() {
        ModelUse otherFile = new ModelUse(ModelTask.GENDER_AND_AGE, "made-up", "999999999999");
        ModelUse more = new ModelUse(ModelTask.AGE, "other", "222222222222");

        for (List<ModelUse> models :
                List.of(List.of(DETECTOR), List.of(DETECTOR, otherFile), List.of(DETECTOR, MadeUpNetwork.USE, more))) {
            RollupSummary summed =
                    RollupSummary.newBuilder(hour).setModels(models).build();
            assertThat(likely.addTo(summed)).isEqualTo(summed);
        }
    }

    @Test
    void should_estimate_nothing_from_faces_that_are_too_few_to_be_of_any_band() {
        BenchmarkFaces few = new BenchmarkFaces(
                "one face",
                FACES.networks(),
                0,
                List.of(new BenchmarkFaces.Pair(10, 19, Gender.FEMALE, 15, Gender.FEMALE, 1)));
        LikelyCounts of =
                LikelyCounts.of(TestConfigs.of(Map.of("age.bands", "0,13,40", "rollups", "hourly")), List.of(few));
        assertThat(of.addTo(hour).getEndedEstimates()).isNull();
    }

    @Test
    void should_estimate_nothing_for_bands_of_another_configuration_or_where_there_are_too_many() {
        RollupSummary other = RollupSummary.newBuilder(hour)
                .setEndedCounts(List.of(
                        new AgeBandCount(0, 12, 0L, 0L, 20L),
                        new AgeBandCount(13, 49, 30L, 20L, 0L),
                        new AgeBandCount(50, null, 10L, 15L, 0L)))
                .build();
        assertThat(likely.addTo(other)).isEqualTo(other);

        StringBuilder bands = new StringBuilder("0");
        for (int from = 1; from <= TrueCounts.MOST_BANDS; from++) {
            bands.append(',').append(from);
        }
        assertThat(LikelyCounts.of(
                        TestConfigs.of(Map.of("age.bands", bands.toString(), "rollups", "hourly")), List.of(FACES)))
                .isSameAs(LikelyCounts.NONE);
    }
}
