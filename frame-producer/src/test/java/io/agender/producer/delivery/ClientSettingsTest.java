package io.agender.producer.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.Settings;
import io.agender.schemas.Topic;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class ClientSettingsTest {

    @Test
    void should_choose_kafka_settings_that_go_together_and_give_way_to_the_users() {
        Map<String, Object> all = KafkaConfig.from(new Settings(Map.of("kafka.linger.ms", "50")))
                .clientProperties(ClientSettings.forFrames());
        all.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        all.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        ProducerConfig config = new ProducerConfig(all);

        assertThat(config.getLong(ProducerConfig.LINGER_MS_CONFIG)).isEqualTo(50);
        assertThat(config.getInt(ProducerConfig.MAX_REQUEST_SIZE_CONFIG)).isEqualTo(Topic.MAX_RECORD_BYTES);
        assertThat(config.getLong(ProducerConfig.BUFFER_MEMORY_CONFIG)).isGreaterThan(2L * Topic.MAX_RECORD_BYTES);
        assertThat(config.getInt(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG))
                .as("what the client has taken is never given up")
                .isEqualTo(Integer.MAX_VALUE);
        assertThat(config.getBoolean(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG)).isTrue();
        assertThat(config.getInt(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION))
                .as("no second request overtakes the first one of a new topic")
                .isEqualTo(1);
        assertThat(config.getLong(ProducerConfig.BUFFER_MEMORY_CONFIG))
                .as("room for what sixteen cameras may have on their way")
                .isGreaterThanOrEqualTo(16 * Acknowledgements.MAX_BYTES)
                .isGreaterThanOrEqualTo(
                        16L * Acknowledgements.MAX_FRAMES * config.getInt(ProducerConfig.BATCH_SIZE_CONFIG));
    }
}
