package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
        assertThat(LoggerFactory.getLogger("io.agender.runtime.status.BrokerSilence")
                        .isWarnEnabled())
                .isTrue();
    }

    @Test
    void should_keep_them_from_a_terminal_on_which_a_service_runs() {
        System.setProperty("agender.terminal", "true");
        Logging.service();

        assertThat(KAFKA).noneMatch(name -> LoggerFactory.getLogger(name).isErrorEnabled());
        assertThat(LoggerFactory.getLogger("io.agender.runtime.status.BrokerSilence")
                        .isInfoEnabled())
                .isTrue();
    }

    @Test
    void should_leave_them_in_the_log_of_a_service() {
        Logging.service();

        assertThat(KAFKA).allMatch(name -> LoggerFactory.getLogger(name).isErrorEnabled());
    }

    /** That would be a second one, with hundreds of classes at each start, for nothing that anybody reads. */
    @Test
    void should_start_no_other_log_for_the_registrys_client() throws Exception {
        assertThat(loadedBy(RegistryLog.class))
                .contains("org.jboss.logging.Slf4j")
                .doesNotContain("org.apache.logging.log4j");
    }

    @Test
    void should_start_no_other_log_for_kafkas_server() throws Exception {
        assertThat(loadedBy(ServerLog.class))
                .contains("org.apache.kafka.server.logger.NoOpController", "log4j.simple.SimpleLogger ")
                .doesNotContain("org.apache.logging.log4j.core.appender.");
    }

    private static String loadedBy(Class<?> program) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xlog:class+load",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName())
                .redirectErrorStream(true)
                .start();
        String loaded = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(loaded).isZero();
        return loaded;
    }

    /** A program whose log the registry's client writes to. */
    static final class RegistryLog {

        private RegistryLog() {}

        public static void main(String[] args) throws ReflectiveOperationException {
            Logging.takeOver();
            Class.forName("org.jboss.logging.Logger")
                    .getMethod("getLogger", String.class)
                    .invoke(null, "registry");
        }
    }

    /** A program in which Kafka's server asks by what it logs. */
    static final class ServerLog {

        private ServerLog() {}

        public static void main(String[] args) throws ReflectiveOperationException {
            Logging.takeOver();
            Class.forName("org.apache.kafka.server.logger.LoggingController");
        }
    }
}
