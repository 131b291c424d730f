package io.agender.verification;

import static io.agender.verification.Pipeline.PROCESSOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.agender.schemas.Topic;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

/**
 * How long nothing is analysed when a processor is killed and started again at once, and how much of its state it has to
 * read back, with a line for each kill; and what happens when its state knows more than the broker.
 */
class FailOverIT {

    private static final Path FOLDER = Path.of("target", "fail-over");
    private static final Path LOST = Path.of("target", "lost-changelog");
    private static final int CAMERAS = 48;
    private static final int FRAMES_PER_SECOND = 5;
    private static final int KILLS = 3;

    /** Long enough for the stores to write to disk, which they do with each megabyte. */
    private static final Duration BETWEEN = Duration.ofSeconds(Integer.getInteger("failover.seconds", 12));

    private static final Duration MAX_WAIT = Duration.ofMinutes(2);

    /** For a comparison. */
    private static final String CLASS_PATH =
            Boolean.getBoolean("failover.earlier") ? EarlierKafkaIT.EARLIER : System.getProperty("java.class.path");

    /** For a comparison, too: settings as they may be given to a service, with spaces between. */
    private static final Map<String, String> ASKED = asked(System.getProperty("failover.settings", ""));

    @Test
    void should_go_on_with_the_state_that_a_killed_processor_had_written() throws Exception {
        Utils.delete(FOLDER.toFile());
        Duration sending = BETWEEN.multipliedBy(KILLS + 1L);
        Load load = Load.of(ProofForm.asAsked().seed(), CAMERAS, (int) sending.toSeconds() * FRAMES_PER_SECOND);
        try (Broker broker = Broker.open(FOLDER);
                Pipeline pipeline = new Pipeline("fail-over", broker, FOLDER);
                KafkaConsumer<byte[], byte[]> faces = faces(broker)) {
            Service processor = pipeline.instance(PROCESSOR, 1, ASKED).startOn(CLASS_PATH);
            processor.awaitRunning();
            CompletableFuture<Void> sent = pipeline.send(load.frames(), sending);
            List<Kill> kills = new ArrayList<>();
            for (int number = 0; number < KILLS; number++) {
                readUntil(faces, BETWEEN);
                long written = changelogRecords(broker, pipeline.application(PROCESSOR));
                processor.kill();
                long killed = System.nanoTime();
                processor.startOn(CLASS_PATH);
                while (!faces.poll(Duration.ofMillis(300)).isEmpty()) {
                    // committed before the kill
                }
                awaitFace(faces);
                Duration silence = Duration.ofNanos(System.nanoTime() - killed);
                Kill kill = new Kill(written, processor.awaitRunning(), silence);
                System.out.println("fail-over: " + kill);
                kills.add(kill);
            }
            sent.join();
            processor.kill();
            processor.deleteState();
            processor.startOn(CLASS_PATH);
            long all = processor.awaitRunning();
            System.out.println("fail-over: all: " + all);
            Kill last = kills.get(KILLS - 1);
            assertThat(last.restored())
                    .as(last + "; and without any files: " + all)
                    .isLessThan(all * 7 / 10);
        }
    }

    /** As a loss of power leaves it: the stores were synced, the broker's records were not. */
    @Test
    void should_make_stores_anew_that_go_further_than_their_changelogs() throws Exception {
        Utils.delete(LOST.toFile());
        Load load = Load.of(ProofForm.asAsked().seed(), 6, 60);
        try (Broker broker = Broker.open(LOST);
                Pipeline pipeline = new Pipeline("lost", broker, LOST)) {
            Service processor = pipeline.start(PROCESSOR, 1, ASKED);
            processor.awaitRunning();
            pipeline.send(load.frames(), Duration.ofSeconds(3)).join();
            pipeline.awaitFaces(load.frames().size() / 2);
            processor.close();
            processor.start();
            long inMemory = processor.awaitRunning();
            processor.close();

            broker.kill();
            Set<String> cut = loseHalf(LOST.resolve("broker"), pipeline.application(PROCESSOR) + "-tracks-changelog");
            broker.start();
            processor.start();

            assertThat(processor.awaitRunning())
                    .as("records of %s, which lost their ends, and of what is always read", cut)
                    .isGreaterThan(inMemory);
            // Kafka Streams sees some of them by itself, if an answer comes in time.
            assertThat(told(processor)).isNotEmpty().isEqualTo(cut);
        }
    }

    /** The changelogs of which the log says that their stores go further. */
    private static Set<String> told(Service processor) throws IOException {
        Matcher lines = Pattern.compile("ChangelogEnds - (\\S+) ends at ")
                .matcher(Files.readString(processor.folder().resolve("service.log")));
        return lines.results().map(line -> line.group(1)).collect(Collectors.toSet());
    }

    /** The partitions of a topic that had records to lose. */
    private static Set<String> loseHalf(Path broker, String topic) throws IOException {
        try (Stream<Path> files = Files.walk(broker)) {
            List<Path> segments = files.filter(
                            file -> file.getFileName().toString().matches("\\d{20}\\.log"))
                    .filter(file -> file.getParent().getFileName().toString().startsWith(topic + "-"))
                    .filter(file -> file.toFile().length() > 0)
                    .toList();
            for (Path segment : segments) {
                try (FileChannel log = FileChannel.open(segment, StandardOpenOption.WRITE)) {
                    log.truncate(log.size() / 2);
                }
            }
            return segments.stream()
                    .map(segment -> segment.getParent().getFileName().toString())
                    .collect(Collectors.toSet());
        }
    }

    /**
     * What a kill cost.
     *
     * @param written records in the changelogs
     * @param restored how many of them were read again
     * @param silence from the kill to the next record of faces
     */
    private record Kill(long written, long restored, Duration silence) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%.1f s from the kill to the next faces, %d of %d records of the changelogs restored",
                    silence.toMillis() / 1e3,
                    restored,
                    written);
        }
    }

    private static KafkaConsumer<byte[], byte[]> faces(Broker broker) {
        Map<String, Object> settings = new HashMap<>(broker.clientProperties());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(consumer.partitionsFor(Topic.FACES).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
        consumer.seekToBeginning(consumer.assignment());
        return consumer;
    }

    private static void readUntil(KafkaConsumer<byte[], byte[]> faces, Duration over) {
        long end = System.nanoTime() + over.toNanos();
        while (System.nanoTime() < end) {
            faces.poll(Duration.ofMillis(100));
        }
    }

    private static void awaitFace(KafkaConsumer<byte[], byte[]> faces) {
        long end = System.nanoTime() + MAX_WAIT.toNanos();
        while (faces.poll(Duration.ofMillis(50)).isEmpty()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("No faces after a kill in " + MAX_WAIT);
            }
        }
    }

    private static long changelogRecords(Broker broker, String application) throws Exception {
        try (Admin admin = Admin.create(broker.clientProperties())) {
            List<String> changelogs = admin.listTopics().names().get().stream()
                    .filter(topic -> topic.startsWith(application) && topic.endsWith("-changelog"))
                    .toList();
            Map<TopicPartition, OffsetSpec> ends =
                    admin.describeTopics(changelogs).allTopicNames().get().values().stream()
                            .flatMap(topic -> topic.partitions().stream()
                                    .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        }
    }

    private static Map<String, String> asked(String settings) {
        Map<String, String> all = new HashMap<>();
        all.put("batch.max.faces", "1"); // so that no face waits in the store that is in memory
        for (String setting : settings.split(" ")) {
            if (!setting.isBlank()) {
                String[] parts = setting.split("=", 2);
                all.put(parts[0], parts[1]);
            }
        }
        return all;
    }
}
