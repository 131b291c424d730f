package io.agender.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.program.CommandException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedPlatformIT {

    @TempDir
    Path data;

    @Test
    void should_serve_both_and_leave_nothing_of_a_temporary_directory() throws Exception {
        Path directory;
        try (EmbeddedPlatform platform = EmbeddedPlatform.open(
                PlatformConfig.temporary(EmbeddedRegistryIT.APPLICATION).withoutLogin())) {
            directory = platform.dataDirectory();
            BrokerClients clients = new BrokerClients(platform.bootstrapServers());
            clients.createTopic();
            clients.write(Instant.now(), "one");
            assertThat(clients.read()).containsExactly("one");
            assertThat(new CcompatClient(platform.registryUrl()).get("subjects").status())
                    .isEqualTo(200);
            assertThat(platform.failure()).isNotDone();
        }
        assertThat(directory).doesNotExist();
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    @Test
    void should_serve_the_broker_while_the_registry_starts_and_end_without_waiting_for_data_that_is_discarded()
            throws Exception {
        try (EmbeddedPlatform platform = EmbeddedPlatform.start(
                new PlatformConfig(Optional.of(data), EmbeddedRegistryIT.APPLICATION, 0, 0, Map.of()).withoutLogin())) {
            BrokerClients clients = new BrokerClients(platform.bootstrapServers());
            clients.createTopic();
            platform.awaitRegistry();
            assertThat(new CcompatClient(platform.registryUrl()).get("subjects").status())
                    .isEqualTo(200);
            platform.discardData();
        }
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    @Test
    void should_leave_no_process_behind_when_one_of_the_two_does_not_start() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            PlatformConfig config = new PlatformConfig(
                    Optional.of(data), EmbeddedRegistryIT.APPLICATION, other.getLocalPort(), 0, Map.of());
            assertThatThrownBy(() -> EmbeddedPlatform.open(config))
                    .isInstanceOf(CommandException.class)
                    .hasMessageStartingWith("Port " + other.getLocalPort() + " for the embedded broker is taken");
        }
        assertThat(ProcessHandle.current().children()).isEmpty();
    }
}
