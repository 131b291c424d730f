package io.agender.producer;

import io.agender.producer.delivery.Backpressure;
import io.agender.producer.delivery.ClientSettings;
import io.agender.producer.delivery.Deliveries;
import io.agender.producer.source.Camera;
import io.agender.producer.source.CameraSource;
import io.agender.producer.source.Surroundings;
import io.agender.producer.source.Timing;
import io.agender.producer.status.CameraMetrics;
import io.agender.producer.status.CameraMetricsBinder;
import io.agender.producer.status.CameraStatus;
import io.agender.runtime.RegistryErrors;
import io.agender.runtime.config.KafkaConfig;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.Frame;
import io.agender.schemas.RegistryException;
import io.agender.schemas.Topic;
import io.agender.vision.VideoSources;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the frames of several cameras to agender.frames, each camera on a thread of its own, all through one Kafka
 * producer.
 */
public final class FrameProducer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FrameProducer.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final Deliveries deliveries;
    private final KafkaClientMetrics clientMetrics;
    private final FrameProducerListener listener;
    private final VideoSources sources;
    private final MeterRegistry meters;
    private final Timing timing;
    private final Runnable registration;
    private final List<CameraMetrics> metrics = new CopyOnWriteArrayList<>();
    private volatile List<CameraRun> runs = List.of();
    private volatile boolean finishing;
    private boolean gaveUp;

    /**
     * Takes over the producer and closes it.
     *
     * @param registration tells the registry what will be sent
     */
    FrameProducer(
            Producer<String, Frame> producer,
            VideoSources sources,
            Backpressure backpressure,
            FrameProducerListener listener,
            MeterRegistry meters,
            Timing timing,
            Runnable registration) {
        this.deliveries = new Deliveries(producer, backpressure, listener, timing.pause());
        this.listener = listener;
        this.clientMetrics = new KafkaClientMetrics(producer);
        this.sources = sources;
        this.meters = meters;
        this.timing = timing;
        this.registration = registration;
    }

    /**
     * A producer for these brokers. It connects in the background; nothing fails here for want of a broker.
     *
     * @param kafka brokers, registry, and the user's own Kafka settings, which win over those chosen here
     * @param sources opens the sources; stays the caller's
     * @param backpressure holds the cameras back; {@link Backpressure#NONE} for as fast as the brokers take it
     * @param listener follows the cameras
     * @param meters what {@link CameraMetricsBinder} are registered in, and what Kafka's client measures of itself
     */
    public static FrameProducer open(
            KafkaConfig kafka,
            VideoSources sources,
            Backpressure backpressure,
            FrameProducerListener listener,
            MeterRegistry meters) {
        Serializer<Frame> serializer = AvroSerdes.serializer(kafka.serdes());
        Producer<String, Frame> producer = new KafkaProducer<>(
                kafka.clientProperties(ClientSettings.forFrames()), new StringSerializer(), serializer);
        FrameProducer frames = new FrameProducer(
                producer,
                sources,
                backpressure,
                listener,
                meters,
                Timing.REAL,
                () -> AvroSerdes.register(serializer, Frame.class, Topic.FRAMES));
        frames.clientMetrics.bindTo(meters);
        return frames;
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
     * @throws io.agender.runtime.config.SettingsException when two cameras have the same id
     * @throws io.agender.schemas.RegistryException when the registry refuses the schema of the frames
     */
    public List<CameraResult> play(List<Camera> cameras) {
        return play(cameras, cameras.size() == 1);
    }

    /**
     * The same for whoever stays until he is stopped: also a lone camera that can't be opened at first is tried again until
     * it can.
     */
    public List<CameraResult> playSteadily(List<Camera> cameras) {
        return play(cameras, false);
    }

    private List<CameraResult> play(List<Camera> cameras, boolean alone) {
        CameraSource.requireDistinct(cameras.stream().map(Camera::source).toList());
        if (cameras.isEmpty()) {
            return List.of();
        }
        Surroundings surroundings =
                new Surroundings(sources, deliveries, listener, timing.wall().instant(), alone, timing);
        metrics.clear();
        List<CameraRun> made = new ArrayList<>();
        for (Camera camera : cameras) {
            CameraMetrics own = new CameraMetrics(camera.id());
            metrics.add(own);
            CameraMetricsBinder.bind(own, meters);
            made.add(new CameraRun(camera, own, surroundings, listener));
        }
        runs = made;
        if (finishing) {
            finish();
        }
        register();
        CameraThreads threads = new CameraThreads(cameras.size());
        try {
            return threads.run(made);
        } finally {
            gaveUp |= threads.gaveUp();
        }
    }

    /**
     * Lets each camera end its stream with its next frame, which then says that it is the last one, so that windows close
     * at once. Cameras that are not open stop. May be called by any thread at any time; {@link #play} returns when all have
     * ended, and one that falls silent just now must still be interrupted.
     */
    public void finish() {
        finishing = true;
        runs.forEach(CameraRun::finish);
    }

    /** Once for all cameras. A registry that is away is waited for by each of them, as later too. */
    private void register() {
        try {
            registration.run();
        } catch (RegistryException e) {
            if (!RegistryErrors.passes(e)) {
                throw e;
            }
            LOG.warn("{}", e.getMessage());
        }
    }

    /** How the cameras stand, in their order. May be asked by any thread at any time. */
    public List<CameraStatus> status() {
        return metrics.stream().map(CameraMetrics::status).toList();
    }

    /** Whether there is a connection to the brokers. May be asked by any thread at any time. */
    public boolean isConnected() {
        return deliveries.producer().metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("connection-count")
                        && metric.metricName().group().equals("producer-metrics"))
                .anyMatch(metric -> metric.metricValue() instanceof Number count && count.doubleValue() > 0);
    }

    /** Sends what is buffered, unless that was given up, and closes the connections. A second call does nothing. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            clientMetrics.close();
            deliveries.producer().close(gaveUp ? Duration.ZERO : CLOSE_TIMEOUT);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
