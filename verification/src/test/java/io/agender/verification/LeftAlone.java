package io.agender.verification;

import static io.agender.verification.Pipeline.AGGREGATOR;
import static io.agender.verification.Pipeline.PROCESSOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.agender.schemas.DemographicSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.common.utils.Utils;

/** A broker, and what a pipeline there gave to which nothing happened: others must give the same of the same frames. */
final class LeftAlone implements AutoCloseable {

    private final Broker broker;
    private final Path folder;
    private final Outputs outputs;

    private LeftAlone(Broker broker, Path folder, Outputs outputs) {
        this.broker = broker;
        this.folder = folder;
        this.outputs = outputs;
    }

    /** @param folder for the data of the broker and all pipelines, emptied first */
    static LeftAlone run(Path folder, Load load) throws IOException {
        Utils.delete(folder.toFile());
        Broker broker = Broker.open(folder);
        try (Pipeline pipeline = new Pipeline("undisturbed", broker, folder)) {
            pipeline.start(PROCESSOR, 1);
            pipeline.start(AGGREGATOR, 1);
            pipeline.send(load.frames(), Duration.ofSeconds(1)).join();
            Verdict verdict = pipeline.finish();
            assertThat(verdict.toString()).startsWith("ALL RECORDS ACCOUNTED FOR");
            assertThat(verdict.found().impairedSeconds(DemographicSummary::getSecondsBlocked))
                    .as("seconds in which a camera was covered, or this proves nothing of them")
                    .isPositive();
            assertThat(verdict.found().impairedSeconds(DemographicSummary::getSecondsDark))
                    .isPositive();
            return new LeftAlone(broker, folder, verdict.found());
        } catch (RuntimeException | Error e) {
            broker.close();
            throw e;
        }
    }

    Broker broker() {
        return broker;
    }

    Pipeline pipeline(String name) {
        return new Pipeline(name, broker, folder);
    }

    /** @param longestRun how long is waited for records before what is missing counts as lost */
    Pipeline pipeline(String name, Duration longestRun) {
        return new Pipeline(name, broker, folder, longestRun);
    }

    void assertTheSame(Verdict verdict) {
        assertThat(verdict.toString()).startsWith("ALL RECORDS ACCOUNTED FOR");
        assertThat(outputs.firstDifference(verdict.found())).isEmpty();
    }

    @Override
    public void close() {
        broker.close();
    }
}
