package io.agender.notifier.outlet;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agender.notifier.rule.Alert;
import java.nio.charset.StandardCharsets;

/** An alert as others get it. */
final class AlertJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private AlertJson() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static byte[] bytes(Alert alert) {
        ObjectNode json = object();
        json.put("id", alert.id());
        json.put("rule", alert.rule());
        json.put("text", alert.text());
        json.put("camera", alert.camera());
        json.put("site", alert.site());
        json.put("state", alert.raised() ? "RAISED" : "CLEARED");
        json.put("since", alert.since().toString());
        json.put("at", alert.at().toString());
        json.put("figure", alert.figure());
        return bytes(json);
    }

    static byte[] bytes(ObjectNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
