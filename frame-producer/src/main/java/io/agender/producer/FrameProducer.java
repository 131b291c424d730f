package io.agender.producer;

import io.agender.runtime.KafkaConfig;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.Frame;
import io.agender.schemas.Topic;
import io.agender.vision.VideoSources;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    private static final Duration STOP_GRACE = Duration.ofSeconds(10);

    private final Delivery.Desk desk;
    private final VideoSources sources;
    private final MeterRegistry meters;
    private final Timing timing;
    private final List<CameraFigures> figures = new CopyOnWriteArrayList<>();
    private boolean gaveUp;

    /** Takes over the producer and closes it. */
    FrameProducer(
            Producer<String, Frame> producer,
            VideoSources sources,
            Backpressure backpressure,
            FrameProducerListener listener,
            MeterRegistry meters,
            Timing timing) {
        this.desk = new Delivery.Desk(producer, backpressure, listener, timing.pause());
        this.sources = sources;
        this.meters = meters;
        this.timing = timing;
    }

    /**
     * A producer for these brokers. It connects in the background; nothing fails here for want of a broker.
     *
     * @param kafka brokers, registry, and the user's own Kafka settings, which win over those chosen here
     * @param sources opens the sources; stays the caller's
     * @param backpressure holds the cameras back; {@link Backpressure#NONE} for as fast as the brokers take it
     * @param listener follows the cameras
     * @param meters what {@link CameraMeters} are registered in
     */
    public static FrameProducer open(
            KafkaConfig kafka,
            VideoSources sources,
            Backpressure backpressure,
            FrameProducerListener listener,
            MeterRegistry meters) {
        Producer<String, Frame> producer = new KafkaProducer<>(
                kafka.clientProperties(properties()), new StringSerializer(), AvroSerdes.serializer(kafka.serdes()));
        return new FrameProducer(producer, sources, backpressure, listener, meters, Timing.REAL);
    }

    /**
     * Sends all frames of all cameras, and returns when nothing more is wanted and every frame is acknowledged, dropped or
     * has failed. A camera that fails does not stop the others; a live source that is lost is opened again until it is
     * back. Sources without a set start time all end at the moment of this call.
     *
     * <p>When the calling thread is interrupted, the cameras stop before their next frame, what they sent is waited for,
     * for ten seconds at most, and the thread is interrupted again on return.
     *
     * @return one result per camera, in the order of the cameras
     * @throws io.agender.runtime.SettingsException when two cameras have the same id
     */
    public List<CameraResult> play(List<Camera> cameras) {
        CameraSource.requireDistinct(cameras.stream().map(Camera::source).toList());
        if (cameras.isEmpty()) {
            return List.of();
        }
        CameraRun.Surroundings surroundings =
                new CameraRun.Surroundings(sources, desk, timing.wall().instant(), cameras.size() == 1, timing);
        figures.clear();
        List<CameraRun> runs = new ArrayList<>();
        for (Camera camera : cameras) {
            CameraFigures own = new CameraFigures(camera.id());
            figures.add(own);
            CameraMeters.bind(own, meters);
            runs.add(new CameraRun(camera, own, surroundings));
        }
        ExecutorService threads = Executors.newFixedThreadPool(cameras.size(), task -> {
            Thread thread = new Thread(task, "camera");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<CameraResult>> results = new ArrayList<>();
            runs.forEach(run -> results.add(threads.submit(run)));
            return await(results, threads);
        } finally {
            threads.shutdownNow();
        }
    }

    /** How the cameras stand, in their order. May be asked by any thread at any time. */
    public List<CameraStatus> status() {
        return figures.stream().map(CameraFigures::status).toList();
    }

    private List<CameraResult> await(List<Future<CameraResult>> runs, ExecutorService threads) {
        boolean interrupted = false;
        long deadline = Long.MAX_VALUE;
        try {
            List<CameraResult> results = new ArrayList<>();
            while (results.size() < runs.size()) {
                try {
                    long patience = interrupted ? deadline - System.nanoTime() : Long.MAX_VALUE;
                    results.add(runs.get(results.size()).get(patience, TimeUnit.NANOSECONDS));
                } catch (InterruptedException e) {
                    interrupted = true;
                    deadline = System.nanoTime() + STOP_GRACE.toNanos();
                    threads.shutdownNow(); // interrupts the cameras
                } catch (TimeoutException e) {
                    gaveUp = true;
                    deadline = Long.MAX_VALUE;
                    threads.shutdownNow(); // and again, which ends their wait for the brokers
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

    /** Sends what is buffered, unless that was given up, and closes the connections. A second call does nothing. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            desk.producer().close(gaveUp ? Duration.ZERO : CLOSE_TIMEOUT);
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
        // What sixteen cameras may have on their way (see Acknowledgements); with more of them the cameras wait or
        // drop.
        all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * MEBIBYTE);
        // A frame that the client has taken is tried until the brokers have it, however long they are away. If it were
        // given up, nobody would know whether they have it after all; and a file must not fail because they were away.
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        // What the client can't take is tried again by the camera.
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000L);
        return all;
    }
}
