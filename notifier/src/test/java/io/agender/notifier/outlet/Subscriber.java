package io.agender.notifier.outlet;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Keeps what is published, until its broker ends. */
public final class Subscriber implements AutoCloseable {

    private final MqttClient client;
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final Map<String, String> last = new ConcurrentHashMap<>();

    /** Subscribes to all topics; what is retained comes at once. */
    public Subscriber(String url) throws MqttException {
        client = new MqttClient(url, "test-" + UUID.randomUUID(), new MemoryPersistence());
        client.setCallback(new Keeper());
        client.connect();
        client.subscribe("#", 1);
    }

    /** The messages of topics that end so, in their order. */
    public List<String> messages(String end) {
        return messages.stream()
                .filter(message -> message.substring(0, message.indexOf(' ')).endsWith(end))
                .map(message -> message.substring(message.indexOf(' ') + 1))
                .toList();
    }

    /** The last message of each topic. */
    public Map<String, String> last() {
        return last;
    }

    @Override
    public void close() {
        try {
            client.disconnectForcibly(100, 100);
            client.close(true);
        } catch (MqttException e) {
            messages.add("error " + e); // its broker is gone
        }
    }

    private final class Keeper implements MqttCallback {

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            String text = new String(message.getPayload(), StandardCharsets.UTF_8);
            messages.add(topic + " " + text);
            last.put(topic, text);
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            // The test knows.
        }

        @Override
        public void mqttErrorOccurred(MqttException exception) {
            messages.add("error " + exception);
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
            // It publishes nothing.
        }

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {
            // Known.
        }

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {
            // None is expected.
        }
    }
}
