package io.agender.vision.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrackerConfigTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "low above high, 0.3, 0.5, 3, 2, 4, 2, 2, 200",
        "low below 0, 0.5, -0.1, 3, 2, 4, 2, 2, 200",
        "high above 1, 1.1, 0.1, 3, 2, 4, 2, 2, 200",
        "no score, NaN, 0.1, 3, 2, 4, 2, 2, 200",
        "no hits, 0.5, 0.3, 0, 2, 4, 2, 2, 200",
        "negative time, 0.5, 0.3, 3, -2, 4, 2, 2, 200",
        "no speed, 0.5, 0.3, 3, 2, 0, 2, 2, 200",
        "no reach, 0.5, 0.3, 3, 2, 4, 0, 2, 200",
        "boundless reach, 0.5, 0.3, 3, 2, 4, Infinity, 2, 200",
        "no size fits, 0.5, 0.3, 3, 2, 4, 2, 1, 200",
        "no tracks, 0.5, 0.3, 3, 2, 4, 2, 2, 0",
    })
    void should_refuse(
            String name,
            double high,
            double low,
            int hits,
            long lost,
            double speed,
            double reach,
            double ratio,
            int most) {
        assertThatThrownBy(() -> new TrackerConfig(
                        high, low, hits, Duration.ofSeconds(lost), Duration.ZERO, speed, reach, ratio, most))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the tracker needs");
    }

    @Test
    void should_lower_the_low_score_to_the_high_one() {
        TrackerConfig config = TrackerConfig.DEFAULTS.withScores(0.2, 0.3);

        assertThat(config.highScore()).isEqualTo(0.2);
        assertThat(config.lowScore()).isEqualTo(0.2);
    }
}
