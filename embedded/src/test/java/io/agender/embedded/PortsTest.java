package io.agender.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    /** Else a client that keeps trying to reach a broker which is away may take the broker's own port. */
    @Test
    void should_choose_none_that_systems_lend_to_outgoing_connections() {
        for (int i = 0; i < 500; i++) {
            assertThat(Ports.free()).isBetween(1024, 32_767);
        }
    }

    @Test
    void should_choose_one_that_can_be_listened_on() throws Exception {
        int port = Ports.free();

        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(Ports.LOOPBACK))) {
            assertThat(socket.getLocalPort()).isEqualTo(port);
        }
    }
}
