package io.agender.producer.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the thread of the test, which is the camera's here. */
class CameraSignalTest {

    private final CameraSignal signal = new CameraSignal();

    @BeforeEach
    void this_thread_is_the_cameras() {
        signal.attach();
    }

    @AfterEach
    void nothing_is_left_for_others() {
        Thread.interrupted();
    }

    @Test
    void should_not_take_a_delivery_that_failed_for_a_stop() {
        signal.wake();

        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(signal.takeStop()).isFalse();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void should_not_lose_a_stop_that_comes_together_with_a_delivery_that_failed() {
        signal.wake();
        signal.stop();

        assertThat(signal.takeStop()).isTrue();
        assertThat(signal.takeStop()).as("a stopped camera stays so").isTrue();
    }

    @Test
    void should_take_an_interrupt_from_outside_for_a_stop() {
        Thread.currentThread().interrupt();

        assertThat(signal.takeStop()).isTrue();
    }

    @Test
    void should_wake_again_a_camera_that_is_told_again_to_stop() {
        signal.stop();
        signal.takeStop();

        signal.stop();

        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void should_stop_a_camera_that_begins_after_it_was_told_to() {
        signal.detach();
        signal.stop();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();

        signal.attach();

        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(signal.takeStop()).isTrue();
    }

    @Test
    void should_not_wake_a_thread_that_has_other_things_to_do() {
        signal.detach();

        signal.wake();

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
