package io.agender.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.producer.source.CameraSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CameraSpreadTest {

    @ParameterizedTest(name = "{1} cameras on {0} partitions")
    @CsvSource({"1, 1, 1, 1", "2, 2, 1, 1", "64, 64, 1, 1", "4, 10, 2, 3", "1, 64, 64, 64", "8, 3, 0, 1"})
    void should_give_all_partitions_as_many_cameras(int partitions, int cameras, long least, long most) {
        List<CameraSource> named = CameraSpread.over(partitions, cameras);

        assertThat(named.stream().map(CameraSource::cameraId).distinct()).hasSize(cameras);
        Map<Integer, Long> spread = named.stream()
                .collect(Collectors.groupingBy(
                        camera -> CameraSpread.partition(camera.cameraId(), partitions), Collectors.counting()));
        for (int partition = 0; partition < partitions; partition++) {
            assertThat(spread.getOrDefault(partition, 0L)).isBetween(least, most);
        }
    }
}
