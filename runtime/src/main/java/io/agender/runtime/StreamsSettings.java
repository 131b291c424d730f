package io.agender.runtime;

import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.SettingsException;
import io.agender.runtime.store.SmallStores;
import io.agender.schemas.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.GroupProtocol;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The properties of a Kafka Streams application, merged in this order, later over earlier: what all our topologies need,
 * what the application asks for, what the user gave with {@code kafka.} in front. The application id and the brokers
 * have options of their own and can't be overridden that way.
 */
public final class StreamsSettings {

    /** Name under which the error policies find the {@link MeterRegistry}. */
    public static final String METERS = "agender.meter.registry";

    /** Name under which the error policies find the name of the dead-letter topic. */
    public static final String DEAD_LETTER_TOPIC = "agender.dead.letter.topic";

    /**
     * For applications whose records nobody sees before a commit, which sends all that waits: until then they share one
     * request. Sent earlier they take several, and a broker has each partition added to the transaction in one of its own.
     * It is longer than our commit intervals, and a batch has room for what comes between two; all partitions have one.
     */
    public static final Map<String, Object> SENT_BY_COMMITS =
            Map.of(ProducerConfig.LINGER_MS_CONFIG, 1_000, ProducerConfig.BATCH_SIZE_CONFIG, 32 * 1024);

    private static final Set<String> OWNED =
            Set.of(StreamsConfig.APPLICATION_ID_CONFIG, StreamsConfig.BOOTSTRAP_SERVERS_CONFIG);

    private static final int SESSION_TIMEOUT_MS = 15_000;

    private static final int BROKERS_AWAY_MS = (int) TimeUnit.DAYS.toMillis(7);

    private StreamsSettings() {}

    /**
     * Merges the properties.
     *
     * @param applicationId consumer group, prefix of transactions and of internal topics
     * @param stateDirectory where the stores live
     * @param threads stream threads
     * @param meters what the error policies count in
     * @param application what the application asks for
     * @throws SettingsException when the user overrides what has an option of its own
     */
    public static Map<String, Object> of(
            KafkaConfig kafka,
            String applicationId,
            Path stateDirectory,
            int threads,
            MeterRegistry meters,
            Map<String, Object> application) {
        for (String name : kafka.clientOverrides().keySet()) {
            if (OWNED.contains(name)) {
                throw new SettingsException(
                        "kafka." + name + " can't be set; use the option for the application id or the brokers.");
            }
        }
        Map<String, Object> all = new HashMap<>();
        all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        all.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        all.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SmallStores.class);
        // What a killed service had written of its stores is committed, so the next goes on with it (UncleanTasks).
        all.put(StreamsConfig.TRANSACTIONAL_STATE_STORES_CONFIG, true);
        // We have no global stores; unset, each start warns that their errors would not be handled, and once more where
        // the settings of the main consumer are looked at as if they were all.
        all.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
        all.put(
                StreamsConfig.mainConsumerPrefix(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG),
                true);
        // In the newer protocol a killed static member owns its name until its session is over, and brokers refuse
        // whoever comes back under it before.
        all.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, GroupProtocol.CLASSIC.name);
        // A processor that dies for good is replaced after this; one that comes back sooner keeps its partitions.
        // Without a prefix, or the user's own without one would lose.
        all.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS);
        all.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        all.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Topic.MAX_RECORD_BYTES);
        // While brokers are away a service waits. By default what is sent or asked is given up after one, two or five
        // minutes, which ends the thread in the middle of a transaction. The brokers end that one after its own
        // time-out.
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BROKERS_AWAY_MS);
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, BROKERS_AWAY_MS);
        all.put(StreamsConfig.TASK_TIMEOUT_MS_CONFIG, BROKERS_AWAY_MS);
        // While the broker still writes the marks of the last transaction it refuses the first records of the
        // next. Were more on their way it would complain, as an error in its log, that the first is missing.
        all.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        all.putAll(application);
        all.putAll(kafka.clientOverrides());
        all.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        all.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        all.put(METERS, meters);
        return all;
    }
}
