package io.agender.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.agender.runtime.config.KafkaConfig;
import io.agender.schemas.SerdeConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class StreamsRunnerTest {

    @TempDir
    Path state;

    @Test
    void should_close_what_it_owns_even_when_one_of_them_fails() throws InterruptedException {
        List<String> closed = new ArrayList<>();
        StreamsRunner runner = runner(
                Map.of(),
                () -> {
                    throw new IllegalStateException("broken");
                },
                () -> closed.add("second"));

        runner.close();

        assertThat(closed).containsExactly("second");
        runner.await(); // returns, because closed
    }

    @Test
    void should_leave_open_what_threads_use_that_do_not_stop_in_time_and_say_so() throws InterruptedException {
        List<String> closed = new ArrayList<>();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(StreamsRunner.class);
        logger.addAppender(log);
        StreamsRunner runner = runner(
                Map.of(
                        StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
                        Stubborn.class.getName()),
                () -> closed.add("serde"));
        runner.start();
        try {
            runner.close(Duration.ofMillis(50));

            assertThat(closed).isEmpty();
            assertThat(log.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .containsExactly(
                            "The threads of the test have not stopped within 50ms; what they use stays open until"
                                    + " this process ends.");
            runner.await(); // returns, because closed
        } finally {
            logger.detachAppender(log);
            Stubborn.LET_GO.countDown();
        }
        runner.close();
        assertThat(closed).containsExactly("serde");
    }

    /** Its thread can't end until it lets go. */
    public static final class Stubborn implements ConsumerInterceptor<byte[], byte[]> {

        static final CountDownLatch LET_GO = new CountDownLatch(1);

        @Override
        public void close() {
            try {
                LET_GO.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
            return records;
        }

        @Override
        public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

        @Override
        public void configure(Map<String, ?> configs) {}
    }

    private StreamsRunner runner(Map<String, Object> streams, AutoCloseable... owned) {
        return new StreamsRunner(
                "test",
                new Topology().addSource("source", "topic"),
                StreamsSettings.of(
                        new KafkaConfig("localhost:9", "http://none", SerdeConfig.of("http://none"), Map.of()),
                        "test",
                        state,
                        1,
                        new SimpleMeterRegistry(),
                        streams),
                owned);
    }
}
