package io.agender.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.schemas.SerdeConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaConfigTest {

    @Test
    void should_look_for_broker_and_registry_on_this_machine_by_default() {
        KafkaConfig config = KafkaConfig.from(Settings.NONE);

        assertThat(config.bootstrapServers()).isEqualTo("localhost:9092");
        assertThat(config.registryUrl()).isEqualTo("http://localhost:8081");
        assertThat(config.serdes()).isEqualTo(SerdeConfig.of("http://localhost:8081"));
        assertThat(config.clientOverrides()).isEmpty();
    }

    @Test
    void should_pass_prefixed_settings_on_to_the_clients_and_to_the_serdes() {
        KafkaConfig config = KafkaConfig.from(new Settings(
                Map.of("kafka.security.protocol", "SSL", "serde.auto.register.schemas", "false", "window", "10s")));

        assertThat(config.clientOverrides()).isEqualTo(Map.of("security.protocol", "SSL"));
        assertThat(config.serdes().properties()).containsEntry("auto.register.schemas", "false");
    }

    @Test
    void should_lay_the_users_settings_over_those_of_a_client_but_keep_the_brokers() {
        KafkaConfig config = KafkaConfig.from(new Settings(
                Map.of("bootstrap.servers", "one:9092", "kafka.bootstrap.servers", "two:9092", "kafka.acks", "1")));

        assertThat(config.clientProperties(Map.of("acks", "all", "linger.ms", 5)))
                .isEqualTo(Map.of("bootstrap.servers", "one:9092", "acks", "1", "linger.ms", 5));
    }
}
