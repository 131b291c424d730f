package io.agender.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.runtime.http.Strangers;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.internals.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EmbeddedBrokerIT {

    private static final Instant LONG_AGO = Instant.parse("2019-07-20T20:17:40Z");

    @TempDir
    Path data;

    @Test
    void should_keep_records_for_the_next_start_however_old_they_are() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.open(BrokerConfig.in(data))) {
            BrokerClients clients = new BrokerClients(broker.bootstrapServers());
            clients.createTopic();
            clients.write(LONG_AGO, "one", "two");
            assertThat(clients.read()).containsExactly("one", "two");
            assertThat(clients.topicSetting("retention.ms")).isEqualTo("-1");
        }
        try (EmbeddedBroker again = EmbeddedBroker.open(BrokerConfig.in(data))) {
            BrokerClients clients = new BrokerClients(again.bootstrapServers());
            clients.write(LONG_AGO, "three");
            assertThat(clients.read()).containsExactly("one", "two", "three");
        }
    }

    @Test
    void should_take_a_record_as_large_as_the_topics_allow() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.open(BrokerConfig.in(data))) {
            BrokerClients clients = new BrokerClients(broker.bootstrapServers());
            clients.createTopic();
            clients.writeBytes(new byte[8 * 1024 * 1024 - 1024]);
            assertThat(clients.read()).hasSize(1);
        }
    }

    @Test
    void should_serve_while_many_have_sent_half_a_request() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.open(BrokerConfig.in(data));
                Strangers strangers = new Strangers(
                        URI.create("kafka://" + broker.bootstrapServers()).getPort())) {
            for (int stranger = 0; stranger < 100; stranger++) {
                strangers.send("\0\0\1\0half"); // of 256 bytes
            }
            // The size of a request that would take 100 MB, which is Kafka's own limit.
            assertThat(strangers.send("\5\177\177\177").getInputStream().read()).isEqualTo(-1);
            BrokerClients clients = new BrokerClients(broker.bootstrapServers());
            clients.createTopic();
            clients.write(LONG_AGO, "one");
            assertThat(clients.read()).containsExactly("one");
        }
    }

    @Test
    void should_keep_its_directory_until_a_kill_and_give_back_acknowledged_records_afterwards() throws Exception {
        try (ChildJvm child = ChildJvm.start(KilledBroker.class, data.toString())) {
            child.await("acknowledged");
            assertThatThrownBy(() -> EmbeddedBroker.open(BrokerConfig.in(data)))
                    .isInstanceOf(CommandException.class)
                    .hasMessage("The data directory " + data + " is in use by process " + child.pid()
                            + "; end that one first, or name another directory.");
            child.kill();
        }
        try (EmbeddedBroker again = EmbeddedBroker.open(BrokerConfig.in(data))) {
            assertThat(new BrokerClients(again.bootstrapServers()).read()).containsExactly(KilledBroker.VALUES);
        }
    }

    @Test
    void should_end_a_transaction_that_was_open_when_it_was_killed() throws Exception {
        try (ChildJvm child = ChildJvm.start(KilledTransaction.class, data.toString())) {
            child.await(KilledTransaction.OPEN);
            child.kill();
        }
        try (EmbeddedBroker again = EmbeddedBroker.open(new BrokerConfig(data, 0, KilledTransaction.BROKER));
                var producer = KilledTransaction.producer(again.bootstrapServers())) {
            producer.initTransactions();
            KilledTransaction.write(producer);
            producer.commitTransaction();
            assertThat(new BrokerClients(again.bootstrapServers()).readCommitted())
                    .containsExactly(KilledTransaction.VALUE);
        }
    }

    @Test
    void should_start_anew_after_a_kill_in_the_middle_of_formatting() throws Exception {
        Files.createDirectories(data.resolve("records.unfinished"));
        Files.writeString(data.resolve("records.unfinished").resolve("meta.properties"), "half a li");
        try (EmbeddedBroker broker = EmbeddedBroker.open(BrokerConfig.in(data))) {
            new BrokerClients(broker.bootstrapServers()).createTopic();
        }
        assertThat(data.resolve("records.unfinished")).doesNotExist();
    }

    @Test
    void should_listen_on_the_loopback_address_only() {
        try (EmbeddedBroker broker = EmbeddedBroker.open(BrokerConfig.in(data))) {
            URI address = URI.create("kafka://" + broker.bootstrapServers());
            assertThat(address.getHost()).isEqualTo("127.0.0.1");
            assertThatThrownBy(() -> new ServerSocket(address.getPort(), 1, InetAddress.getByName("127.0.0.1")).close())
                    .isInstanceOf(java.net.BindException.class);
            assertThat(isFree("127.0.0.2", address.getPort())).isTrue();
        }
    }

    @Test
    void should_name_the_port_that_is_taken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            BrokerConfig config = BrokerConfig.in(data).withPort(other.getLocalPort());
            assertThatThrownBy(() -> EmbeddedBroker.open(config))
                    .isInstanceOf(CommandException.class)
                    .hasMessage("Port " + other.getLocalPort() + " for the embedded broker is taken or not allowed;"
                            + " choose another one, or 0 for any.");
        }
    }

    @Test
    void should_refuse_a_directory_that_is_a_file() throws Exception {
        Path file = Files.writeString(data.resolve("file"), "");
        assertThatThrownBy(() -> EmbeddedBroker.open(BrokerConfig.in(file)))
                .isInstanceOfSatisfying(
                        CommandException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.FILES))
                .hasMessageStartingWith("The folder " + file + " is no folder but a link or a file");
    }

    @Test
    void should_report_that_kafka_gave_up_and_leave_the_process_alone() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.open(BrokerConfig.in(data))) {
            assertThat(broker.failure()).isNotDone();
            Exit.halt(1); // what Kafka does when its disk fails
            CommandException failure = broker.failure().get(10, TimeUnit.SECONDS);
            assertThat(failure).hasMessageStartingWith("The embedded broker stopped by itself; its records in " + data);
        }
    }

    @Test
    void should_stop_within_seconds_and_a_second_time_without_effect() {
        EmbeddedBroker broker = EmbeddedBroker.open(BrokerConfig.in(data));
        Instant before = Instant.now();
        broker.close();
        broker.close();
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
        assertThat(broker.failure()).isNotDone();
    }

    private static boolean isFree(String host, int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(host))) {
            return socket.isBound();
        } catch (java.io.IOException e) {
            return false;
        }
    }
}
