package io.agender.producer;

import io.agender.runtime.KafkaConfig;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.Frame;
import io.agender.schemas.Topic;
import io.agender.vision.VideoSources;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends the frames of several cameras to agender.frames, each camera on a thread of its own, all through one Kafka
 * producer.
 */
public final class FrameProducer implements AutoCloseable {

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
    private static final int MEBIBYTE = 1024 * 1024;

    private final Producer<String, Frame> producer;
    private final FrameProducerConfig config;
    private final VideoSources sources;
    private final Backpressure backpressure;
    private final FrameProducerListener listener;
    private final InstantSource clock;

    /** Takes over the producer and closes it. */
    FrameProducer(
            Producer<String, Frame> producer,
            FrameProducerConfig config,
            VideoSources sources,
            Backpressure backpressure,
            FrameProducerListener listener,
            InstantSource clock) {
        this.producer = producer;
        this.config = config;
        this.sources = sources;
        this.backpressure = backpressure;
        this.listener = listener;
        this.clock = clock;
    }

    /**
     * A producer for these brokers. It connects in the background; nothing fails here for want of a broker.
     *
     * @param kafka brokers, registry, and the user's own Kafka settings, which win over those chosen here
     * @param sources opens the sources; stays the caller's
     * @param backpressure holds the cameras back; {@link Backpressure#NONE} for as fast as the brokers take it
     * @param listener follows the cameras
     */
    public static FrameProducer open(
            KafkaConfig kafka,
            FrameProducerConfig config,
            VideoSources sources,
            Backpressure backpressure,
            FrameProducerListener listener) {
        Producer<String, Frame> producer = new KafkaProducer<>(
                kafka.clientProperties(properties()), new StringSerializer(), AvroSerdes.serializer(kafka.serdes()));
        return new FrameProducer(producer, config, sources, backpressure, listener, InstantSource.system());
    }

    /**
     * Sends all frames of all cameras, and returns when every frame is acknowledged or has failed. A camera that fails
     * does not stop the others. Sources without a set start time all end at the moment of this call.
     *
     * <p>When the calling thread is interrupted, the cameras stop before their next frame, what they sent is waited for,
     * and the thread is interrupted again on return. A second interrupt ends that wait.
     *
     * @return one result per camera, in the order of the cameras
     * @throws io.agender.runtime.SettingsException when two cameras have the same id
     */
    public List<CameraResult> run(List<CameraSource> cameras) {
        CameraSource.requireDistinct(cameras);
        if (cameras.isEmpty()) {
            return List.of();
        }
        Instant now = clock.instant();
        ExecutorService threads = Executors.newFixedThreadPool(cameras.size(), task -> {
            Thread thread = new Thread(task, "camera");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<CameraResult>> runs = new ArrayList<>();
            for (CameraSource camera : cameras) {
                runs.add(threads.submit(new CameraRun(camera, config, sources, now, producer, backpressure, listener)));
            }
            return await(runs, threads);
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<CameraResult> await(List<Future<CameraResult>> runs, ExecutorService threads) {
        boolean interrupted = false;
        try {
            List<CameraResult> results = new ArrayList<>();
            while (results.size() < runs.size()) {
                try {
                    results.add(runs.get(results.size()).get());
                } catch (InterruptedException e) {
                    interrupted = true;
                    threads.shutdownNow(); // interrupts the cameras
                }
            }
            return results;
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A camera's own troubles are in its result, so this is a broken program. */
    private static RuntimeException rethrown(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
    }

    /** Sends what is buffered and closes the connections. A second call does nothing. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            producer.close(CLOSE_TIMEOUT);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Made for records of 100 to 500 KB, where Kafka's defaults are made for 1 KB. */
    static Map<String, Object> properties() {
        Map<String, Object> all = new HashMap<>();
        all.put(ProducerConfig.CLIENT_ID_CONFIG, "agender-frame-producer");
        // No frame twice and none out of order, whatever has to be sent again.
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none"); // JPEG does not get smaller
        all.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_RECORD_BYTES);
        // One to five frames; buffers of this size are used again, those of larger frames are not.
        all.put(ProducerConfig.BATCH_SIZE_CONFIG, MEBIBYTE / 2);
        all.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        // 64 such batches, or four of the largest frames. When they are full, the cameras wait: longer than a frame is
        // tried, so that a broker that stays away is seen as the failure of a frame, and one that comes back is not.
        all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 32L * MEBIBYTE);
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 120_000);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 150_000L);
        return all;
    }
}
