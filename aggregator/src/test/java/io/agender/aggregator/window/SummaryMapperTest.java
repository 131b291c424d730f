package io.agender.aggregator.window;

import static io.agender.aggregator.TestCamera.at;
import static io.agender.aggregator.TestCamera.face;
import static io.agender.aggregator.TestCamera.man;
import static io.agender.aggregator.TestCamera.woman;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.agender.aggregator.TestCamera;
import io.agender.aggregator.config.AgeBands;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.CountedUnit;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.Face;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.Gender;
import io.agender.schemas.ModelTask;
import io.agender.schemas.ModelUse;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.WindowState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryMapperTest {

    private final SummaryMapper mapper = new SummaryMapper(AgeBands.parse("0,13,18,25,35,45,55,65"), false);
    private final TestCamera camera = new TestCamera("lobby");
    private final WindowState window = newWindow();

    @ParameterizedTest
    @CsvSource({
        "30.1,                 30.1, 30.1",
        "20 40,                30,   30",
        "20 21 70,             37,   21",
        "20 30 40 80,          42.5, 35",
        "30.1 30.2,            30.15, 30.2", // the half between two tenths goes up
        "12.34,                12.34, 12.3",
        "12.36,                12.36, 12.4",
        "50 20 20 20 20,       26,   20",
        "0 0 0,                0,    0",
        "-3 150.5,             75,   75", // a network that answers beyond 0 to 150 means the nearest
    })
    void should_give_mean_and_median_of_the_ages(String ages, double mean, double median) {
        Face[] faces = Stream.of(ages.split(" "))
                .map(age -> woman(Double.parseDouble(age)))
                .toArray(Face[]::new);

        DemographicSummary summary = summaryOf(camera.frame(1, faces));

        // Ages come as 32-bit numbers.
        assertThat(summary.getMeanAge()).isCloseTo(mean, within(1e-6));
        assertThat(summary.getMedianAge()).isEqualTo(median);
    }

    @ParameterizedTest
    @CsvSource({
        "-1,     0",
        "0,      0",
        "12.99,  0",
        "13.0,   1",
        "17.99,  1",
        "18,     2",
        "24.999, 2",
        "25,     3",
        "34.96,  3", // rounds to 35.0 in the median, but is not 35 yet
        "35,     4",
        "45,     5",
        "55,     6",
        "64.99,  6",
        "65,     7",
        "120.5,  7",
        "1e30,   7",
    })
    void should_count_a_face_in_the_band_of_its_completed_years(double age, int band) {
        DemographicSummary summary = summaryOf(camera.frame(1, man(age)));

        assertThat(summary.getCounts()).hasSize(8);
        for (int i = 0; i < 8; i++) {
            assertThat(summary.getCounts().get(i).getMale()).isEqualTo(i == band ? 1 : 0);
        }
    }

    @Test
    void should_count_by_gender_and_name_the_bounds_of_every_band() {
        DemographicSummary summary =
                summaryOf(camera.frame(1, woman(30), woman(31), man(32), face(Gender.UNKNOWN, 33f), man(70)));

        assertThat(summary.getCounts())
                .containsExactly(
                        new AgeBandCount(0, 12, 0L, 0L, 0L),
                        new AgeBandCount(13, 17, 0L, 0L, 0L),
                        new AgeBandCount(18, 24, 0L, 0L, 0L),
                        new AgeBandCount(25, 34, 2L, 1L, 1L),
                        new AgeBandCount(35, 44, 0L, 0L, 0L),
                        new AgeBandCount(45, 54, 0L, 0L, 0L),
                        new AgeBandCount(55, 64, 0L, 0L, 0L),
                        new AgeBandCount(65, null, 0L, 1L, 0L));
    }

    @Test
    void should_count_faces_without_an_age_as_faces_but_in_no_band() {
        DemographicSummary summary = summaryOf(camera.frame(
                1,
                face(Gender.FEMALE, null),
                face(Gender.MALE, Float.NaN),
                face(Gender.MALE, Float.POSITIVE_INFINITY)));

        assertThat(summary.getFacesDetected()).isEqualTo(3);
        assertThat(summary.getMeanAge()).isNull();
        assertThat(summary.getMedianAge()).isNull();
        assertThat(summary.getCounts())
                .allSatisfy(count -> assertThat(count.getFemale() + count.getMale() + count.getUnknown())
                        .isZero());
    }

    @Test
    void should_give_average_and_peak_of_the_faces_per_analysed_frame() {
        DemographicSummary summary = summaryOf(
                camera.frame(1), camera.frame(2, man(30), man(31), man(32)), camera.frame(3, man(30)), camera.frame(4));

        assertThat(summary.getFramesAnalysed()).isEqualTo(4);
        assertThat(summary.getFacesDetected()).isEqualTo(4);
        assertThat(summary.getAverageOccupancy()).isEqualTo(1.0);
        assertThat(summary.getPeakOccupancy()).isEqualTo(3);
    }

    @Test
    void should_leave_people_open_because_faces_are_counted() {
        DemographicSummary summary = summaryOf(camera.frame(1, man(30)));

        assertThat(summary.getCountedUnit()).isEqualTo(CountedUnit.FACES);
        assertThat(summary.getPeoplePresent()).isNull();
        assertThat(summary.getPeopleEntered()).isNull();
    }

    @Test
    void should_name_each_model_once_in_the_order_they_were_seen() {
        ModelUse age = new ModelUse(ModelTask.AGE, "ssrnet-age", "aaaaaaaaaaaa");
        ModelUse other = new ModelUse(ModelTask.AGE, "ssrnet-age", "bbbbbbbbbbbb");
        FrameFaces first = camera.frame(1);
        first.setModels(List.of(TestCamera.DETECTOR, other));
        FrameFaces second = camera.frame(2);
        second.setModels(List.of(age, TestCamera.DETECTOR));

        assertThat(summaryOf(first, second, camera.frame(3)).getModels())
                .containsExactly(TestCamera.DETECTOR, other, age);
    }

    @Test
    void should_not_depend_on_the_order_of_the_faces() {
        List<Face> faces = new ArrayList<>(DoubleStream.iterate(0.37, age -> age < 100, age -> age * 1.07 + 0.1)
                .mapToObj(TestCamera::woman)
                .toList());
        WindowCounts.add(window, camera.frame(1, faces.toArray(Face[]::new)));
        Collections.shuffle(faces, new Random(7));
        WindowState shuffled = newWindow();
        WindowCounts.add(shuffled, camera.frame(1, faces.toArray(Face[]::new)));

        assertThat(shuffled).isEqualTo(window);
        assertThat(window.getAges()).isSortedAccordingTo((a, b) -> Integer.compare(a.getTenths(), b.getTenths()));
    }

    @Test
    void should_keep_no_more_than_an_entry_per_tenth_of_a_year() {
        Random ages = new Random(7);
        for (int i = 0; i < 100; i++) {
            WindowCounts.add(
                    window,
                    camera.frame(
                            1,
                            ages.doubles(200, -10, 200)
                                    .mapToObj(TestCamera::man)
                                    .toArray(Face[]::new)));
        }

        assertThat(window.getAges()).hasSize(1501);
        assertThat(window.getYears()).hasSize(151);
    }

    private DemographicSummary summaryOf(FrameFaces... frames) {
        Arrays.stream(frames).forEach(frame -> WindowCounts.add(window, frame));
        return mapper.toSummary("lobby", window, SummaryStatus.FINAL, at(10));
    }

    private static WindowState newWindow() {
        return WindowState.newBuilder().setStart(at(0)).setEnd(at(10)).build();
    }
}
