package io.agender.benchmarks;

import io.agender.aggregator.Aggregator;
import io.agender.aggregator.config.AggregatorConfig;
import io.agender.embedded.EmbeddedPlatform;
import io.agender.embedded.PlatformConfig;
import io.agender.inference.Inference;
import io.agender.inference.InferenceConfig;
import io.agender.runtime.StreamsRunner;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.Settings;
import io.agender.vision.EncodedImage;
import io.agender.vision.engine.VisionConfig;
import io.agender.vision.engine.VisionEngine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/**
 * The whole pipeline in this process: embedded broker and registry, processor, aggregator, and a load to put on them.
 * Closing it ends all of them and deletes their data. Belongs to one thread.
 */
final class PipelineRig implements AutoCloseable {

    private final Deque<AutoCloseable> resources;
    private final VisionEngine engine;
    private final List<StreamsRunner> runners;
    private final PipelineLoad load;
    private final Footprint footprint;

    private PipelineRig(
            Deque<AutoCloseable> resources,
            VisionEngine engine,
            List<StreamsRunner> runners,
            PipelineLoad load,
            Footprint footprint) {
        this.resources = resources;
        this.engine = engine;
        this.runners = runners;
        this.load = load;
        this.footprint = footprint;
    }

    /**
     * Starts everything.
     *
     * @param registryApplication folder of the schema registry's application
     * @param vision what looks at the frames
     * @param threads stream threads, cameras and partitions
     * @param pictures the frames that the load sends
     */
    static PipelineRig open(
            Path registryApplication, VisionConfig vision, Settings settings, int threads, List<EncodedImage> pictures)
            throws InterruptedException {
        Deque<AutoCloseable> resources = new ArrayDeque<>();
        try {
            return open(resources, registryApplication, vision, settings, threads, pictures);
        } catch (RuntimeException | InterruptedException e) {
            closeAll(resources);
            throw e;
        }
    }

    private static PipelineRig open(
            Deque<AutoCloseable> resources,
            Path registryApplication,
            VisionConfig vision,
            Settings settings,
            int threads,
            List<EncodedImage> pictures)
            throws InterruptedException {
        Settings given = settings.with(Map.of(InferenceConfig.PROCESSOR_THREADS, String.valueOf(threads)));
        InferenceConfig config = InferenceConfig.from(given);
        VisionEngine engine = pushed(resources, VisionEngine.open(vision));
        EmbeddedPlatform platform =
                pushed(resources, EmbeddedPlatform.open(PlatformConfig.temporary(registryApplication)));
        KafkaConfig kafka = KafkaConfig.from(given.with(platform.settings()));
        Admin admin = pushed(resources, Admin.create(kafka.clientProperties(Map.of())));
        BenchTopics.provision(admin, threads);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Path state = platform.dataDirectory().resolve("streams");
        StreamsRunner inference = pushed(
                resources, Inference.openRunner(kafka, config, "bench-inference", state, meters, engine::newAnalyzer));
        StreamsRunner aggregator = pushed(
                resources,
                Aggregator.openRunner(
                        kafka, AggregatorConfig.from(given), List.of(), "bench-aggregator", state, 1, meters));
        PipelineLoad load = pushed(resources, new PipelineLoad(kafka, pictures, CameraSpread.over(threads, threads)));
        inference.start();
        aggregator.start();
        return new PipelineRig(resources, engine, List.of(inference, aggregator), load, new Footprint(admin));
    }

    private static <T extends AutoCloseable> T pushed(Deque<AutoCloseable> resources, T resource) {
        resources.push(resource);
        return resource;
    }

    VisionEngine engine() {
        return engine;
    }

    PipelineLoad load() {
        return load;
    }

    Footprint footprint() {
        return footprint;
    }

    /** Throws what made the processor or the aggregator stop, if one has. */
    void check() {
        runners.forEach(StreamsRunner::check);
    }

    @Override
    public void close() {
        closeAll(resources);
    }

    private static void closeAll(Deque<AutoCloseable> resources) {
        while (!resources.isEmpty()) {
            try {
                resources.pop().close();
            } catch (Exception e) {
                throw e instanceof RuntimeException known ? known : new IllegalStateException(e);
            }
        }
    }
}
