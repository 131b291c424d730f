package io.agender.notifier.outlet;

import java.util.Optional;

/**
 * How an MQTT broker is reached, and where alerts go there.
 *
 * @param url such as {@code tcp://broker:1883}, or {@code ssl://broker:8883}
 * @param clientId what the broker knows us by; whoever connects by the same ends our connection
 * @param topic what our topics begin with
 * @param discovery what Home Assistant's discovery topics begin with; empty for no discovery
 */
public record MqttConfig(
        String url,
        String clientId,
        Optional<String> user,
        Optional<String> password,
        String topic,
        Optional<String> discovery) {

    @Override
    public String toString() {
        return "MqttConfig[" + url + "]";
    }
}
