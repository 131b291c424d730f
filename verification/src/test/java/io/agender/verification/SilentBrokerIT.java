package io.agender.verification;

import static io.agender.verification.Pipeline.AGGREGATOR;
import static io.agender.verification.Pipeline.PROCESSOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

/** What the services say while their broker is dead, and while it is frozen. */
class SilentBrokerIT {

    private static final Path FOLDER = Path.of("target", "silent-broker");
    private static final Duration MAX_WAIT = Duration.ofSeconds(60);
    private static final Load LOAD = Load.of(ProofForm.asAsked().seed(), 2, 20);
    private static final String SILENT = "No Kafka broker answers the ";
    private static final String COMMIT_REFUSED =
            " stopped: The producer attempted a transactional operation in an invalid state.";
    private static final String BACK = "Kafka answers the ";

    @Test
    void should_say_in_one_sentence_that_no_broker_answers_and_in_one_that_it_does_again() throws Exception {
        Utils.delete(FOLDER.toFile());
        try (Broker broker = Broker.open(FOLDER);
                Pipeline pipeline = new Pipeline("silent", broker, FOLDER)) {
            List<Service> services = List.of(pipeline.start(PROCESSOR, 1), pipeline.start(AGGREGATOR, 1));
            pipeline.send(LOAD.frames(), Duration.ofSeconds(1)).join();
            pipeline.awaitFaces(LOAD.frames().size());

            broker.kill();
            services.forEach(service -> awaitSentences(service, SILENT, 1));
            broker.start();
            services.forEach(service -> awaitSentences(service, BACK, 1));
            broker.freeze();
            services.forEach(service -> awaitSentences(service, SILENT, 2));
            broker.thaw();
            for (Service service : services) {
                awaitBackOrStartedAgain(service);
            }
            assertThat(pipeline.finish().toString()).startsWith("ALL RECORDS ACCOUNTED FOR");
        }
    }

    /**
     * Of a commit that was on its way when the broker froze nobody may know afterwards whether it was done. Kafka's client then
     * ends the service, and whoever watches over it starts it again.
     */
    private static void awaitBackOrStartedAgain(Service service) throws IOException {
        await("'" + BACK + "…' twice from the " + service.kind() + ", or its end")
                .atMost(MAX_WAIT)
                .until(() -> sentences(service, BACK) == 2 || !service.isAlive());
        if (!service.isAlive()) {
            assertThat(sentences(service, COMMIT_REFUSED)).isOne();
            service.start();
        }
    }

    private static void awaitSentences(Service service, String start, long count) {
        await("'" + start + "…' " + count + " times from the " + service.kind())
                .atMost(MAX_WAIT)
                .until(() -> sentences(service, start) == count);
    }

    private static long sentences(Service service, String start) throws IOException {
        try (var lines = Files.lines(service.folder().resolve("service.log"))) {
            return lines.filter(line -> line.contains(start)).count();
        }
    }
}
