package io.agender.launcher.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.models.ModelException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LoadingEngineTest {

    @Test
    void should_go_on_at_once_and_throw_what_opening_threw_to_who_waits() {
        CountDownLatch started = new CountDownLatch(1);
        LoadingEngine engine = LoadingEngine.start(() -> {
            await(started);
            throw new ModelException("there is no such model");
        });

        started.countDown(); // it would wait for ever if start waited for it

        assertThatThrownBy(engine::get).isInstanceOf(ModelException.class).hasMessage("there is no such model");
        assertThatCode(engine::close).doesNotThrowAnyException();
    }

    @Test
    void should_throw_an_error_as_it_is() {
        LoadingEngine engine = LoadingEngine.start(() -> {
            throw new UnsatisfiedLinkError("no library");
        });

        assertThatThrownBy(engine::get).isInstanceOf(UnsatisfiedLinkError.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
