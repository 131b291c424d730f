package io.agender.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.runtime.http.Strangers;
import io.agender.text.TestSize;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A dashboard with 100 000 windows of 3000 cameras and as many pictures as it may hold, in a heap of 256 MB, that ends
 * when a single thread of it can't have the memory it asks for.
 */
@Timeout(240)
class SmallHeapTest {

    private static final int AT_ONCE = 40;

    private final HttpClient client = HttpClient.newHttpClient();
    private Process child;
    private int port;

    @BeforeEach
    void start() throws IOException {
        child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoadedDashboard.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8)).readLine();
        assertThat(line).as("its port").isNotNull();
        port = Integer.parseInt(line);
    }

    @AfterEach
    void stop() throws InterruptedException {
        child.destroyForcibly().waitFor();
    }

    @Test
    void should_survive_whatever_is_asked_for_many_times_at_once() throws Exception {
        List<String> addresses = List.of(
                "/api/cameras/camera-0/summary?from=2020-01-01T00:00:00Z&to=2030-01-01T00:00:00Z",
                "/api/cameras/camera-0/summary.csv?from=2020-01-01T00:00:00Z&to=2030-01-01T00:00:00Z",
                "/api/cameras",
                "/api/cameras/camera-99/frame.jpg",
                "/lib/chart.umd.min.js");
        try (Strangers strangers = new Strangers(port)) {
            for (int stranger = 0; stranger < 300; stranger++) {
                strangers.send("GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
            }
            for (int stranger = 0; stranger < 300; stranger++) {
                String address = addresses.get(stranger % addresses.size());
                strangers.send(("GET " + address + " HTTP/1.1\r\nHost: localhost\r\n\r\n").repeat(10));
            }
            Map<Integer, Integer> answers = askMany(addresses, TestSize.of(50, 100));
            assertThat(answers.keySet()).as("%s", answers).isSubsetOf(200, 503);
            assertThat(child.isAlive()).isTrue();
        }
        // When they have gone, everybody is served again, and with whole answers.
        assertThat(askUntilServed(addresses.get(0))).endsWith("]}").contains("\"next\":\"");
        assertThat(askUntilServed(addresses.get(1)).lines().count()).isGreaterThan(25_000);
        assertThat(askUntilServed(addresses.get(2))).endsWith("]}").contains("\"evictedWindows\":50000");
        assertThat(child.isAlive()).isTrue();
    }

    /** How many answers there were of each status. */
    private Map<Integer, Integer> askMany(List<String> addresses, int times) throws InterruptedException {
        Semaphore atOnce = new Semaphore(AT_ONCE);
        List<CompletableFuture<HttpResponse<Void>>> asked = new ArrayList<>();
        for (int time = 0; time < times; time++) {
            atOnce.acquire();
            CompletableFuture<HttpResponse<Void>> one = client.sendAsync(
                    request(addresses.get(time % addresses.size())), HttpResponse.BodyHandlers.discarding());
            asked.add(one.whenComplete((answer, error) -> atOnce.release()));
        }
        Map<Integer, Integer> answers = new TreeMap<>();
        asked.forEach(one -> answers.merge(one.join().statusCode(), 1, Integer::sum));
        return answers;
    }

    private String askUntilServed(String address) throws IOException, InterruptedException {
        while (true) {
            HttpResponse<String> answer = client.send(request(address), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                return answer.body();
            }
            assertThat(answer.statusCode()).isEqualTo(503);
        }
    }

    private HttpRequest request(String address) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + address))
                .timeout(Duration.ofSeconds(120))
                .build();
    }
}
