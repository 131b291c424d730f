package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agender.embedded.EmbeddedPlatform;
import io.agender.embedded.PlatformConfig;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.Frame;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SerdeConfig;
import io.agender.schemas.Topic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An upgrade: the registry has the schemas of an earlier version when many that write the new ones start at once. */
class RegistrationIT {

    private static final Map<String, Class<? extends SpecificRecord>> WRITTEN = new LinkedHashMap<>(Map.of(
            Topic.FRAMES, Frame.class,
            Topic.FACES, FrameFaces.class,
            Topic.SUMMARY, DemographicSummary.class,
            Topic.SUMMARY_HOURLY, RollupSummary.class));

    private static final ObjectMapper JSON = new ObjectMapper();

    private static EmbeddedPlatform cluster;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        cluster = EmbeddedPlatform.open(
                PlatformConfig.temporary(Path.of("../embedded/target/registry")).withoutLogin());
        assertThat(Agender.runAt(cluster, "topics", "create").exitCode()).isZero();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fresh", "upgraded", "upgraded-twice"})
    void should_make_one_version_of_each_schema_however_many_start_at_once(String kind) throws Exception {
        for (Map.Entry<String, Class<? extends SpecificRecord>> written : WRITTEN.entrySet()) {
            String topic = kind + "." + written.getKey();
            int before = kind.equals("fresh") ? 0 : kind.equals("upgraded") ? 1 : 2;
            for (int version = 1; version <= before; version++) {
                registerEarlier(topic, version);
            }

            assertThat(idsOfInstances(24, topic, written.getValue()).stream().distinct())
                    .as("the id in the records")
                    .hasSize(1);
            assertThat(versions(topic)).hasSize(before + 1);
        }
    }

    @Test
    void should_fail_no_camera_when_three_producers_start_at_once() throws Exception {
        registerEarlier(Topic.FRAMES, 1);
        List<Agender> produced = atOnce(3, producer -> {
            List<String> arguments = new ArrayList<>(List.of("produce", "--limit", "3"));
            for (int camera = 0; camera < 8; camera++) {
                arguments.addAll(List.of(
                        "--camera", "camera-" + producer + "-" + camera + "=" + Truth.SAMPLES.resolve("door.mp4")));
            }
            return Agender.runAt(cluster, arguments.toArray(String[]::new));
        });

        assertThat(produced).allSatisfy(agender -> {
            assertThat(agender.exitCode()).as(agender.toString()).isZero();
            assertThat(agender.out().lines().filter(line -> line.contains(": 3 frames sent")))
                    .hasSize(8);
        });
        assertThat(versions(Topic.FRAMES)).hasSize(2);
    }

    @Test
    void should_make_one_more_version_where_only_properties_of_fields_are_new_and_read_records_of_both()
            throws Exception {
        String topic = "plainer." + Topic.SUMMARY;
        String now = DemographicSummary.getClassSchema().toString();
        String plain = now.replaceAll(",\"(rollup|privacy)\":\"[a-z]+\"", "");
        assertThat(plain).hasSizeLessThan(now.length());
        register(topic, plain);
        int plainId = id(topic, 1);
        DemographicSummary summary = blank(DemographicSummary.class);
        SerdeConfig config = SerdeConfig.of(cluster.registryUrl());
        try (Serializer<DemographicSummary> serializer = AvroSerdes.serializer(config);
                Deserializer<DemographicSummary> deserializer =
                        AvroSerdes.deserializer(DemographicSummary.class, config)) {
            byte[] told = serializer.serialize(topic, summary);
            byte[] before = told.clone();
            ByteBuffer.wrap(before).putInt(1, plainId);

            assertThat(ByteBuffer.wrap(told).getInt(1)).isEqualTo(id(topic, 2)).isNotEqualTo(plainId);
            assertThat(versions(topic)).hasSize(2);
            assertThat(deserializer.deserialize(topic, told)).isEqualTo(summary);
            assertThat(deserializer.deserialize(topic, before)).isEqualTo(summary);
        }
    }

    private static <T extends SpecificRecord> List<Integer> idsOfInstances(int count, String topic, Class<T> type)
            throws Exception {
        CyclicBarrier together = new CyclicBarrier(count);
        return atOnce(count, instance -> {
            try (Serializer<T> serializer = AvroSerdes.serializer(SerdeConfig.of(cluster.registryUrl()))) {
                together.await();
                AvroSerdes.register(serializer, type, topic);
                byte[] bytes = serializer.serialize(topic, blank(type));
                return ByteBuffer.wrap(bytes).getInt(1);
            }
        });
    }

    /** In Avro's binary form zeros are a value of every type. */
    private static <T> T blank(Class<T> type) throws IOException {
        return new SpecificDatumReader<>(type).read(null, DecoderFactory.get().binaryDecoder(new byte[4096], null));
    }

    /** What each of some does at the same time. */
    private interface Part<R> {
        R call(int number) throws Exception;
    }

    private static <R> List<R> atOnce(int count, Part<R> part) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Callable<R>> parts = new ArrayList<>();
            for (int number = 0; number < count; number++) {
                int own = number;
                parts.add(() -> part.call(own));
            }
            List<R> results = new ArrayList<>();
            for (Future<R> future : threads.invokeAll(parts)) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private void registerEarlier(String topic, int version) throws Exception {
        String schema = JSON.writeValueAsString(Map.of(
                "type",
                "record",
                "name",
                "Earlier" + version,
                "fields",
                List.of(Map.of("name", "cameraId", "type", "string"))));
        register(topic, schema);
    }

    private void register(String topic, String schema) throws Exception {
        String subject = cluster.registryUrl() + "/apis/ccompat/v7/subjects/" + topic + "-value/versions";
        HttpRequest request = HttpRequest.newBuilder(URI.create(subject))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of("schema", schema))))
                .build();
        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
    }

    private JsonNode versions(String topic) throws Exception {
        return ask("/subjects/" + topic + "-value/versions");
    }

    private int id(String topic, int version) throws Exception {
        return ask("/subjects/" + topic + "-value/versions/" + version)
                .get("id")
                .asInt();
    }

    private JsonNode ask(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(cluster.registryUrl() + "/apis/ccompat/v7" + path))
                .build();
        return JSON.readTree(
                client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
}
