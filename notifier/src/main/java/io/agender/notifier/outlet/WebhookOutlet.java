package io.agender.notifier.outlet;

import io.agender.notifier.rule.Alert;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Posts each alert as JSON to an address. Its id is in the header {@value #KEY}, so that the other side can tell an alert
 * that it has from a new one when its answer was lost. Any answer but 2xx means that the alert was not taken.
 */
public final class WebhookOutlet implements Outlet {

    static final String KEY = "Idempotency-Key";

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int NO_LONGER_OK = 300;

    private final URI address;
    private final Optional<String> authorization;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private volatile Optional<String> trouble = Optional.empty();

    /** @param authorization value of the header of that name */
    public WebhookOutlet(URI address, Optional<String> authorization) {
        this.address = address;
        this.authorization = authorization;
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public void deliver(Alert alert) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header(KEY, alert.id())
                .POST(HttpRequest.BodyPublishers.ofByteArray(AlertJson.bytes(alert)));
        authorization.ifPresent(value -> request.header("Authorization", value));
        try {
            int status = http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status < OK || status >= NO_LONGER_OK) {
                throw new IOException("it answers " + status);
            }
            trouble = Optional.empty();
        } catch (IOException e) {
            trouble = Optional.of("The webhook takes no alerts: " + e + ".");
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void show(Standing standing) {
        // It is told of changes only.
    }

    @Override
    public void turn() {
        // It keeps no connection.
    }

    @Override
    public Optional<String> trouble() {
        return trouble;
    }

    @Override
    public void close() {
        // What is on its way ends with its answer.
    }
}
