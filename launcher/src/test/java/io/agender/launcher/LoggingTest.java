package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LoggingTest {

    /** Of clients, Kafka Streams and the server, each with a line that shouts. */
    private static final List<String> KAFKA = List.of(
            "org.apache.kafka.clients.NetworkClient",
            "org.apache.kafka.clients.consumer.internals.ConsumerCoordinator",
            "org.apache.kafka.streams.KafkaStreams",
            "org.apache.kafka.raft.KafkaRaftClient",
            "kafka.server.KafkaRaftServer",
            "state.change.logger");

    @AfterEach
    void becomeQuietAgain() {
        System.clearProperty("agender.terminal");
        Logging.quiet();
        assertThat(((LoggerContext) LoggerFactory.getILoggerFactory())
                        .getLogger("io.agender")
                        .getLevel())
                .isEqualTo(Level.WARN);
    }

    @Test
    void should_keep_kafkas_own_lines_from_who_waits_for_a_command() {
        Logging.quiet();

        assertThat(KAFKA).noneMatch(name -> LoggerFactory.getLogger(name).isErrorEnabled());
        assertThat(LoggerFactory.getLogger("io.agender.runtime.BrokerSilence").isWarnEnabled())
                .isTrue();
    }

    @Test
    void should_keep_them_from_a_terminal_on_which_a_service_runs() {
        System.setProperty("agender.terminal", "true");
        Logging.service();

        assertThat(KAFKA).noneMatch(name -> LoggerFactory.getLogger(name).isErrorEnabled());
        assertThat(LoggerFactory.getLogger("io.agender.runtime.BrokerSilence").isInfoEnabled())
                .isTrue();
    }

    @Test
    void should_leave_them_in_the_log_of_a_service() {
        Logging.service();

        assertThat(KAFKA).allMatch(name -> LoggerFactory.getLogger(name).isErrorEnabled());
    }
}
