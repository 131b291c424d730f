package io.agender.runtime.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistryWatchTest {

    private final AtomicLong seconds = new AtomicLong();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private volatile int status = 200;
    private HttpServer server;
    private RegistryWatch watch;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        watch = new RegistryWatch(
                URI.create("http://user:secret@localhost:" + server.getAddress().getPort() + "/system/info"),
                () -> TimeUnit.SECONDS.toNanos(seconds.get()));
        watch.bindTo(meters);
    }

    @AfterEach
    void stop() {
        watch.close();
        server.stop(0);
    }

    @Test
    void should_say_after_a_minute_that_the_registry_does_not_answer_and_take_it_back() {
        status = 503;
        lookAt(30);
        assertThat(watch.trouble()).as("a restart of the registry").isEmpty();

        lookAt(61);
        assertThat(watch.trouble())
                .contains("The schema registry at localhost:"
                        + server.getAddress().getPort() + " has not answered for 61 s.");
        assertThat(meters.get(RegistryWatch.SILENCE).gauge().value()).isEqualTo(61);

        status = 200;
        lookAt(62);
        assertThat(watch.trouble()).isEmpty();
        assertThat(meters.get(RegistryWatch.SILENCE).gauge().value()).isZero();
    }

    @Test
    void should_notice_that_nobody_listens() {
        server.stop(0);
        lookAt(100);

        assertThat(watch.trouble()).isPresent();
    }

    @Test
    void should_take_a_question_for_a_password_for_an_answer() {
        status = 401;
        lookAt(100);

        assertThat(watch.trouble()).isEmpty();
    }

    private void lookAt(long second) {
        seconds.set(second);
        watch.look();
    }
}
