package io.agender.launcher.run;

import io.agender.aggregator.Aggregator;
import io.agender.inference.Inference;
import io.agender.launcher.models.Benchmarks;
import io.agender.runtime.StreamsRunner;
import io.agender.runtime.config.KafkaConfig;
import io.agender.vision.engine.VisionEngine;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The processor and the aggregator of a run, in this process. Whoever opens them closes them, before the engine and the
 * brokers.
 */
public final class RunServices implements AutoCloseable {

    private final StreamsRunner inference;
    private final StreamsRunner aggregator;

    private RunServices(StreamsRunner inference, StreamsRunner aggregator) {
        this.inference = inference;
        this.aggregator = aggregator;
    }

    /**
     * Opens both; they read nothing before {@link #start}.
     *
     * @param state where their stores live
     */
    public static RunServices open(
            RunPlan plan, KafkaConfig kafka, Path state, VisionEngine engine, MeterRegistry meters) {
        StreamsRunner inference = Inference.openRunner(
                kafka, plan.inference(), plan.application().id(Inference.NAME), state, meters, engine::newAnalyzer);
        try {
            StreamsRunner aggregator = Aggregator.openRunner(
                    kafka,
                    plan.aggregator(),
                    Benchmarks.of(plan.aggregator(), plan.engine().modelDirectory()),
                    plan.application().id(Aggregator.NAME),
                    state,
                    1,
                    meters);
            return new RunServices(inference, aggregator);
        } catch (RuntimeException | Error e) {
            inference.close();
            throw e;
        }
    }

    public void start() {
        inference.start();
        aggregator.start();
    }

    /** Both, to see whether they still run. */
    public List<StreamsRunner> runners() {
        return List.of(inference, aggregator);
    }

    /** Ends both at once, for each waits for the fetch that is on its way. */
    @Override
    public void close() {
        CompletableFuture<Void> other = CompletableFuture.runAsync(
                aggregator::close, command -> new Thread(command, "close-aggregator").start());
        try {
            inference.close();
        } finally {
            other.join();
        }
    }
}
