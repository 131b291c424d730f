package io.agender.notifier.outlet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agender.notifier.rule.Alert;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes alerts to an MQTT broker, and for Home Assistant a binary sensor for each rule and camera. An alert is delivered
 * when the broker has acknowledged it. Whatever is retained is published anew with each connection, so that a broker that
 * forgot it knows it again; while we are away the broker says so in our place. Connects by itself, ever more slowly.
 */
public final class MqttOutlet implements Outlet {

    private static final Logger LOG = LoggerFactory.getLogger(MqttOutlet.class);
    private static final int AT_LEAST_ONCE = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int KEEP_ALIVE_SECONDS = 15;

    private final MqttConfig config;
    private final MqttNames names;
    private final LongSupplier nanos;
    private final Map<String, Standing> standings = new LinkedHashMap<>();
    private MqttClient client;
    private long nextTry;
    private Duration pause = FIRST_PAUSE;
    private volatile boolean connected;

    /** Contacts nobody before {@link #turn()}. */
    public MqttOutlet(MqttConfig config) {
        this(config, System::nanoTime);
    }

    MqttOutlet(MqttConfig config, LongSupplier nanos) {
        this.config = config;
        this.names = new MqttNames(config);
        this.nanos = nanos;
        this.nextTry = nanos.getAsLong();
    }

    @Override
    public String name() {
        return "mqtt";
    }

    @Override
    public void turn() {
        if (client != null && client.isConnected()) {
            return;
        }
        if (connected) {
            connected = false;
            LOG.warn("The MQTT broker {} is away.", config.url());
        }
        if (nanos.getAsLong() - nextTry >= 0) {
            connect();
        }
    }

    private void connect() {
        disconnect();
        try {
            client = new MqttClient(config.url(), config.clientId(), new MemoryPersistence());
            client.setTimeToWait(PATIENCE.toMillis());
            client.connect(options());
            publish(names.status(), "online".getBytes(StandardCharsets.UTF_8), true);
            for (Standing standing : standings.values()) {
                announce(standing);
            }
            connected = true;
            pause = FIRST_PAUSE;
            LOG.info("Connected to the MQTT broker {}.", config.url());
        } catch (MqttException | IOException e) {
            LOG.debug("The MQTT broker {} can't be had.", config.url(), e);
            disconnect();
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
        nextTry = nanos.getAsLong() + pause.toNanos();
    }

    private MqttConnectionOptions options() {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setAutomaticReconnect(false);
        options.setConnectionTimeout((int) PATIENCE.toSeconds());
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        config.user().ifPresent(options::setUserName);
        config.password().ifPresent(password -> options.setPassword(password.getBytes(StandardCharsets.UTF_8)));
        MqttMessage gone = new MqttMessage("offline".getBytes(StandardCharsets.UTF_8));
        gone.setQos(AT_LEAST_ONCE);
        gone.setRetained(true);
        options.setWill(names.status(), gone);
        return options;
    }

    @Override
    public void show(Standing standing) {
        boolean known = standing.equals(standings.put(names.id(standing.rule(), standing.camera()), standing));
        if (!known && connected) {
            try {
                announce(standing);
            } catch (IOException e) {
                disconnect(); // all is announced with the next connection
            }
        }
    }

    private void announce(Standing standing) throws IOException {
        if (config.discovery().isPresent()) {
            publish(
                    names.discovery(config.discovery().get(), standing.rule(), standing.camera()),
                    AlertJson.bytes(sensor(standing)),
                    true);
        }
        publish(
                names.state(standing.rule(), standing.camera()),
                (standing.raised() ? "ON" : "OFF").getBytes(StandardCharsets.UTF_8),
                true);
    }

    /** As Home Assistant's MQTT binary sensor is configured. */
    private ObjectNode sensor(Standing standing) {
        ObjectNode sensor = AlertJson.object();
        sensor.put("name", standing.rule());
        sensor.put("unique_id", names.id(standing.rule(), standing.camera()));
        sensor.put("object_id", names.id(standing.rule(), standing.camera()));
        sensor.put("device_class", standing.trouble() ? "problem" : "occupancy");
        sensor.put("state_topic", names.state(standing.rule(), standing.camera()));
        sensor.put("json_attributes_topic", names.last(standing.rule(), standing.camera()));
        sensor.put("availability_topic", names.status());
        sensor.put("payload_on", "ON");
        sensor.put("payload_off", "OFF");
        ObjectNode device = sensor.putObject("device");
        device.putArray("identifiers").add("agender-" + MqttNames.safe(standing.camera()));
        device.put("name", standing.camera());
        device.put("manufacturer", "Agender Streams");
        return sensor;
    }

    @Override
    public void deliver(Alert alert) throws IOException {
        if (!connected) {
            throw new IOException("the MQTT broker is away");
        }
        byte[] json = AlertJson.bytes(alert);
        publish(names.last(alert.rule(), alert.camera()), json, true);
        publish(names.alert(alert.rule(), alert.camera()), json, false);
    }

    /** Returns when the broker has it. */
    private void publish(String topic, byte[] payload, boolean retained) throws IOException {
        try {
            client.publish(topic, payload, AT_LEAST_ONCE, retained);
        } catch (MqttException e) {
            throw new IOException("the MQTT broker did not take a message: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<String> trouble() {
        return connected ? Optional.empty() : Optional.of("The MQTT broker can't be reached.");
    }

    private void disconnect() {
        connected = false;
        if (client == null) {
            return;
        }
        try {
            if (client.isConnected()) {
                client.disconnect(PATIENCE.toMillis());
            }
            client.close(true);
        } catch (MqttException e) {
            LOG.debug("The connection to the MQTT broker was not closed.", e);
        }
        client = null;
    }

    /** Says good-bye: the broker tells of nobody who is gone by himself, so we do. */
    @Override
    public void close() {
        if (connected) {
            try {
                publish(names.status(), "offline".getBytes(StandardCharsets.UTF_8), true);
            } catch (IOException e) {
                LOG.debug("Nobody was told that we go.", e);
            }
        }
        disconnect();
    }
}
