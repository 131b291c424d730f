package io.agender.vision.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EncoderClockTest {

    @Test
    void should_start_at_zero_and_rise_with_every_frame() {
        EncoderClock clock = new EncoderClock();

        assertThat(clock.ticks(500_000)).isZero();
        assertThat(clock.ticks(533_333)).isEqualTo(100);
        assertThat(clock.ticks(533_333)).isEqualTo(101);
        assertThat(clock.ticks(500_000)).isEqualTo(102);
        assertThat(clock.ticks(1_500_000)).isEqualTo(3_000);
    }
}
