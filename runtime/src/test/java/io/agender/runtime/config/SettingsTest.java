package io.agender.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static final ConfigDef DEFINITION = new ConfigDef()
            .define("threads", Type.INT, 2, ConfigDef.Range.atLeast(1), Importance.LOW, "Threads.")
            .define("camera", Type.STRING, Importance.HIGH, "Camera.");

    @Test
    void should_read_what_is_set_and_take_the_default_for_the_rest() {
        Settings settings = new Settings(Map.of("camera", "lobby", "not.ours", "x"));

        assertThat(settings.read(DEFINITION).getString("camera")).isEqualTo("lobby");
        assertThat(settings.read(DEFINITION).getInt("threads")).isEqualTo(2);
    }

    @Test
    void should_name_the_setting_that_is_refused() {
        assertThatThrownBy(() -> new Settings(Map.of("camera", "lobby", "threads", "0")).read(DEFINITION))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("threads");
        assertThatThrownBy(() -> new Settings(Map.of("camera", "lobby", "threads", "many")).read(DEFINITION))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("threads")
                .hasMessageContaining("many");
        assertThatThrownBy(() -> Settings.NONE.read(DEFINITION))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("camera");
    }

    @Test
    void should_hand_out_settings_by_prefix_without_it() {
        Settings settings = new Settings(Map.of("kafka.acks", "1", "kafka.", "x", "kafkaesque", "y", "window", "10s"));

        assertThat(settings.withPrefix("kafka.")).isEqualTo(Map.of("acks", "1"));
    }

    @Test
    void should_lay_others_over_without_changing_itself() {
        Settings settings = new Settings(Map.of("a", "1", "b", "2"));

        assertThat(settings.with(Map.of("b", "3", "c", "4")).values()).isEqualTo(Map.of("a", "1", "b", "3", "c", "4"));
        assertThat(settings.values()).isEqualTo(Map.of("a", "1", "b", "2"));
    }

    @Test
    void should_not_change_with_the_map_it_was_made_of() {
        Map<String, String> source = new HashMap<>(Map.of("a", "1"));
        Settings settings = new Settings(source);
        source.put("a", "2");

        assertThat(settings.values()).isEqualTo(Map.of("a", "1"));
    }
}
