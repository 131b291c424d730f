package io.agender.notifier.outlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agender.notifier.rule.Alert;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker. */
class MqttOutletTest {

    private static final Standing QUIET = new Standing("queue", "more than 5 people", false, "lobby.1", false);
    private static final Alert RAISED = alert("id-1", true);

    @TempDir
    private Path folder;

    @Test
    void should_tell_home_assistant_what_there_is_and_each_alert_once() throws Exception {
        try (Mosquitto mosquitto = Mosquitto.start(folder);
                MqttOutlet outlet = new MqttOutlet(config(mosquitto));
                Subscriber subscriber = new Subscriber(mosquitto.url())) {
            outlet.show(QUIET);
            connect(outlet);
            outlet.deliver(RAISED);
            outlet.show(new Standing("queue", "more than 5 people", false, "lobby.1", true));

            await().until(() -> "ON".equals(subscriber.last().get("agender/lobby_2e1/queue/state")));
            JsonNode sensor = new ObjectMapper()
                    .readTree(subscriber.last().get("homeassistant/binary_sensor/agender-lobby_2e1-queue/config"));
            assertThat(sensor.get("state_topic").asText()).isEqualTo("agender/lobby_2e1/queue/state");
            assertThat(sensor.get("availability_topic").asText()).isEqualTo("agender/status");
            assertThat(sensor.at("/device/name").asText()).isEqualTo("lobby.1");
            assertThat(sensor.get("device_class").asText()).isEqualTo("occupancy");
            assertThat(subscriber.messages("/alert"))
                    .singleElement()
                    .isEqualTo(
                            "{\"id\":\"id-1\",\"rule\":\"queue\",\"text\":\"more than 5 people\",\"camera\":\"lobby.1\","
                                    + "\"site\":null,\"state\":\"RAISED\",\"since\":\"2026-11-30T10:00:00Z\","
                                    + "\"at\":\"2026-11-30T10:02:00Z\",\"figure\":6.0}");
            assertThat(subscriber.messages("/state")).containsExactly("OFF", "ON");
            assertThat(subscriber.last()).containsEntry("agender/status", "online");
        }
    }

    @Test
    void should_tell_home_assistant_that_a_rule_is_about_trouble_with_a_camera() throws Exception {
        try (Mosquitto mosquitto = Mosquitto.start(folder);
                MqttOutlet outlet = new MqttOutlet(config(mosquitto));
                Subscriber subscriber = new Subscriber(mosquitto.url())) {
            outlet.show(new Standing("blind", "cannot see for 60s", true, "lobby.1", true));
            connect(outlet);

            await().until(() -> "ON".equals(subscriber.last().get("agender/lobby_2e1/blind/state")));
            JsonNode sensor = new ObjectMapper()
                    .readTree(subscriber.last().get("homeassistant/binary_sensor/agender-lobby_2e1-blind/config"));
            assertThat(sensor.get("device_class").asText()).isEqualTo("problem");
        }
    }

    @Test
    void should_say_that_it_goes_and_what_it_said_is_still_there() throws Exception {
        try (Mosquitto mosquitto = Mosquitto.start(folder)) {
            try (MqttOutlet outlet = new MqttOutlet(config(mosquitto))) {
                outlet.show(QUIET);
                connect(outlet);
            }
            try (Subscriber later = new Subscriber(mosquitto.url())) {
                await().until(() -> "OFF".equals(later.last().get("agender/lobby_2e1/queue/state")));
                await().until(() -> "offline".equals(later.last().get("agender/status")));
            }
        }
    }

    @Test
    void should_refuse_an_alert_while_the_broker_is_away_and_tell_a_broker_that_forgot_all_anew() throws Exception {
        try (Mosquitto mosquitto = Mosquitto.start(folder);
                MqttOutlet outlet = new MqttOutlet(config(mosquitto))) {
            outlet.show(new Standing("queue", "more than 5 people", false, "lobby.1", true));
            connect(outlet);
            mosquitto.stop();
            await().until(() -> {
                outlet.turn();
                return outlet.trouble().isPresent();
            });
            assertThatThrownBy(() -> outlet.deliver(RAISED)).isInstanceOf(IOException.class);

            mosquitto.start();
            connect(outlet);
            outlet.deliver(RAISED);
            try (Subscriber subscriber = new Subscriber(mosquitto.url())) {
                await().until(() -> "ON".equals(subscriber.last().get("agender/lobby_2e1/queue/state")));
                await().until(() -> subscriber.last().containsKey("agender/lobby_2e1/queue/last"));
            }
        }
    }

    private static void connect(MqttOutlet outlet) {
        await().atMost(Duration.ofSeconds(40)).until(() -> {
            outlet.turn();
            return outlet.trouble().isEmpty();
        });
    }

    private static MqttConfig config(Mosquitto mosquitto) {
        return new MqttConfig(
                mosquitto.url(),
                "agender-notifier",
                Optional.empty(),
                Optional.empty(),
                "agender",
                Optional.of("homeassistant"));
    }

    private static Alert alert(String id, boolean raised) {
        return new Alert(
                id,
                "queue",
                "more than 5 people",
                "lobby.1",
                null,
                raised,
                Instant.parse("2026-11-30T10:00:00Z"),
                Instant.parse("2026-11-30T10:02:00Z"),
                6.0);
    }
}
