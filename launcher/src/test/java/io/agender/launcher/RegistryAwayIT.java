package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.agender.embedded.EmbeddedPlatform;
import io.agender.embedded.PlatformConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code agender produce} at a registry that answers the first call and then is away for a while. */
class RegistryAwayIT {

    private static final int REFUSALS = 4;
    private static final int HANGS_UP = -1;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile int status;
    private EmbeddedPlatform cluster;
    private HttpServer door;

    @BeforeEach
    void startAClusterAndADoorToItsRegistry() throws IOException {
        cluster = EmbeddedPlatform.open(
                PlatformConfig.temporary(Path.of("../embedded/target/registry")).withoutLogin());
        assertThat(Agender.runAt(cluster, "topics", "create").exitCode()).isZero();
        door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        door.setExecutor(threads);
        door.createContext("/", this::pass);
        door.start();
    }

    @AfterEach
    void stopThem() {
        door.stop(0);
        threads.shutdownNow();
        cluster.close();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {503, HANGS_UP})
    void should_wait_for_it_and_lose_nothing(int status) {
        this.status = status;
        Agender produced = Agender.run(
                "produce",
                Truth.SAMPLES.resolve("door.mp4").toString(),
                "--limit",
                "30",
                "--bootstrap-servers",
                cluster.bootstrapServers(),
                "--registry-url",
                "http://127.0.0.1:" + door.getAddress().getPort());

        assertThat(produced.exitCode()).as(produced.toString()).isZero();
        assertThat(produced.out()).contains("door: 30 frames sent");
        assertThat(refused.get()).isGreaterThanOrEqualTo(REFUSALS);
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean signOfLife = exchange.getRequestURI().getPath().endsWith("/system/info");
            if (!signOfLife && refused.getAndIncrement() < REFUSALS) {
                if (status != HANGS_UP) {
                    exchange.sendResponseHeaders(status, -1);
                }
                return;
            }
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create(cluster.registryUrl() + exchange.getRequestURI()))
                    .method(
                            exchange.getRequestMethod(),
                            HttpRequest.BodyPublishers.ofByteArray(
                                    exchange.getRequestBody().readAllBytes()));
            for (String header : new String[] {"Content-Type", "Accept"}) {
                if (exchange.getRequestHeaders().getFirst(header) != null) {
                    request.header(header, exchange.getRequestHeaders().getFirst(header));
                }
            }
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            answer.headers().firstValue("Content-Type").ifPresent(type -> exchange.getResponseHeaders()
                    .set("Content-Type", type));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
