package io.agender.dashboard.http;

import static io.agender.dashboard.Records.NOON;
import static io.agender.dashboard.Records.faces;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.agender.dashboard.Records;
import io.agender.dashboard.config.PictureMode;
import io.agender.runtime.http.Strangers;
import io.agender.text.TestSize;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventStreamTest {

    private static final int SLOW = TestSize.of(300, 1000);

    private final TestServer server = new TestServer(Records.config(PictureMode.ON, Optional.empty()), SLOW + 2);
    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.close();
    }

    @Test
    void should_send_a_camera_when_it_changes_as_the_description_says() throws IOException {
        OpenApi api = new OpenApi(OpenApi.text(server.get("/api/openapi.yaml")));
        server.cameras.take(faces("lobby", 1, NOON).build(), NOON);
        server.publisher.publish();
        BufferedReader events = connect("/api/events");
        api.checkSchema("Camera", next(events, "camera"));
        server.cameras.take(faces("lobby", 2, NOON).build(), NOON);
        server.publisher.publish();
        assertThat(next(events, "camera")).contains("\"sequence\":2");
        server.publisher.start();
        api.checkSchema("Server", next(events, "server"));
    }

    @Test
    void should_send_only_the_camera_that_is_asked_for() throws IOException {
        BufferedReader events = connect("/api/events?camera=door");
        server.cameras.take(faces("lobby", 1, NOON).build(), NOON);
        server.publisher.publish();
        server.cameras.take(faces("door", 2, NOON).build(), NOON);
        server.publisher.publish();
        assertThat(next(events, "camera")).contains("\"id\":\"door\"");
    }

    @Test
    void should_make_no_events_while_nobody_watches_and_begin_with_how_it_is_now() throws IOException {
        server.cameras.take(faces("lobby", 1, NOON).build(), NOON);
        server.publisher.tick();
        assertThat(server.broadcast.after(0)).isEmpty();

        BufferedReader events = connect("/api/events");

        assertThat(next(events, "camera")).contains("\"sequence\":1");
    }

    @Test
    void should_tell_how_the_dashboard_is_before_it_tells_of_cameras() throws IOException {
        server.cameras.take(faces("lobby", 1, NOON).build(), NOON);
        server.publisher.publish();

        BufferedReader events = connect("/api/events");

        String line = events.readLine();
        while (!line.startsWith("event: ")) {
            line = events.readLine();
        }
        assertThat(line).isEqualTo("event: server");
        assertThat(next(events, "camera")).contains("\"sequence\":1");
    }

    @Test
    void should_tell_that_a_camera_went_dark_though_nothing_came() throws IOException {
        BufferedReader events = connect("/api/events");
        server.cameras.take(faces("lobby", 1, NOON).build(), server.clock.instant());
        server.publisher.publish();
        assertThat(next(events, "camera")).contains("\"status\":\"LIVE\"");
        server.clock.pass(Duration.ofSeconds(11));
        server.publisher.publish();
        assertThat(next(events, "camera")).contains("\"status\":\"DARK\"", "\"since\":\"2026-11-24T12:00:00Z\"");
    }

    /** Subscribers that never read hold no threads: all the others are still served, and with the newest state. */
    @Test
    void should_serve_the_quick_while_hundreds_do_not_read() throws IOException {
        for (int visitor = 0; visitor < SLOW; visitor++) {
            connect("/api/events");
        }
        await().until(() -> server.subscribers.count() == SLOW);
        // More than sockets and buffers take.
        String large = "x".repeat(1000);
        for (int round = 1; round <= 3000; round++) {
            server.cameras.take(
                    faces("lobby", round, NOON).setSite(large + round).build(), NOON);
            server.publisher.publish();
        }
        assertThat(server.get("/api/cameras").statusCode()).isEqualTo(200);
        BufferedReader quick = connect("/api/events");
        assertThat(next(quick, "camera")).contains("\"sequence\":3000,");
        // One that was slow reads what was on its way, and then the newest without what was between.
        BufferedReader slow = readers.get(0);
        int read = 0;
        String event;
        do {
            event = next(slow, "camera");
            read++;
        } while (!event.contains("\"sequence\":3000,"));
        assertThat(read).isLessThan(3000);
    }

    @Test
    void should_turn_away_who_is_too_many() throws IOException {
        try (TestServer small = new TestServer(Records.config(PictureMode.ON, Optional.empty()), 0)) {
            OpenApi api = new OpenApi(OpenApi.text(small.get("/api/openapi.yaml")));
            HttpResponse<byte[]> answer = small.get("/api/events");
            assertThat(answer.statusCode()).isEqualTo(503);
            api.check("/api/events", answer);
        }
    }

    @Test
    void should_turn_away_a_client_with_too_many_streams_and_take_it_when_one_has_ended() {
        Subscribers few = new Subscribers(new Broadcast(), 10, 2);
        few.enter("10.0.0.7");
        few.enter("10.0.0.7");
        assertThatThrownBy(() -> few.enter("10.0.0.7")).isInstanceOf(RefusedException.class);
        few.enter("10.0.0.8");
        few.leave("10.0.0.7");
        few.enter("10.0.0.7");
    }

    @Test
    void should_drop_who_does_not_read_for_long() throws IOException {
        try (TestServer hasty =
                        new TestServer(Records.config(PictureMode.ON, Optional.empty()), 10, Duration.ofMillis(300));
                Strangers strangers = new Strangers(hasty.port())) {
            strangers.send("GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
            await().until(() -> hasty.subscribers.count() == 1);
            String large = "x".repeat(1000);
            int[] round = {0};
            await().pollInterval(Duration.ofMillis(1)).until(() -> {
                hasty.cameras.take(
                        faces("lobby", ++round[0], NOON)
                                .setSite(large + round[0])
                                .build(),
                        NOON);
                hasty.publisher.publish();
                hasty.subscribers.heartbeat();
                return hasty.subscribers.count() == 0;
            });
        }
    }

    @Test
    void should_forget_a_visitor_that_has_gone() throws IOException {
        connect("/api/events");
        await().until(() -> server.subscribers.count() == 1);
        sockets.get(0).close();
        await().until(() -> {
            server.subscribers.heartbeat();
            return server.subscribers.count() == 0;
        });
    }

    private final List<BufferedReader> readers = new ArrayList<>();

    private BufferedReader connect(String path) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096); // small buffers fill soon
        socket.connect(new java.net.InetSocketAddress("127.0.0.1", server.port()));
        socket.setSoTimeout(20_000);
        sockets.add(socket);
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        readers.add(reader);
        return reader;
    }

    private static String next(BufferedReader events, String name) throws IOException {
        String line = events.readLine();
        while (!line.equals("event: " + name)) {
            line = events.readLine();
        }
        return events.readLine().substring("data: ".length());
    }
}
