package io.agender.runtime.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class BrokerSilenceTest {

    private static final Duration LONG = BrokerSilence.PATIENCE.plusSeconds(1);

    private final Logger log = (Logger) LoggerFactory.getLogger(BrokerSilence.class);
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private long bytes;
    private long nanos = 42;
    private final BrokerSilence silence = new BrokerSilence("aggregator", "kafka:9092", () -> bytes, () -> nanos);
    private final Level before = log.getLevel();

    @BeforeEach
    void listen() {
        log.setLevel(Level.INFO);
        said.start();
        log.addAppender(said);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(said);
        log.setLevel(before);
        silence.close();
    }

    @Test
    void should_say_once_that_no_broker_answers_and_once_that_one_does_again() {
        heard();
        assertThat(silence.hearsBrokers()).isTrue();
        passes(LONG);
        passes(LONG);
        assertThat(silence.hearsBrokers()).isFalse();
        heard();
        assertThat(silence.hearsBrokers()).isTrue();
        heard();

        assertThat(sentences())
                .containsExactly(
                        "No Kafka broker answers the aggregator at kafka:9092; it goes on trying.",
                        "Kafka answers the aggregator again.");
    }

    @Test
    void should_go_on_looking_when_a_look_fails() {
        AtomicInteger looks = new AtomicInteger();
        try (BrokerSilence stumbling = new BrokerSilence(
                "aggregator",
                "kafka:9092",
                () -> {
                    if (looks.getAndIncrement() == 0) {
                        throw new ConcurrentModificationException();
                    }
                    return 1;
                },
                () -> nanos)) {
            stumbling.start();

            await().atMost(Duration.ofSeconds(30)).until(stumbling::hearsBrokers);
        }
    }

    @Test
    void should_hear_nothing_before_the_first_answer() {
        passes(Duration.ofSeconds(1));
        assertThat(silence.hearsBrokers()).isFalse();
        assertThat(sentences()).isEmpty();
    }

    @Test
    void should_say_nothing_of_a_short_pause() {
        heard();
        passes(Duration.ofSeconds(5));
        passes(Duration.ofSeconds(5));
        heard();
        passes(Duration.ofSeconds(5));

        assertThat(silence.hearsBrokers()).isTrue();
        assertThat(sentences()).isEmpty();
    }

    private void heard() {
        bytes += 10;
        silence.look();
    }

    private void passes(Duration time) {
        nanos += time.toNanos();
        silence.look();
    }

    private List<String> sentences() {
        return said.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
