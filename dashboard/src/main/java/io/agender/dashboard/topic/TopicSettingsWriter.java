package io.agender.dashboard.topic;

import io.agender.dashboard.state.SettingsWriter;
import io.agender.runtime.CameraSettingsTopic;
import io.agender.runtime.CameraSettingsTopic.Change;
import io.agender.runtime.CameraSettingsTopic.OutpacedException;
import io.agender.runtime.RegistryErrors;
import io.agender.runtime.config.KafkaConfig;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.Topic;
import io.agender.schemas.camera.CameraVersions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes settings into {@code agender.cameras}, one at a time, as {@code agender cameras apply} does: in a transaction that
 * shuts out slower writers. Owns its thread, which waits for brokers in place of those that answer visitors.
 */
public final class TopicSettingsWriter implements SettingsWriter, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicSettingsWriter.class);

    /** How long somebody who saves is left without an answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Function<Change, Map<String, CameraSettings>> topic;
    private final Supplier<Instant> brokersSilentSince;
    private final InstantSource clock;
    private final Duration patience;
    private final ExecutorService executor;

    /** Nobody queues: who waited would be answered by when nobody looks any more. */
    private final AtomicBoolean busy = new AtomicBoolean();

    /** @param brokersSilentSince since when the brokers don't answer, or null */
    public TopicSettingsWriter(KafkaConfig kafka, Supplier<Instant> brokersSilentSince) {
        this(new CameraSettingsTopic(kafka)::change, brokersSilentSince, InstantSource.system(), PATIENCE);
    }

    TopicSettingsWriter(
            Function<Change, Map<String, CameraSettings>> topic,
            Supplier<Instant> brokersSilentSince,
            InstantSource clock,
            Duration patience) {
        this.topic = topic;
        this.brokersSilentSince = brokersSilentSince;
        this.clock = clock;
        this.patience = patience;
        this.executor = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "dashboard-settings");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public CompletableFuture<Optional<CameraSettings>> write(String camera, int seen, CameraVersion draft) {
        Instant silent = brokersSilentSince.get();
        if (silent != null) {
            return failed("Kafka has not answered since " + silent + "; nothing was saved.", null);
        }
        if (!busy.compareAndSet(false, true)) {
            return failed("Somebody else is saving at this moment; save again in a moment.", null);
        }
        return CompletableFuture.supplyAsync(() -> once(camera, seen, draft), executor)
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(e -> {
                    Throwable cause = e.getCause() == null ? e : e.getCause();
                    return cause instanceof TimeoutException
                            ? failed(
                                    "Kafka has not answered for " + patience.toSeconds()
                                            + " seconds; whether the version was saved, its history will tell.",
                                    cause)
                            : CompletableFuture.failedFuture(cause);
                });
    }

    private Optional<CameraSettings> once(String camera, int seen, CameraVersion draft) {
        try {
            return now(camera, seen, draft);
        } catch (NotWrittenException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            throw trouble(e);
        } finally {
            busy.set(false);
        }
    }

    private static CompletableFuture<Optional<CameraSettings>> failed(String sentence, Throwable cause) {
        return CompletableFuture.failedFuture(NotWrittenException.trouble(sentence, cause));
    }

    private Optional<CameraSettings> now(String camera, int seen, CameraVersion draft) {
        try {
            return Optional.ofNullable(
                    topic.apply(there -> change(camera, seen, draft, there)).get(camera));
        } catch (OutpacedException e) {
            throw NotWrittenException.outpaced(e.getMessage() + " Nothing was saved; save again.");
        }
    }

    private Map<String, CameraSettings> change(
            String camera, int seen, CameraVersion draft, Map<String, CameraSettings> there) {
        Optional<CameraSettings> before = Optional.ofNullable(there.get(camera));
        int newest = CameraVersions.newestNumber(before);
        if (newest != seen) {
            throw NotWrittenException.outpaced("Somebody else was faster: there is version " + newest
                    + " now, and you saw " + (seen == 0 ? "none" : "version " + seen) + ". Nothing was saved.");
        }
        boolean news = CameraVersions.newest(before)
                .map(version -> !CameraVersions.saySame(version, draft))
                .orElse(true);
        return news
                ? Map.of(camera, CameraVersions.withDrawn(camera, before, draft, clock.instant(), Topic.SUMMARIES_KEPT))
                : Map.of();
    }

    private static NotWrittenException trouble(Throwable error) {
        LOG.warn("Settings of a camera could not be written.", error);
        if (RegistryErrors.in(error).isPresent()) {
            return NotWrittenException.trouble(
                    "Nothing was saved: " + RegistryErrors.in(error).get().getMessage(), error);
        }
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthorizationException || cause instanceof AuthenticationException) {
                return NotWrittenException.trouble(
                        "The dashboard may not write to the topic " + Topic.CAMERAS
                                + ": the brokers don't grant it the rights that docs/security.md lists.",
                        error);
            }
        }
        return NotWrittenException.trouble("Nothing was saved, for Kafka did not take it; the log tells more.", error);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
