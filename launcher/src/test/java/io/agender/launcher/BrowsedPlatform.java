package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.embedded.EmbeddedPlatform;
import io.agender.embedded.PlatformConfig;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.Settings;
import io.agender.schemas.AvroSerdes;
import io.agender.text.TestTool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A platform with our topics, the services that a test starts on it, and a browser that looks at them. Browser and platform
 * start at the same time. Closing ends the browser first, and services in the opposite order of their start.
 */
final class BrowsedPlatform implements AutoCloseable {

    /** Whatever their version says, it is valid for all that a test has. */
    private static final String LONG_AGO = "2020-01-01T00:00:00Z";

    private static final Path REGISTRY = Path.of("../embedded/target/registry");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final EmbeddedPlatform cluster;
    private final Browser browser;
    private final List<RunningCommand> services = new ArrayList<>();

    private BrowsedPlatform(EmbeddedPlatform cluster, Browser browser) {
        this.cluster = cluster;
        this.browser = browser;
    }

    /** Skips the test where there is no browser. */
    static BrowsedPlatform open(int partitions, Map<String, String> brokerSettings) {
        Optional<Path> chromium = Browser.program("chromium");
        Optional<Path> driver = Browser.program("chromedriver");
        TestTool.BROWSER.require(chromium.isPresent(), "There is no Chromium; in Debian: apt-get install chromium");
        TestTool.BROWSER.require(
                driver.isPresent(), "There is no driver of Chromium; in Debian: apt-get install chromium-driver");
        CompletableFuture<Browser> browser = CompletableFuture.supplyAsync(() -> browser(chromium.get(), driver.get()));
        try {
            EmbeddedPlatform cluster =
                    EmbeddedPlatform.open(new PlatformConfig(Optional.empty(), REGISTRY, 0, 0, brokerSettings, true));
            BrowsedPlatform opened = new BrowsedPlatform(cluster, browser.join());
            opened.run("topics", "create", "--partitions", String.valueOf(partitions));
            return opened;
        } catch (RuntimeException | Error e) {
            browser.thenAccept(Browser::close);
            throw e;
        }
    }

    private static Browser browser(Path chromium, Path driver) {
        try {
            return Browser.open(chromium, driver, Path.of("target/screenshots"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    EmbeddedPlatform cluster() {
        return cluster;
    }

    Browser browser() {
        return browser;
    }

    /** Starts a service, which ends with this. */
    RunningCommand start(String... args) {
        RunningCommand service = RunningCommand.start(cluster, args);
        services.add(0, service);
        return service;
    }

    /** Ends all services but one, and what they stand on. */
    void closeAllBut(RunningCommand left) {
        services.stream().filter(service -> service != left).forEach(RunningCommand::close);
        cluster.close();
    }

    /** Runs a command to its end. */
    void run(String... args) {
        assertThat(Agender.runAt(cluster, args).exitCode()).isZero();
    }

    /** Makes settings of cameras known, as a file has them. */
    void apply(Path folder, String cameras) throws IOException {
        Path file = Files.writeString(folder.resolve("cameras.yml"), cameras);
        run("cameras", "apply", file.toString(), "--valid-from", LONG_AGO);
    }

    /** Settings with where the platform is. */
    Settings settings(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(more);
        all.put(KafkaConfig.BOOTSTRAP_SERVERS, cluster.bootstrapServers());
        all.put(KafkaConfig.REGISTRY_URL, cluster.registryUrl());
        return new Settings(all);
    }

    /** A consumer of all of a topic, from its beginning. Whoever asks for it closes it. */
    <T extends SpecificRecord> KafkaConsumer<String, T> consumer(String topic, Class<T> type) {
        KafkaConfig kafka = KafkaConfig.from(settings(Map.of()));
        KafkaConsumer<String, T> consumer = new KafkaConsumer<>(
                kafka.clientProperties(Map.of("isolation.level", "read_committed")),
                new StringDeserializer(),
                AvroSerdes.deserializer(type, kafka.serdes()));
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    /** @param headers names and values in turns */
    static HttpResponse<String> get(String address, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        browser.close();
        services.forEach(RunningCommand::close);
        cluster.close();
    }
}
