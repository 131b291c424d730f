package io.agender.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.schemas.RegistryException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler.Response;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler.Result;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UndecodableRecordPolicyTest {

    private static final byte[] PIXELS = {1, 2, 3};

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final UndecodableRecordPolicy policy = new UndecodableRecordPolicy();

    @BeforeEach
    void configure() {
        policy.configure(Map.of(StreamsSettings.METERS, meters));
    }

    @Test
    void should_skip_the_record_and_say_in_headers_which_it_was_and_why_never_with_its_value() {
        Response response = refuse("lobby", new SerializationException("Unknown magic byte!"));

        assertThat(response.result()).isEqualTo(Result.RESUME);
        ProducerRecord<byte[], byte[]> letter =
                response.deadLetterQueueRecords().get(0);
        assertThat(letter.topic()).isEqualTo("agender.dead-letters");
        assertThat(letter.key()).asString(StandardCharsets.UTF_8).isEqualTo("lobby");
        assertThat(letter.value()).isNull();
        assertThat(headers(letter))
                .isEqualTo(Map.of(
                        "agender.topic", "agender.frames",
                        "agender.partition", "3",
                        "agender.offset", "42",
                        "agender.camera", "lobby",
                        "agender.reason", "Unknown magic byte!"));
    }

    @Test
    void should_count_dead_letters_by_topic() {
        refuse("lobby", new SerializationException("bad"));
        refuse("door", new SerializationException("bad"));

        assertThat(meters.get(DeadLetters.COUNTER)
                        .tag("topic", "agender.frames")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void should_make_a_letter_for_a_record_without_a_key() {
        ProducerRecord<byte[], byte[]> letter = refuse(null, new SerializationException("bad"))
                .deadLetterQueueRecords()
                .get(0);

        assertThat(letter.key()).isNull();
        assertThat(headers(letter)).containsEntry("agender.camera", "");
    }

    @Test
    void should_shorten_a_long_reason_and_name_the_error_when_there_is_none() {
        ProducerRecord<byte[], byte[]> wordy = refuse("lobby", new SerializationException("x".repeat(10_000)))
                .deadLetterQueueRecords()
                .get(0);
        ProducerRecord<byte[], byte[]> silent = refuse("lobby", new IllegalStateException())
                .deadLetterQueueRecords()
                .get(0);

        assertThat(headers(wordy).get("agender.reason")).hasSize(500);
        assertThat(headers(silent)).containsEntry("agender.reason", "IllegalStateException");
    }

    @Test
    void should_send_letters_to_the_topic_of_the_configuration() {
        policy.configure(Map.of(StreamsSettings.METERS, meters, StreamsSettings.DEAD_LETTER_TOPIC, "refused"));

        assertThat(refuse("lobby", new SerializationException("bad")).deadLetterQueueRecords())
                .singleElement()
                .satisfies(letter -> assertThat(letter.topic()).isEqualTo("refused"));
    }

    @Test
    void should_stop_when_the_registry_is_away_or_refuses_because_that_is_not_the_records_fault() {
        for (RegistryException.Kind kind : RegistryException.Kind.values()) {
            Exception trouble = new SerializationException("can't", RegistryErrorsTest.trouble(kind));

            assertThat(refuse("lobby", trouble).result()).as("%s", kind).isEqualTo(Result.FAIL);
        }
        assertThat(meters.find(DeadLetters.COUNTER).counter()).isNull();
    }

    private Response refuse(String camera, Exception error) {
        byte[] key = camera == null ? null : camera.getBytes(StandardCharsets.UTF_8);
        ErrorHandlerContext where = new DefaultErrorHandlerContext(
                null, "agender.frames", 3, 42, new RecordHeaders(), "frames", new TaskId(0, 3), 0, key, PIXELS);
        return policy.handleError(where, new ConsumerRecord<>("agender.frames", 3, 42, key, PIXELS), error);
    }

    private static Map<String, String> headers(ProducerRecord<?, ?> letter) {
        return StreamSupport.stream(letter.headers().spliterator(), false)
                .collect(Collectors.toMap(
                        header -> header.key(), header -> new String(header.value(), StandardCharsets.UTF_8)));
    }
}
