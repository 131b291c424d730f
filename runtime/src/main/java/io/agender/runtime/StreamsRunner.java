package io.agender.runtime;

import io.agender.runtime.config.Durations;
import io.agender.runtime.input.InputPositions;
import io.agender.runtime.input.InputWatch;
import io.agender.runtime.input.LostRecords;
import io.agender.runtime.input.MissingPositionException;
import io.agender.runtime.status.BrokerSilence;
import io.agender.runtime.status.HeardBytes;
import io.agender.runtime.store.DeletedKeys;
import io.agender.runtime.store.OwnerOnly;
import io.agender.runtime.store.RestoreMetrics;
import io.agender.runtime.store.UncleanTasks;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a topology. Any exception that no error policy resumed from stops the client; {@link #await()} then throws it.
 * Thread-safe.
 */
public final class StreamsRunner implements AutoCloseable {

    /** Gauge: the longest time for which a partition of the input has grown and was not read. */
    public static final String STANDSTILL = "agender.input.standstill.seconds";

    private static final Logger LOG = LoggerFactory.getLogger(StreamsRunner.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

    private final String name;
    private final KafkaStreams streams;
    private final BrokerSilence silence;
    private final List<AutoCloseable> owned = new CopyOnWriteArrayList<>();
    private final List<Runnable> preparations = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private Optional<InputPositions> positions = Optional.empty();
    private Optional<InputWatch> input = Optional.empty();

    /**
     * Prepares a client; nothing is contacted before {@link #start()}.
     *
     * @param name how messages call it, such as {@code inference-processor}
     * @param properties as {@link StreamsSettings} makes them
     * @param owned what the topology uses, such as serdes: closed after the threads have stopped
     */
    public StreamsRunner(String name, Topology topology, Map<String, Object> properties, AutoCloseable... owned) {
        this.name = name;
        this.owned.addAll(List.of(owned));
        Properties all = new Properties();
        all.putAll(properties);
        String group = String.valueOf(all.get(StreamsConfig.APPLICATION_ID_CONFIG));
        streams =
                new KafkaStreams(topology, all, new CheckedClients(group, new LostRecords(meters(properties), group)));
        Path folder = Path.of(String.valueOf(all.get(StreamsConfig.STATE_DIR_CONFIG)), group);
        // The client has locked the folder by now, and opens nothing in it before it is started.
        new UncleanTasks(folder, store -> DeletedKeys.in(store, properties), InstantSource.system()).delete();
        OwnerOnly.makeStoresOf(properties);
        silence = new BrokerSilence(
                name,
                String.valueOf(all.get(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG)),
                this::bytesHeard,
                System::nanoTime);
        streams.setUncaughtExceptionHandler(error -> {
            failure.compareAndSet(null, told(group, error));
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.setStateListener((now, before) -> {
            if (now == State.ERROR || now == State.NOT_RUNNING) {
                stopped.countDown();
            }
        });
    }

    /**
     * Adds to a meter registry what Kafka Streams and its clients measure of themselves, the consumers' lag among it, and
     * {@link RestoreMetrics}. To be called before {@link #start()}; ends with {@link #close()}.
     */
    public void bindTo(MeterRegistry meters) {
        streams.setGlobalStateRestoreListener(new RestoreMetrics(meters));
        input.ifPresent(watch -> Gauge.builder(STANDSTILL, watch.progress(), progress -> progress.standstill()
                        .toSeconds())
                .description("Longest time for which a partition of the input has grown and was not read.")
                .strongReference(true)
                .register(meters));
        KafkaStreamsMetrics metrics = new KafkaStreamsMetrics(streams);
        metrics.bindTo(meters);
        owned.add(metrics);
    }

    /**
     * Lets the brokers be asked where the application stands in its input for as long as it runs. To be called before
     * {@link #start()}.
     */
    public StreamsRunner with(InputPositions input) {
        positions = Optional.of(input);
        this.input = Optional.of(new InputWatch(name, input, this::partitions, this::fail));
        return this;
    }

    /** Adds what must be done once before there are stream threads; what it throws comes out of {@link #start()}. */
    public StreamsRunner preparedBy(Runnable preparation) {
        preparations.add(preparation);
        return this;
    }

    /** Starts the stream threads and returns. When no broker answers for some time, the log says so. */
    public void start() {
        preparations.forEach(Runnable::run);
        positions.ifPresent(InputPositions::requirePositions);
        streams.start();
        silence.start();
        positions.ifPresent(InputPositions::start);
        input.ifPresent(InputWatch::start);
    }

    /**
     * Blocks until the client is closed or fails.
     *
     * @throws StreamsFailedException when it failed
     * @throws InterruptedException when the waiting thread is interrupted; the client goes on
     */
    public void await() throws InterruptedException {
        stopped.await();
        check();
    }

    /** Throws {@link StreamsFailedException} when the client has failed. */
    public void check() {
        Throwable error = failure.get();
        if (error != null) {
            throw new StreamsFailedException(name, error);
        }
        if (streams.state() == State.ERROR) {
            throw new StreamsFailedException(name, null);
        }
    }

    /** Whether all threads are processing. */
    public boolean isRunning() {
        return streams.state() == State.RUNNING;
    }

    /** Whether something has come from the brokers in the last seconds. From any thread; does not block. */
    public boolean hearsBrokers() {
        return silence.hearsBrokers();
    }

    /** Why the service does not move on though its input does; empty while it does. From any thread; does not block. */
    public Optional<String> standstill() {
        return input.flatMap(watch -> watch.progress().trouble());
    }

    /** What this instance reads; nothing while partitions are moved or stores rebuilt. */
    private Set<TopicPartition> partitions() {
        return isRunning()
                ? streams.metadataForLocalThreads().stream()
                        .flatMap(thread -> thread.activeTasks().stream())
                        .flatMap(task -> task.topicPartitions().stream())
                        .collect(Collectors.toSet())
                : Set.of();
    }

    /** Kafka Streams does not say which topic it misses. */
    private Throwable told(String group, Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof MissingSourceTopicException && positions.isPresent()) {
                return MissingPositionException.deleted(group, positions.get().topics());
            }
        }
        return error;
    }

    /** Ends the waiting of whoever runs this; closing is theirs. */
    private void fail(RuntimeException error) {
        failure.compareAndSet(null, error);
        stopped.countDown();
    }

    private static MeterRegistry meters(Map<String, Object> properties) {
        return properties.get(StreamsSettings.METERS) instanceof MeterRegistry meters ? meters : Metrics.globalRegistry;
    }

    private double bytesHeard() {
        return HeardBytes.of(streams.metrics());
    }

    /**
     * Stops the threads, commits what they finished, frees the stores, and closes what it owns. Threads that don't stop in
     * half a minute keep all that until the process ends: freed under them, native memory would end it with a crash.
     */
    @Override
    public void close() {
        close(CLOSE_TIMEOUT);
    }

    /** Waits so long for the threads to stop. */
    void close(Duration patience) {
        silence.close();
        input.ifPresent(InputWatch::close);
        positions.ifPresent(InputPositions::close);
        // A static member that only goes silent would keep its partitions idle until its session times out.
        boolean quiet = streams.close(CloseOptions.timeout(patience)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        if (quiet) {
            owned.forEach(resource -> Utils.closeQuietly(resource, "a part of the " + name));
        } else {
            LOG.warn(
                    "The threads of the {} have not stopped within {}; what they use stays open until this process ends.",
                    name,
                    Durations.format(patience));
        }
        stopped.countDown();
    }
}
