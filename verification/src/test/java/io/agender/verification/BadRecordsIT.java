package io.agender.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agender.audit.TopicRecord;
import io.agender.audit.WholeTopics;
import io.agender.embedded.EmbeddedPlatform;
import io.agender.embedded.PlatformConfig;
import io.agender.launcher.Home;
import io.agender.launcher.Main;
import io.agender.runtime.DeadLetters;
import io.agender.runtime.TopicProvisioner;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.Frame;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameOutcome;
import io.agender.schemas.SerdeConfig;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Thousands of spoilt records through the program as it is, with its real networks and a real registry. What happens when
 * the registry is away is in {@link ProcessorWithoutRegistryIT}; that a bug stops a service, in
 * {@link BrokenEngineIT}.
 */
class BadRecordsIT {

    private static final Path FOLDER = Path.of("target", "bad-records");
    private static final ProofForm FORM = ProofForm.asAsked();
    private static final List<String> CAMERAS = List.of("door", "hall", "yard");
    private static final int SOUND_EACH = 20;
    private static final Duration MAX_WAIT = Duration.ofMinutes(15);

    /** Of the whole process, the networks included; the largest picture would take 2.7 GB. */
    private static final long MAX_MEMORY_KIB = 1_000_000;

    private final List<ChildJvm> services = new ArrayList<>();
    private EmbeddedPlatform cluster;

