package io.agender.verification;

import static io.agender.verification.Pipeline.AGGREGATOR;
import static io.agender.verification.Pipeline.PROCESSOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Services that begin with Kafka Streams 4.2 and go on with ours, on the state directories and changelogs that it has
 * written. The jars of 4.2 stand before ours on the class path; the code of the services is today's.
 */
class EarlierKafkaIT {

    private static final Path FOLDER = Path.of("target", "earlier-kafka");

    /** Where the build puts the jars. */
    private static final Path JARS = Path.of("target", "kafka-4.2").toAbsolutePath();

    /** The class path of a child on which they come first. */
    static final String EARLIER = JARS.resolve("*") + File.pathSeparator + System.getProperty("java.class.path");

    private static final ProofForm FORM = ProofForm.asAsked();
    private static final Load LOAD = Load.of(FORM.seed(), FORM.cameras(), FORM.framesEach());

    private static Broker broker;

    @BeforeAll
    static void startTheBroker() throws IOException {
        assertThat(JARS).isDirectoryContaining("glob:**kafka-streams-4.2.*.jar");
        Utils.delete(FOLDER.toFile());
        broker = Broker.open(FOLDER);
    }

    @AfterAll
    static void stopTheBroker() {
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void should_go_on_with_the_stores_of_services_that_were_stopped_in_an_orderly_way() throws IOException {
        try (Pipeline pipeline = new Pipeline("stopped", broker, FOLDER)) {
            List<Service> services = startAsEarlier(pipeline);
            CompletableFuture<Void> sent = pipeline.send(LOAD.frames(), Duration.ofSeconds(6));
            pipeline.awaitFaces(LOAD.frames().size() / 3);
            services.forEach(Service::close);
            for (Service service : services) {
                assertThat(checkpoints(service)).as(service.kind()).isPositive();
            }

            services.forEach(Service::start);

            services.get(0).awaitRunning();
            assertThat(services.get(1).awaitRunning())
                    .as("records that the aggregator read, all of whose stores are on disk")
                    .isZero();
            for (Service service : services) {
                assertThat(checkpoints(service)).as(service.kind()).isZero();
            }
            sent.join();
            assertThat(pipeline.finish().difference()).isEmpty();
        }
    }

    @Test
    void should_build_the_stores_of_services_that_were_killed_again() throws IOException {
        try (Pipeline pipeline = new Pipeline("killed", broker, FOLDER)) {
            List<Service> services = startAsEarlier(pipeline);
            CompletableFuture<Void> sent = pipeline.send(LOAD.frames(), Duration.ofSeconds(6));
            pipeline.awaitFaces(LOAD.frames().size() / 3);
            pipeline.awaitSummary();
            services.forEach(Service::kill);

            services.forEach(Service::start);

            assertThat(services.get(1).awaitRunning()).isPositive();
            sent.join();
            assertThat(pipeline.finish().difference()).isEmpty();
        }
    }

    @Test
    void should_share_the_work_with_earlier_ones_while_they_are_exchanged() {
        try (Pipeline pipeline = new Pipeline("exchanged", broker, FOLDER)) {
            List<Service> services = startAsEarlier(pipeline);
            CompletableFuture<Void> sent = pipeline.send(LOAD.frames(), Duration.ofSeconds(15));
            pipeline.awaitFaces(LOAD.frames().size() / 8);
            pipeline.start(PROCESSOR, 2);
            pipeline.start(AGGREGATOR, 2);
            pipeline.awaitSharing(PROCESSOR, 1, 2);
            pipeline.awaitSharing(AGGREGATOR, 1, 2);
            services.forEach(Service::close);
            services.forEach(Service::start);
            pipeline.awaitSharing(PROCESSOR, 1, 2);
            sent.join();
            assertThat(pipeline.finish().difference()).isEmpty();
        }
    }

    private static List<Service> startAsEarlier(Pipeline pipeline) {
        return Stream.of(PROCESSOR, AGGREGATOR)
                .map(kind -> pipeline.instance(kind, 1, Map.of()).startOn(EARLIER))
                .toList();
    }

    /** What Kafka Streams before 4.4 leaves of each task when it stops in an orderly way. */
    private static long checkpoints(Service service) throws IOException {
        try (Stream<Path> files = Files.walk(service.state())) {
            return files.filter(file -> file.getFileName().toString().equals(".checkpoint"))
                    .count();
        }
    }
}
