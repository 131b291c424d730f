package io.agender.notifier;

import io.agender.notifier.outlet.MqttOutlet;
import io.agender.notifier.outlet.Outlet;
import io.agender.notifier.outlet.WebhookOutlet;
import io.agender.notifier.rule.Alert;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.status.HeardBytes;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.CameraProgress;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.Topic;
import io.agender.schemas.reader.BadRecords;
import io.agender.schemas.reader.RecordDecoder;
import io.agender.schemas.reader.StartPosition;
import io.agender.schemas.reader.TopicReader;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads agender.summary and agender.progress, applies the rules, and hands alerts on. All that it knows is written to a file
 * before an alert goes out and after it was taken; so a crash repeats at most the one that was on its way, under the same
 * id. Belongs to one thread, but for what tells of its health.
 */
public final class Notifier implements AutoCloseable {

    /** Counter of alerts, tagged with the rule. */
    public static final String ALERTS = "agender.alerts";

    /** Counter of alerts that were taken, tagged with the outlet. */
    public static final String DELIVERED = "agender.alerts.delivered";

    /** Counter of tries that failed, tagged with the outlet. */
    public static final String FAILED = "agender.alerts.failed";

    /** Counter of alerts that nobody took in time, tagged with the outlet. */
    public static final String GIVEN_UP = "agender.alerts.given.up";

    /** Gauge of alerts that wait, tagged with the outlet. */
    public static final String WAITING = "agender.alerts.waiting";

    static final String OUTLET = "outlet";

    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
    private static final List<String> TOPICS = List.of(Topic.SUMMARY, Topic.PROGRESS);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration SAVE = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(12);

    private final Path file;
    private final Memory memory;
    private final Consumer<String, byte[]> consumer;
    private final TopicReader reader;
    private final RecordDecoder<DemographicSummary> windows;
    private final RecordDecoder<CameraProgress> marks;
    private final List<Delivery> deliveries = new ArrayList<>();
    private final Watched watched;
    private final MeterRegistry meters;
    private boolean unsaved;
    private boolean alerted;
    private long savedAt = System.nanoTime();
    private double bytesHeard;
    private volatile long heardAt = System.nanoTime() - SILENCE.toNanos();

    private Notifier(KafkaConfig kafka, NotifierConfig config, Path file, MeterRegistry meters) throws IOException {
        this.file = file;
        this.meters = meters;
        memory = Memory.read(file);
        BadRecords bad = new BadRecords((record, why) -> LOG.warn(
                "{}-{}@{} can't be read and is left out.", record.topic(), record.partition(), record.offset()));
        consumer = TopicReader.consumer(kafka.clientProperties(Map.of()), "agender-notifier", 500);
        reader = new TopicReader(consumer, bad);
        windows = new RecordDecoder<>(AvroSerdes.deserializer(DemographicSummary.class, kafka.serdes()), bad);
        marks = new RecordDecoder<>(AvroSerdes.deserializer(CameraProgress.class, kafka.serdes()), bad);
        outlets(config)
                .forEach(outlet -> deliveries.add(
                        new Delivery(outlet, memory.pending(outlet.name()), config.kept(), Clock.systemUTC(), meters)));
        watched = new Watched(
                config.rules(),
                memory,
                this::alert,
                standing -> deliveries.forEach(delivery -> delivery.outlet().show(standing)));
    }

    private static Stream<Outlet> outlets(NotifierConfig config) {
        return Stream.concat(
                config.mqtt().<Outlet>map(MqttOutlet::new).stream(),
                config.webhook().<Outlet>map(address -> new WebhookOutlet(address, config.authorization())).stream());
    }

    /**
     * Prepares a notifier; the caller runs and closes it.
     *
     * @param file where it keeps what it knows; nobody else may write it
     * @param meters where it counts
     * @throws IOException when the file can't be read
     */
    public static Notifier open(KafkaConfig kafka, NotifierConfig config, Path file, MeterRegistry meters)
            throws IOException {
        return new Notifier(kafka, config, file, meters);
    }

    /**
     * Goes on where it was left, or begins with what comes from now on; until the thread is interrupted or told to stop.
     *
     * @throws UncheckedIOException when the file can't be written
     */
    public void run(BooleanSupplier stop) {
        List<TopicPartition> partitions = TOPICS.stream()
                .flatMap(topic -> reader.partitions(topic).stream())
                .toList();
        reader.begin(partitions, StartPosition.from(memory.next(), StartPosition.end()));
        remember();
        watched.tellAll();
        save();
        try {
            while (!stop.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
                turn();
            }
        } catch (InterruptException e) {
            LOG.debug("Interrupted while reading.", e);
        }
        boolean interrupted = Thread.interrupted(); // the last save must not be cut off
        save();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn() {
        read();
        hear();
        for (Delivery delivery : deliveries) {
            while (delivery.turn()) {
                save();
            }
        }
        if (unsaved && System.nanoTime() - savedAt > SAVE.toNanos()) {
            save();
        }
    }

    private void read() {
        try {
            boolean any = reader.poll(POLL, this::take) > 0;
            unsaved |= any;
            if (any) {
                remember();
            }
        } catch (InvalidOffsetException e) {
            LOG.warn("Records of {} were deleted before they were read.", e.partitions());
            reader.begin(e.partitions(), StartPosition.beginning());
        }
        if (alerted) {
            alerted = false;
            save(); // before anybody is told
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.topic().equals(Topic.SUMMARY) && record.value() == null && record.key() != null) {
            memory.forget(record.key());
        } else if (record.topic().equals(Topic.SUMMARY)) {
            windows.decode(record).ifPresent(watched::take);
        } else {
            marks.decode(record).ifPresent(watched::take);
        }
    }

    private void alert(Alert alert) {
        alerted = true;
        meters.counter(ALERTS, "rule", alert.rule()).increment();
        LOG.info(
                "Camera {}: {} {} ({})",
                alert.camera(),
                alert.rule(),
                alert.raised() ? "holds since " + alert.since() : "holds no more since " + alert.at(),
                alert.text());
        deliveries.forEach(delivery -> delivery.add(alert));
    }

    private void remember() {
        memory.next().putAll(reader.positions());
    }

    private void save() {
        try {
            memory.write(file);
            unsaved = false;
            savedAt = System.nanoTime();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void hear() {
        double heard = HeardBytes.of(consumer.metrics());
        if (heard != bytesHeard) {
            bytesHeard = heard;
            heardAt = System.nanoTime();
        }
    }

    /** Whether something has come from the brokers in the last seconds. From any thread. */
    public boolean hearsBrokers() {
        return System.nanoTime() - heardAt < SILENCE.toNanos();
    }

    /** Why each outlet can't hand alerts on, by its name; nothing for one that can. From any thread. */
    public Optional<String> trouble(String outlet) {
        return deliveries.stream()
                .map(Delivery::outlet)
                .filter(one -> one.name().equals(outlet))
                .findFirst()
                .flatMap(Outlet::trouble);
    }

    /** Names of the outlets. */
    public List<String> outlets() {
        return deliveries.stream().map(delivery -> delivery.outlet().name()).toList();
    }

    @Override
    public void close() {
        deliveries.forEach(delivery -> delivery.outlet().close());
        windows.close();
        marks.close();
        reader.close();
    }
}