    @BeforeEach
    void startTheServices() {
        cluster = EmbeddedPlatform.open(
                PlatformConfig.temporary(Home.registryApplication()).withoutLogin());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            new TopicProvisioner(admin)
                    .provision(
                            Topic.all().stream()
                                    .map(topic -> topic.withRetention(Duration.ofMillis(-1)))
                                    .toList(),
                            2,
                            (short) 1);
        }
        services.add(start("process"));
        services.add(start("aggregate"));
    }

    private ChildJvm start(String command) {
        return ChildJvm.start(
                FOLDER.resolve(command + ".log"),
                Main.class,
                List.of(
                        command,
                        "--bootstrap-servers",
                        cluster.bootstrapServers(),
                        "--registry-url",
                        cluster.registryUrl(),
                        "--data-dir",
                        FOLDER.resolve(command).toString()));
    }

    @AfterEach
    void stopEverything() {
        services.forEach(ChildJvm::close);
        cluster.close();
    }

    @Test
    void should_account_for_every_spoilt_record_and_go_on() throws IOException {
        Map<String, List<Long>> sequences = send();
        int sound = sequences.values().stream().mapToInt(List::size).sum();

        await("the last sound frame of each camera")
                .atMost(MAX_WAIT)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    assertThat(services).allMatch(ChildJvm::isAlive);
                    return faces().values().stream().mapToLong(List::size).sum()
                                    + lettersOf(Topic.FRAMES, false).size()
                            >= sound + FORM.badRecords();
                });
        Map<String, List<FrameFaces>> faces = faces();
        Set<String> refused = lettersOf(Topic.FRAMES, false);
        Set<String> unreadable = lettersOf(Topic.FRAMES, true);
        long records = faces.values().stream().mapToLong(List::size).sum();
        System.out.printf(
                "proof: bad records: %d spoilt and %d sound frames: %d records of faces, of which %d could not be decoded,"
                        + " and %d refused; %d spoilt records of faces refused; peak memory %d MB%n",
                FORM.badRecords(),
                sound,
                records,
                unreadable.size(),
                refused.size(),
                lettersOf(Topic.FACES, false).size(),
                services.get(0).peakMemoryKib() / 1000);
        assertThat(records + refused.size()).isEqualTo(sound + FORM.badRecords());
        assertThat(faces.values().stream().flatMap(List::stream).filter(BadRecordsIT::isUndecodable))
                .hasSameSizeAs(unreadable);
        for (String camera : CAMERAS) {
            assertThat(faces.get(camera))
                    .filteredOn(record -> sequences.get(camera).contains(record.getSequence()))
                    .allSatisfy(record -> assertThat(record.getOutcome()).isEqualTo(FrameOutcome.ANALYSED))
                    .extracting(FrameFaces::getSequence)
                    .containsExactlyElementsOf(sequences.get(camera));
        }
        // Nothing of 2100 has moved the clock: the windows of the sound frames are final, and none is late.
        assertThat(finalWindows())
                .containsOnlyKeys(CAMERAS.toArray(String[]::new))
                .allSatisfy((camera, windows) -> assertThat(windows)
                        .isNotEmpty()
                        .allSatisfy(window -> assertThat(window.getWindowEnd()).isBefore(Instant.now())));
        await("the spoilt records of faces")
                .atMost(MAX_WAIT)
                .until(() -> lettersOf(Topic.FACES, false).size() == 1 + FORM.badRecords() / SOUND_EACH);
        assertThat(services).allMatch(ChildJvm::isAlive);
        assertThat(services.get(0).peakMemoryKib()).isLessThan(MAX_MEMORY_KIB);
    }

    /**
     * Sends as many spoilt frames as the form wants, a sound one after each few, and spoilt records of faces.
     *
     * @return the sequences of the sound frames by camera
     */
    private Map<String, List<Long>> send() throws IOException {
        byte[] jpeg =
                Files.readAllBytes(Path.of(System.getProperty("agender.home"), "docs/images/annotated-frame.jpg"));
        Random random = new Random(FORM.seed());
        Map<String, List<Long>> sound = new TreeMap<>();
        try (Serializer<Frame> serializer = AvroSerdes.serializer(SerdeConfig.of(cluster.registryUrl()));
                KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", cluster.bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            SpoiltRecords records =
                    new SpoiltRecords(FORM.seed(), jpeg, Instant.now().minus(Duration.ofHours(1)), serializer);
            producer.send(new ProducerRecord<>(Topic.FACES, CAMERAS.get(0), facesBefore1970()));
            int spoilt = 0;
            for (int number = 0; spoilt < FORM.badRecords() || number % SOUND_EACH != 0; number++) {
                String camera = CAMERAS.get(number / SOUND_EACH % CAMERAS.size());
                if (number % SOUND_EACH == SOUND_EACH - 1 || spoilt == FORM.badRecords()) {
                    producer.send(records.sound(camera, number));
                    sound.computeIfAbsent(camera, key -> new ArrayList<>()).add((long) number);
                } else {
                    producer.send(records.next(camera, number));
                    spoilt++;
                }
            }
            for (int number = 0; number < FORM.badRecords() / SOUND_EACH; number++) {
                byte[] noise = new byte[random.nextInt(100)];
                random.nextBytes(noise);
                producer.send(new ProducerRecord<>(
                        Topic.FACES, number % 7 == 0 ? null : "door", noise.length == 0 ? null : noise));
            }
        }
        return sound;
    }

    /** What an earlier version let pass: the first of its camera, so the camera's windows would lie there too. */
    private byte[] facesBefore1970() {
        FrameFaces faces = FrameFaces.newBuilder()
                .setCameraId(CAMERAS.get(0))
                .setStreamId("before-1970")
                .setSequence(0)
                .setCapturedAt(Instant.EPOCH.minusSeconds(1))
                .setFrameWidth(640)
                .setFrameHeight(360)
                .setModels(List.of())
                .setFaces(List.of())
                .build();
        try (Serializer<FrameFaces> serializer = AvroSerdes.serializer(SerdeConfig.of(cluster.registryUrl()))) {
            return serializer.serialize(Topic.FACES, faces);
        }
    }

    private Map<String, List<FrameFaces>> faces() {
        Map<String, List<FrameFaces>> faces = new TreeMap<>();
        try (Deserializer<FrameFaces> values =
                AvroSerdes.deserializer(FrameFaces.class, SerdeConfig.of(cluster.registryUrl()))) {
            reader().read(Topic.FACES, record -> {
                // What this test itself spoilt has no headers.
                if (record.headers().toArray().length > 0) {
                    faces.computeIfAbsent(record.key(), camera -> new ArrayList<>())
                            .add(values.deserialize(record.topic(), record.headers(), record.value()));
                }
            });
        }
        return faces;
    }

    private Map<String, List<DemographicSummary>> finalWindows() {
        try (Deserializer<DemographicSummary> values =
                AvroSerdes.deserializer(DemographicSummary.class, SerdeConfig.of(cluster.registryUrl()))) {
            return reader().read(Topic.SUMMARY, values).stream()
                    .filter(summary -> summary.value().getStatus() == SummaryStatus.FINAL)
                    .collect(Collectors.groupingBy(
                            TopicRecord::camera,
                            TreeMap::new,
                            Collectors.mapping(TopicRecord::value, Collectors.toList())));
        }
    }

    /** Which records were refused, each once and with a reason. */
    private Set<String> lettersOf(String topic, boolean inFaces) {
        Map<String, String> reasons = new HashMap<>();
        reader().read(Topic.DEAD_LETTERS, letter -> {
            if (header(letter, DeadLetters.TOPIC).equals(topic)
                    && inFaces == (letter.headers().lastHeader(DeadLetters.IN_FACES) != null)) {
                String place = header(letter, DeadLetters.PARTITION) + "@" + header(letter, DeadLetters.OFFSET);
                assertThat(reasons.put(place, header(letter, DeadLetters.REASON)))
                        .as("letter before for %s", place)
                        .isNull();
            }
        });
        assertThat(reasons.values()).allMatch(reason -> !reason.isBlank());
        return new HashSet<>(reasons.keySet());
    }

    private static boolean isUndecodable(FrameFaces faces) {
        return faces.getOutcome() == FrameOutcome.UNDECODABLE;
    }

    private static String header(ConsumerRecord<?, ?> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private WholeTopics reader() {
        return new WholeTopics(Map.of("bootstrap.servers", cluster.bootstrapServers()));
    }
}
