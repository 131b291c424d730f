package io.agender.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agender.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record as a reader saw it.
 *
 * @param json topic, partition, offset, timestamp, key, headers and value
 */
record RecordLine(JsonNode json) {

    /** By topic and place, because readers mix topics as they like. */
    static final Comparator<RecordLine> BY_PLACE = Comparator.comparing(RecordLine::topic)
            .thenComparing(line -> line.json.get("partition").asInt())
            .thenComparing(line -> line.json.get("offset").asLong());

    /** Equal when all is equal; otherwise the order means nothing. */
    static final Comparator<RecordLine> BY_CONTENT =
            (one, other) -> one.json.equals(RecordLine::compare, other.json) ? 0 : 1;

    /** Of rows: clients that know no logical types say milliseconds, as they are written. Larger ones are microseconds. */
    private static final List<String> MOMENTS_OF_ROWS = List.of("periodStart", "periodEnd");

    private static final long MILLIS_ARE_BELOW = 100_000_000_000_000L;

    RecordLine {
        if (json.path("topic").asText().equals(Topic.SUMMARY_ROWS) && json.get("value") instanceof ObjectNode row) {
            MOMENTS_OF_ROWS.stream()
                    .filter(name ->
                            row.get(name).isIntegralNumber() && row.get(name).longValue() < MILLIS_ARE_BELOW)
                    .forEach(name -> row.put(name, row.get(name).longValue() * 1000));
        }
    }

    static RecordLine of(ConsumerRecord<String, ?> record, Object value) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("topic", record.topic());
        json.put("partition", record.partition());
        json.put("offset", record.offset());
        json.put("timestamp", record.timestamp());
        json.put("key", record.key());
        ObjectNode headers = json.putObject("headers");
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        json.set("value", RecordView.of(value));
        return new RecordLine(json);
    }

    String topic() {
        return json.get("topic").asText();
    }

    JsonNode value() {
        return json.get("value");
    }

    JsonNode headers() {
        return json.get("headers");
    }

    /** What a replay repeats: without the offset, and without the headers that say when it was made. */
    RecordLine repeatable() {
        return new RecordLine(((ObjectNode) json.deepCopy()).without(List.of("offset", "headers")));
    }

    /**
     * The same with times in the form that another line has them in, and without what that one lacks: our command prints
     * times for people, and says twice which record a dead letter is about.
     */
    RecordLine withTimesLike(RecordLine other) {
        ObjectNode plain = json.deepCopy();
        plain.remove("refused");
        plain.put("timestamp", Instant.parse(plain.get("timestamp").asText()).toEpochMilli());
        plain.set("value", withTimesLike(plain.get("value"), other.value()));
        return new RecordLine(plain);
    }

    private static JsonNode withTimesLike(JsonNode one, JsonNode other) {
        if (one.isTextual() && other.isIntegralNumber()) {
            return JsonNodeFactory.instance.numberNode(
                    ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(one.asText())));
        }
        if (one.isNumber() && !one.isIntegralNumber() && other.isNumber()) {
            // A number of single precision is printed with the digits that it takes.
            boolean single = (float) other.doubleValue() == other.doubleValue();
            return single ? JsonNodeFactory.instance.numberNode((double) (float) one.doubleValue()) : one;
        }
        if (one instanceof ObjectNode object) {
            object.fieldNames()
                    .forEachRemaining(name -> object.set(name, withTimesLike(object.get(name), other.path(name))));
        } else if (one instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, withTimesLike(array.get(i), other.path(i)));
            }
        }
        return one;
    }

    /** Numbers are equal by their value: JavaScript writes the double 1.0 as 1. */
    private static int compare(JsonNode one, JsonNode other) {
        if (one.isIntegralNumber() && other.isIntegralNumber()) {
            return Long.compare(one.longValue(), other.longValue());
        }
        if (one.isNumber() && other.isNumber()) {
            return Double.compare(one.doubleValue(), other.doubleValue());
        }
        return one.equals(other) ? 0 : 1;
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
