package io.agender.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.SettingsException;
import io.agender.schemas.SerdeConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamsSettingsTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void should_ask_for_what_all_topologies_need() {
        assertThat(merge(Map.of(), Map.of()))
                .containsEntry("application.id", "summaries")
                .containsEntry("bootstrap.servers", "broker:9092")
                .containsEntry("processing.guarantee", "exactly_once_v2")
                .containsEntry("ensure.explicit.internal.resource.naming", true)
                .containsEntry("num.stream.threads", 3)
                .containsEntry("state.dir", Path.of("state").toString())
                .containsEntry("consumer.auto.offset.reset", "earliest")
                .containsEntry("group.protocol", "CLASSIC")
                .containsEntry("enable.transactional.statestores", true)
                .containsEntry("session.timeout.ms", 15_000)
                .containsEntry(StreamsSettings.METERS, meters);
    }

    @Test
    void should_be_what_kafka_streams_accepts() {
        StreamsConfig config = new StreamsConfig(merge(Map.of(), Map.of()));

        assertThat(config.getString("processing.guarantee")).isEqualTo("exactly_once_v2");
        assertThat(config.getMainConsumerConfigs("group", "client", 0))
                .containsEntry("auto.offset.reset", "earliest")
                .containsEntry("isolation.level", "read_committed");
    }

    @Test
    void should_wait_for_a_week_while_brokers_are_away() {
        StreamsConfig config = new StreamsConfig(merge(Map.of(), Map.of()));

        int week = 7 * 24 * 3600 * 1000;
        assertThat(config.getLong("task.timeout.ms")).isEqualTo(week);
        assertThat(config.getProducerConfigs("producer"))
                .containsEntry("max.block.ms", week)
                .containsEntry("delivery.timeout.ms", week);
    }

    @Test
    void should_let_the_application_override_the_base_and_the_user_override_both() {
        Map<String, Object> application = Map.of(
                "commit.interval.ms", 500,
                "num.standby.replicas", 1,
                "consumer.auto.offset.reset", "latest");
        Map<String, String> user = Map.of(
                "commit.interval.ms", "100",
                "processing.guarantee", "at_least_once");

        assertThat(merge(application, user))
                .containsEntry("consumer.auto.offset.reset", "latest")
                .containsEntry("num.standby.replicas", 1)
                .containsEntry("commit.interval.ms", "100")
                .containsEntry("processing.guarantee", "at_least_once");
    }

    @Test
    void should_let_the_user_set_the_session_timeout_without_a_prefix() {
        StreamsConfig config = new StreamsConfig(merge(Map.of(), Map.of("session.timeout.ms", "3000")));

        assertThat(config.getMainConsumerConfigs("group", "client", 0)).containsEntry("session.timeout.ms", "3000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application.id", "bootstrap.servers"})
    void should_refuse_an_override_of_what_has_an_option_of_its_own(String name) {
        assertThatThrownBy(() -> merge(Map.of(), Map.of(name, "other")))
                .isInstanceOf(SettingsException.class)
                .hasMessage("kafka." + name + " can't be set; use the option for the application id or the brokers.");
    }

    @Test
    void should_not_let_the_application_change_its_own_id_or_brokers() {
        assertThat(merge(Map.of("application.id", "x", "bootstrap.servers", "x"), Map.of()))
                .containsEntry("application.id", "summaries")
                .containsEntry("bootstrap.servers", "broker:9092");
    }

    private Map<String, Object> merge(Map<String, Object> application, Map<String, String> user) {
        KafkaConfig kafka = new KafkaConfig("broker:9092", "http://registry", SerdeConfig.of("http://registry"), user);
        return StreamsSettings.of(kafka, "summaries", Path.of("state"), 3, meters, application);
    }
}
