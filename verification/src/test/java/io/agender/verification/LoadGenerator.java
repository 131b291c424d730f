package io.agender.verification;

import io.agender.schemas.Frame;
import io.agender.schemas.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends frames at an even pace, each once, whatever happens to the broker. */
final class LoadGenerator {

    private final Map<String, Object> settings;

    LoadGenerator(Map<String, Object> clientProperties) {
        settings = new HashMap<>(clientProperties);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1); // in the order of the load, see ClientSettings
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TimeUnit.MINUTES.toMillis(10));
    }

    /** Sends in the background; ends when the broker has everything. */
    CompletableFuture<Void> send(List<Frame> frames, Duration duration) {
        return CompletableFuture.runAsync(
                () -> sendAll(frames, duration.toNanos() / frames.size()),
                sender -> new Thread(sender, "load-generator").start());
    }

    private void sendAll(List<Frame> frames, long nanosEach) {
        try (KafkaProducer<String, SpecificRecord> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new LocalAvroSerializer())) {
            CompletableFuture<Void> failure = new CompletableFuture<>();
            long next = System.nanoTime();
            for (Frame frame : frames) {
                LockSupport.parkNanos(next - System.nanoTime());
                next += nanosEach;
                producer.send(
                        new ProducerRecord<>(
                                Topic.FRAMES, null, frame.getCapturedAt().toEpochMilli(), frame.getCameraId(), frame),
                        (sent, error) -> {
                            if (error != null) {
                                failure.completeExceptionally(error);
                            }
                        });
            }
            producer.flush();
            failure.complete(null);
            failure.join();
        }
    }
}
