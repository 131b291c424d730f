package io.agender.verification;

import static io.agender.verification.Pipeline.AGGREGATOR;
import static io.agender.verification.Pipeline.PROCESSOR;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** As {@link FaultsIT}, with faults that last longer than a camera may be silent; apart, since they take so long. */
class OutagesIT {

    private static final ProofForm FORM = ProofForm.asAsked();
    private static final Load LOAD = Load.of(FORM.seed(), FORM.cameras(), FORM.framesEach());

    private static final Duration LONGER_THAN_IDLE = FORM.idle().plusSeconds(5);

    private static LeftAlone leftAlone;

    private final Random random = new Random(FORM.seed());

    @BeforeAll
    static void runUndisturbed() throws IOException {
        leftAlone = LeftAlone.run(Path.of("target", "outages"), LOAD);
    }

    @AfterAll
    static void stopTheBroker() {
        if (leftAlone != null) {
            leftAlone.close();
        }
    }

    @Test
    void should_give_the_same_when_the_broker_is_killed_and_comes_back() {
        try (Pipeline pipeline = pipeline("broker")) {
            pipeline.start(PROCESSOR, 1);
            pipeline.start(AGGREGATOR, 1);
            Duration away = FORM.brokerAway().compareTo(LONGER_THAN_IDLE) < 0 ? LONGER_THAN_IDLE : FORM.brokerAway();
            CompletableFuture<Void> sent =
                    pipeline.send(LOAD.frames(), away.plusSeconds(4).multipliedBy(FORM.rounds()));
            for (int round = 0; round < FORM.rounds(); round++) {
                letPass(1500, 3000);
                leftAlone.broker().kill();
                LockSupport.parkNanos(away.toNanos());
                leftAlone.broker().start();
            }
            sent.join();
            leftAlone.assertTheSameOfFramesTakenOnce(pipeline.finish());
        }
    }

    /** Longer than {@code idle}: an outage of ours must not pass for a silence of the cameras. */
    @Test
    void should_give_the_same_when_all_processors_are_away_and_then_the_aggregator_too() {
        try (Pipeline pipeline = pipeline("away")) {
            Service processor = pipeline.start(PROCESSOR, 1);
            Service aggregator = pipeline.start(AGGREGATOR, 1);
            CompletableFuture<Void> sent = pipeline.send(
                    LOAD.frames(), FORM.processorsAway().plusSeconds(6).multipliedBy(FORM.rounds()));
            for (int round = 0; round < FORM.rounds(); round++) {
                letPass(3000, 5000);
                processor.kill();
                LockSupport.parkNanos(
                        FORM.processorsAway().multipliedBy(2).dividedBy(3).toNanos());
                aggregator.kill();
                LockSupport.parkNanos(FORM.processorsAway().dividedBy(3).toNanos());
                aggregator.start();
                processor.start();
            }
            sent.join();
            leftAlone.assertTheSame(pipeline.finish());
        }
    }

    private static Pipeline pipeline(String name) {
        return leftAlone.closingAfter(FORM.idle(), name);
    }

    /** Faults come at random moments; this is the randomness, no waiting for something. */
    private void letPass(int leastMillis, int mostMillis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(leastMillis + random.nextInt(mostMillis - leastMillis)));
    }
}
