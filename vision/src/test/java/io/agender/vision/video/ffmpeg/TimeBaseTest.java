package io.agender.vision.video.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeBaseTest {

    @ParameterizedTest
    @CsvSource({
        "3000, 1, 90000, 33333",
        "6000, 1, 90000, 66667",
        "-3000, 1, 90000, -33333",
        "7, 1001, 30000, 233567",
        "1, 1, 100, 10000",
        // thirty years of nanoseconds
        "946080000000000000, 1, 1000000000, 946080000000000",
    })
    void should_round_to_the_nearest_microsecond(long ticks, int numerator, int denominator, long micros) {
        assertThat(new TimeBase(numerator, denominator).micros(ticks)).hasValue(micros);
    }

    @Test
    void should_know_no_time_where_ffmpeg_has_none() {
        assertThat(new TimeBase(1, 1000).micros(avutil.AV_NOPTS_VALUE)).isEmpty();
    }
}
