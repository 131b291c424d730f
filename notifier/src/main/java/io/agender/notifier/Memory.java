package io.agender.notifier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agender.notifier.rule.Alert;
import io.agender.notifier.rule.RuleState;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * What a notifier knows: where it stands in the topics, how each rule stands with each camera there, and which alerts are
 * still to be handed on. The three are written together, so whoever goes on from them computes what follows and nothing
 * twice. Not thread-safe.
 */
final class Memory {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NEXT = "next";
    private static final String STATES = "states";
    private static final String PENDING = "pending";

    private final Map<TopicPartition, Long> next = new HashMap<>();

    /** By the rule's name and text, then by camera: of a rule that says something else nothing is known. */
    private final Map<String, Map<String, RuleState>> states = new TreeMap<>();

    private final Map<String, Deque<Alert>> pending = new TreeMap<>();

    /** What is to be read next of each partition. */
    Map<TopicPartition, Long> next() {
        return next;
    }

    /** How a rule stands with each camera. */
    Map<String, RuleState> states(String rule) {
        return states.computeIfAbsent(rule, none -> new TreeMap<>());
    }

    /** Forgets a camera. */
    void forget(String camera) {
        states.values().forEach(cameras -> cameras.remove(camera));
    }

    /** What an outlet has not handed on, oldest first. */
    Deque<Alert> pending(String outlet) {
        return pending.computeIfAbsent(outlet, none -> new ArrayDeque<>());
    }

    /** Reads what was written; of a file that is not there, or is none of ours, nothing is known. */
    static Memory read(Path file) throws IOException {
        Memory memory = new Memory();
        if (!Files.exists(file)) {
            return memory;
        }
        JsonNode json = JSON.readTree(Files.readAllBytes(file));
        json.path(NEXT).properties().forEach(entry -> {
            int end = entry.getKey().lastIndexOf('-');
            memory.next.put(
                    new TopicPartition(
                            entry.getKey().substring(0, end),
                            Integer.parseInt(entry.getKey().substring(end + 1))),
                    entry.getValue().asLong());
        });
        json.path(STATES).properties().forEach(rule -> rule.getValue().forEach(state -> memory.states(rule.getKey())
                .put(state.get("camera").asText(), state(state))));
        json.path(PENDING).properties().forEach(outlet -> outlet.getValue()
                .forEach(alert -> memory.pending(outlet.getKey()).add(alert(alert))));
        return memory;
    }

    /** Writes all of it in the place of what was there, or nothing, also when the power fails. */
    void write(Path file) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        ObjectNode positions = json.putObject(NEXT);
        next.forEach((partition, offset) -> positions.put(partition.toString(), offset));
        ObjectNode rules = json.putObject(STATES);
        states.forEach((rule, cameras) -> {
            ArrayNode list = rules.putArray(rule);
            cameras.values().forEach(state -> list.add(json(state)));
        });
        ObjectNode outlets = json.putObject(PENDING);
        pending.forEach((outlet, alerts) -> {
            ArrayNode list = outlets.putArray(outlet);
            alerts.forEach(alert -> list.add(json(alert)));
        });
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (FileOutputStream out = new FileOutputStream(part.toFile())) { // a channel would be closed by an interrupt
            out.write(json.toString().getBytes(StandardCharsets.UTF_8));
            out.getFD().sync();
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static ObjectNode json(RuleState state) {
        ObjectNode json = JSON.createObjectNode();
        json.put("camera", state.camera());
        json.put("site", state.site());
        json.put("since", text(state.since()));
        json.put("upTo", text(state.upTo()));
        json.put("raised", state.raised());
        return json;
    }

    private static RuleState state(JsonNode json) {
        return new RuleState(
                json.get("camera").asText(),
                json.get("site").textValue(),
                moment(json.get("since")),
                moment(json.get("upTo")),
                json.get("raised").asBoolean());
    }

    private static ObjectNode json(Alert alert) {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", alert.id());
        json.put("rule", alert.rule());
        json.put("text", alert.text());
        json.put("camera", alert.camera());
        json.put("site", alert.site());
        json.put("raised", alert.raised());
        json.put("since", text(alert.since()));
        json.put("at", text(alert.at()));
        json.put("figure", alert.figure());
        return json;
    }

    private static Alert alert(JsonNode json) {
        JsonNode figure = json.get("figure");
        return new Alert(
                json.get("id").asText(),
                json.get("rule").asText(),
                json.get("text").asText(),
                json.get("camera").asText(),
                json.get("site").textValue(),
                json.get("raised").asBoolean(),
                moment(json.get("since")),
                moment(json.get("at")),
                figure.isNull() ? null : (Double) figure.asDouble());
    }

    private static String text(Instant moment) {
        return moment == null ? null : moment.toString();
    }

    private static Instant moment(JsonNode json) {
        return json.isNull() ? null : Instant.parse(json.asText());
    }
}
