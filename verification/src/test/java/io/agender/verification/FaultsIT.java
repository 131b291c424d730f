package io.agender.verification;

import static io.agender.verification.Pipeline.AGGREGATOR;
import static io.agender.verification.Pipeline.PROCESSOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The same frames through pipelines to which something happens. Each must give what the frames must give, as the checker
 * computes it, and what a pipeline gave that was left alone.
 */
class FaultsIT {

    private static final ProofForm FORM = ProofForm.asAsked();
    private static final Load LOAD = Load.of(FORM.seed(), FORM.cameras(), FORM.framesEach());

    private static LeftAlone leftAlone;

    private final Random random = new Random(FORM.seed());

    @BeforeAll
    static void runUndisturbed() throws IOException {
        leftAlone = LeftAlone.run(Path.of("target", "proof"), LOAD);
    }

    @AfterAll
    static void stopTheBroker() {
        if (leftAlone != null) {
            leftAlone.close();
        }
    }

    @Test
    void should_give_the_same_when_processors_and_aggregators_are_killed() {
        try (Pipeline pipeline = pipeline("killed")) {
            List<Service> services = List.of(pipeline.start(PROCESSOR, 1), pipeline.start(AGGREGATOR, 1));
            List<Service> victims = new ArrayList<>();
            services.forEach(service -> victims.addAll(Collections.nCopies(FORM.kills(), service)));
            Collections.shuffle(victims, random);
            CompletableFuture<Void> sent = pipeline.send(LOAD.frames(), Duration.ofMillis(1300L * victims.size()));
            for (Service victim : victims) {
                letPass(200, 2200);
                victim.kill();
                victim.start();
            }
            sent.join();
            leftAlone.assertTheSame(pipeline.finish());
        }
    }

    @Test
    void should_give_the_same_when_instances_come_and_go() {
        try (Pipeline pipeline = pipeline("scaled")) {
            pipeline.start(PROCESSOR, 1);
            pipeline.start(AGGREGATOR, 1);
            CompletableFuture<Void> sent = pipeline.send(LOAD.frames(), Duration.ofSeconds(9L * FORM.rounds()));
            for (int round = 0; round < FORM.rounds(); round++) {
                letPass(1000, 2000);
                List<Service> more = List.of(
                        pipeline.start(PROCESSOR, 2), pipeline.start(PROCESSOR, 3), pipeline.start(AGGREGATOR, 2));
                pipeline.awaitSharing(PROCESSOR, 1, 2, 3);
                pipeline.awaitSharing(AGGREGATOR, 1, 2);
                letPass(1000, 2000);
                more.forEach(Service::close);
            }
            sent.join();
            leftAlone.assertTheSame(pipeline.finish());
        }
    }

    @Test
    void should_give_the_same_when_an_instance_is_frozen_and_goes_on_after_another_took_over() {
        Map<String, String> strict = Map.of("kafka.max.poll.interval.ms", "3000");
        try (Pipeline pipeline = pipeline("frozen")) {
            List<Service> frozen = List.of(pipeline.start(PROCESSOR, 1, strict), pipeline.start(AGGREGATOR, 1, strict));
            pipeline.start(PROCESSOR, 2, strict);
            pipeline.start(AGGREGATOR, 2, strict);
            int half = LOAD.frames().size() / 2;
            CompletableFuture<Void> sent = pipeline.send(LOAD.frames().subList(0, half), Duration.ofSeconds(3));
            pipeline.awaitFaces(half / 4);
            frozen.forEach(Service::freeze);
            sent.join();
            pipeline.awaitAll();
            frozen.forEach(Service::thaw);
            pipeline.send(LOAD.frames().subList(half, LOAD.frames().size()), Duration.ofSeconds(3))
                    .join();
            leftAlone.assertTheSame(pipeline.finish());
        }
    }

    @Test
    void should_give_the_same_when_the_state_directory_is_lost() {
        try (Pipeline pipeline = pipeline("stateless")) {
            List<Service> services = List.of(pipeline.start(PROCESSOR, 1), pipeline.start(AGGREGATOR, 1));
            CompletableFuture<Void> sent = pipeline.send(LOAD.frames(), Duration.ofSeconds(4L * FORM.rounds()));
            for (int round = 1; round <= FORM.rounds(); round++) {
                pipeline.awaitFaces(LOAD.frames().size() * round / (FORM.rounds() + 2L));
                services.forEach(Service::kill);
                services.forEach(Service::deleteState);
                services.forEach(Service::start);
            }
            sent.join();
            leftAlone.assertTheSame(pipeline.finish());
        }
    }

    @Test
    void should_give_the_same_through_three_instances_and_face_by_face() {
        try (Pipeline pipeline = pipeline("three")) {
            for (int number = 1; number <= 3; number++) {
                pipeline.start(PROCESSOR, number, Map.of("batch.max.faces", "1"));
            }
            pipeline.start(AGGREGATOR, 1);
            pipeline.send(LOAD.frames(), Duration.ofSeconds(2)).join();
            leftAlone.assertTheSame(pipeline.finish());
        }
    }

    /** The checker can see what it must see: without transactions the same faults double records, and it says so. */
    @Test
    void should_fail_when_records_are_processed_at_least_once() {
        Map<String, String> careless = Map.of(
                "kafka.processing.guarantee",
                "at_least_once",
                // What is sent is soon seen, what was read is told late: a kill in between shows every time.
                "kafka.commit.interval.ms",
                "20000",
                "kafka.linger.ms",
                "0",
                // There must be no pause, for in a pause it would tell.
                ServiceProgram.PAINS,
                "5ms");
        try (Pipeline pipeline = pipeline("careless")) {
            pipeline.send(LOAD.frames(), Duration.ofSeconds(1)).join();
            Service processor = pipeline.start(PROCESSOR, 1, careless);
            pipeline.start(AGGREGATOR, 1);
            for (int kill = 1; kill <= 2; kill++) {
                pipeline.awaitFaces(LOAD.frames().size() * kill / 4L);
                processor.kill();
                processor.start();
            }
            assertThat(pipeline.finish().difference())
                    .hasValueSatisfying(difference -> assertThat(difference.toString())
                            .contains("agender.faces")
                            .containsAnyOf("doubled", "a second time"));
        }
    }

    @Test
    void should_name_the_first_record_that_is_missing_when_records_are_lost() {
        try (Pipeline pipeline = leftAlone.pipeline("lost", Duration.ofSeconds(1))) {
            pipeline.send(LOAD.frames().subList(0, 20), Duration.ofMillis(100)).join();
            assertThat(pipeline.finish().difference())
                    .hasValueSatisfying(difference -> assertThat(difference.toString())
                            .startsWith("FIRST DIFFERENCE: agender.faces, camera camera-0")
                            .endsWith("found no more records"));
        }
    }

    private static Pipeline pipeline(String name) {
        return leftAlone.pipeline(name);
    }

    /** Faults come at random moments; this is the randomness, no waiting for something. */
    private void letPass(int leastMillis, int mostMillis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(leastMillis + random.nextInt(mostMillis - leastMillis)));
    }
}
