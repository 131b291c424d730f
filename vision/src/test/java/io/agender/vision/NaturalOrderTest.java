package io.agender.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NaturalOrderTest {

    @ParameterizedTest
    @CsvSource({
        "img2.png, img10.png",
        "img9, img10",
        "2.jpg, 10.jpg",
        "a, b",
        "A1, a2",
        "img, img1",
        "img1.png, img1a.png",
        "shot-1-10, shot-2-1",
        "20240101_99999999999999999999, 20240101_100000000000000000000",
        "img01, img1",
        "img1, img01b",
        "１月.jpg, ２月.jpg",
        "２月.jpg, １０月.jpg",
        "1月.jpg, ２月.jpg",
        "٢, ١٠",
        "𝟐, 𝟏𝟎",
    })
    void should_put_the_left_one_first(String first, String second) {
        assertThat(NaturalOrder.INSTANCE.compare(first, second)).isNegative();
        assertThat(NaturalOrder.INSTANCE.compare(second, first)).isPositive();
        assertThat(NaturalOrder.INSTANCE.compare(first, first)).isZero();
    }

    @Test
    void should_sort_the_same_from_any_order() {
        List<String> sorted = List.of("IMG1.png", "img1.png", "img02.png", "img2.png", "img10.png", "img10b.png");
        List<String> names = new ArrayList<>(sorted);
        Collections.reverse(names);

        names.sort(NaturalOrder.INSTANCE);

        assertThat(names).isEqualTo(sorted);
    }
}
