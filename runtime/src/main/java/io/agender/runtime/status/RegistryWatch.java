package io.agender.runtime.status;

import io.agender.runtime.config.KafkaConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the schema registry for a sign of life every few seconds. A service that runs may need it at the next record whose
 * schema it has not met, and nothing shows until then that it is away. Any answer is one but that of a server that is ill;
 * who may ask for what is the serializers' matter. Thread-safe.
 */
public final class RegistryWatch implements AutoCloseable {

    /** Gauge: for how long the registry has not answered. */
    public static final String SILENCE = "agender.registry.silent.seconds";

    private static final Logger LOG = LoggerFactory.getLogger(RegistryWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final int ILL = 500;

    /** So long a registry may be away as when it is started anew. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private final URI address;
    private final LongSupplier nanos;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(INTERVAL).build();
    private final ScheduledExecutorService looks;
    private boolean told;
    private volatile long lastHeard;
    private volatile boolean silent;

    /** @param nanos as of {@link System#nanoTime()} */
    RegistryWatch(URI address, LongSupplier nanos) {
        this.address = address;
        this.nanos = nanos;
        this.lastHeard = nanos.getAsLong();
        this.looks = LookingThread.named("registry-watch");
    }

    /** Looks from now on, at a registry that has just answered; whoever starts it closes it. */
    public static RegistryWatch start(KafkaConfig kafka) {
        RegistryWatch watch =
                new RegistryWatch(URI.create(kafka.serdes().probeUrl().orElse(kafka.registryUrl())), System::nanoTime);
        watch.looks.scheduleWithFixedDelay(
                watch::look, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    /** Counts the silence. */
    public void bindTo(MeterRegistry meters) {
        Gauge.builder(SILENCE, this, watch -> watch.silence().toSeconds())
                .description("For how long the schema registry has not answered.")
                .strongReference(true)
                .register(meters);
    }

    /** What to tell when it has not answered for a minute. From any thread; does not block. */
    public Optional<String> trouble() {
        Duration silence = silence();
        return silence.compareTo(PATIENCE) > 0
                ? Optional.of(
                        "The schema registry at " + host() + " has not answered for " + silence.toSeconds() + " s.")
                : Optional.empty();
    }

    private Duration silence() {
        return silent ? Duration.ofNanos(nanos.getAsLong() - lastHeard) : Duration.ZERO;
    }

    private String host() {
        return address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
    }

    synchronized void look() {
        if (answers()) {
            lastHeard = nanos.getAsLong();
            silent = false;
            if (told) {
                told = false;
                LOG.info("The schema registry answers again.");
            }
        } else {
            silent = true;
            trouble().filter(sentence -> !told).ifPresent(sentence -> {
                told = true;
                LOG.warn("{}", sentence);
            });
        }
    }

    private boolean answers() {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(address).timeout(INTERVAL).build();
            return client.send(request, BodyHandlers.discarding()).statusCode() < ILL;
        } catch (SSLException e) {
            return true; // somebody is there; whom to trust is told to the serializers
        } catch (IOException | IllegalArgumentException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
            return true;
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
