package io.agender.notifier.outlet;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Topics of a rule and a camera. Whatever a camera is called, its name is one level of a topic and an id that Home Assistant
 * takes: letters and digits stay, all else is written by its bytes, so no two become one.
 */
final class MqttNames {

    private final MqttConfig config;

    MqttNames(MqttConfig config) {
        this.config = config;
    }

    /** Whether we are there: {@code online} or {@code offline}, retained. */
    String status() {
        return config.topic() + "/status";
    }

    /** {@code ON} or {@code OFF}, retained. */
    String state(String rule, String camera) {
        return base(rule, camera) + "/state";
    }

    /** Each alert once. */
    String alert(String rule, String camera) {
        return base(rule, camera) + "/alert";
    }

    /** The last alert, retained. */
    String last(String rule, String camera) {
        return base(rule, camera) + "/last";
    }

    /** What Home Assistant must know, retained. */
    String discovery(String prefix, String rule, String camera) {
        return prefix + "/binary_sensor/" + id(rule, camera) + "/config";
    }

    String id(String rule, String camera) {
        return "agender-" + safe(camera) + "-" + safe(rule);
    }

    private String base(String rule, String camera) {
        return config.topic() + "/" + safe(camera) + "/" + safe(rule);
    }

    static String safe(String name) {
        StringBuilder safe = new StringBuilder();
        for (byte sign : name.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = sign >= 'a' && sign <= 'z' || sign >= 'A' && sign <= 'Z' || sign >= '0' && sign <= '9';
            safe.append(plain ? String.valueOf((char) sign) : String.format(Locale.ROOT, "_%02x", sign));
        }
        return safe.toString();
    }
}
