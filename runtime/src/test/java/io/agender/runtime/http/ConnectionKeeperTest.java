package io.agender.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionKeeperTest {

    private static final int MAX_CONNECTIONS = 4;
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final Server server = new Server();
    private final ConnectionKeeper keeper =
            new ConnectionKeeper(new ConnectionKeeper.Bounds(MAX_CONNECTIONS, MAX_CONNECTIONS, Duration.ofSeconds(20)));
    private final Queue<Callback> unanswered = new ConcurrentLinkedQueue<>();
    private Strangers strangers;

    @BeforeEach
    void start() throws Exception {
        keeper.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                unanswered.add(callback);
                return true;
            }
        });
        server.setHandler(keeper);
        ServerConnector connector = keeper.connector(server, new HttpConfiguration());
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.start();
        strangers = new Strangers(connector.getLocalPort());
    }

    @AfterEach
    void stop() throws Exception {
        strangers.close();
        server.stop();
    }

    @Test
    void should_close_the_one_that_waited_longest_when_there_are_too_many() throws IOException {
        Socket first = strangers.send("GET / HTTP/1.1\r\n");
        await().until(() -> keeper.connections() == 1);
        for (int more = 1; more < MAX_CONNECTIONS; more++) {
            strangers.send("GET / HTTP/1.1\r\n");
        }
        await().until(() -> keeper.connections() == MAX_CONNECTIONS);

        strangers.send(REQUEST);

        assertThat(first.getInputStream().read()).isEqualTo(-1);
        await().until(() -> unanswered.size() == 1);
        assertThat(keeper.connections()).isEqualTo(MAX_CONNECTIONS);
    }

    @Test
    void should_refuse_the_new_one_when_all_others_are_at_work() throws IOException {
        for (int busy = 0; busy < MAX_CONNECTIONS; busy++) {
            strangers.send(REQUEST);
        }
        await().until(() -> unanswered.size() == MAX_CONNECTIONS);

        assertThat(isRefused(strangers)).isTrue();

        Callback one = unanswered.remove();
        one.succeeded();
        strangers.send(REQUEST);
        await().until(() -> unanswered.size() == MAX_CONNECTIONS);
    }

    @Test
    void should_forget_who_has_gone() throws IOException {
        for (int round = 0; round < 3 * MAX_CONNECTIONS; round++) {
            strangers.send("").close();
        }
        await().until(() -> keeper.connections() == 0);
    }

    private static boolean isRefused(Strangers strangers) throws IOException {
        try {
            Socket refused = strangers.send("");
            refused.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
            return refused.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true; // closed before it could say anything
        }
    }
}
