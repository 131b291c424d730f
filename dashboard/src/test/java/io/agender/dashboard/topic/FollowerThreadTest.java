package io.agender.dashboard.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FollowerThreadTest {

    private final AtomicLong nanos = new AtomicLong(7);
    private final AtomicLong turns = new AtomicLong();
    private final CountDownLatch goodbye = new CountDownLatch(1);
    private volatile boolean broken;
    private volatile boolean closed;
    private final FollowerThread thread = new FollowerThread(
            "dashboard-faces",
            new FollowerThread.Work() {
                @Override
                public void open() {}

                @Override
                public Duration turn() {
                    turns.incrementAndGet();
                    if (broken) {
                        throw new IllegalStateException("no room for the records");
                    }
                    return Duration.ofMillis(1);
                }

                @Override
                public KafkaClientMetrics metrics() {
                    throw new UnsupportedOperationException();
                }

                @Override
                public void wake() {}

                @Override
                public void close() {
                    try {
                        goodbye.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    closed = true;
                }
            },
            nanos::get);

    @AfterEach
    void close() {
        goodbye.countDown();
        thread.close();
    }

    @Test
    void should_say_after_a_minute_that_nothing_is_read_and_take_it_back() {
        thread.start();
        afterTwoTurns();
        assertThat(thread.trouble()).isEmpty();

        broken = true;
        afterTwoTurns();
        nanos.addAndGet(Duration.ofSeconds(60).toNanos());
        assertThat(thread.trouble()).isEmpty();
        nanos.addAndGet(Duration.ofSeconds(13).toNanos());
        assertThat(thread.trouble())
                .contains(
                        "dashboard-faces has been in trouble for 73 s: java.lang.IllegalStateException: no room for the"
                                + " records");

        broken = false;
        await().until(() -> thread.trouble().isEmpty());
    }

    @Test
    void should_be_asked_to_end_without_waiting_for_it_and_be_waited_for_by_close() {
        thread.start();
        afterTwoTurns();

        thread.end();
        assertThat(closed).isFalse();

        goodbye.countDown();
        thread.close();
        assertThat(closed).isTrue();
    }

    private void afterTwoTurns() {
        long before = turns.get();
        await().until(() -> turns.get() > before + 1);
    }
}
