package io.agender.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Asks the dashboard of a run twenty times a second what it knows of one camera. Whoever makes it closes it.
 */
final class DashboardWatch implements AutoCloseable {

    /** Id of the camera that is asked for. */
    static final String CAMERA = "cold";

    private static final long POLL_MILLIS = 50;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final long start;
    private volatile OptionalDouble firstBox = OptionalDouble.empty();
    private volatile OptionalDouble firstFinal = OptionalDouble.empty();

    /** @param start what {@link System#nanoTime} was when the run began */
    DashboardWatch(long start) {
        this.start = start;
    }

    /** @param address of the dashboard, which listens from now on */
    void begin(String address) {
        URI api = URI.create(address).resolve("/api/cameras/" + CAMERA);
        clock.scheduleWithFixedDelay(() -> look(api), 0, POLL_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look(URI camera) {
        try {
            if (firstBox.isEmpty() && ask(camera).at("/live/people").asInt() > 0) {
                firstBox = sinceStart();
            }
            JsonNode oldest = ask(URI.create(camera + "/summary?limit=1"));
            if (oldest.at("/windows/0/status").asText().equals("FINAL")) {
                firstFinal = sinceStart();
                clock.shutdown();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // Not there yet, or not any more.
        }
    }

    private JsonNode ask(URI address) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
        return JSON.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
    }

    private OptionalDouble sinceStart() {
        return OptionalDouble.of((System.nanoTime() - start) / ColdRun.NANOS);
    }

    /** Asks no more, and waits for what was asked already. */
    void end() throws InterruptedException {
        clock.shutdown();
        clock.awaitTermination(10, TimeUnit.SECONDS);
    }

    /** Seconds until a frame with a face was known; empty when none was. */
    OptionalDouble firstBox() {
        return firstBox;
    }

    /** Seconds until a window was known to be final; empty when none was. */
    OptionalDouble firstFinal() {
        return firstFinal;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
