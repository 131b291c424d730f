package io.agender.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.runtime.config.Settings;
import io.agender.runtime.config.SettingsException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotifierConfigTest {

    private static final Map<String, String> ENOUGH =
            Map.of("notify.rules", "gone: dark for 5m", "mqtt.url", "tcp://broker:1883");

    @Test
    void should_read_what_is_set_and_show_no_secret() {
        Map<String, String> all = new HashMap<>(ENOUGH);
        all.put("mqtt.password", "secret-1");
        all.put("mqtt.discovery", "");
        NotifierConfig config = NotifierConfig.from(new Settings(all));

        assertThat(config.mqtt()).hasValueSatisfying(mqtt -> {
            assertThat(mqtt.password()).contains("secret-1");
            assertThat(mqtt.discovery()).isEmpty();
            assertThat(mqtt.toString()).doesNotContain("secret-1");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "notify.rules | none | notify.rules: 'none' has no name",
                "notify.rules | ; | There is no rule; set notify.rules, such as",
                "mqtt.url | broker | mqtt.url must be an address such as tcp://broker:1883",
                "mqtt.topic | a/# | mqtt.topic must be a topic without + and #, such as agender, not 'a/#'.",
                "webhook.url | ftp://there | webhook.url must be an address such as https://example.org/alerts.",
                "notify.keep | 1s | notify.keep must be at least 60s, not 1s.",
            })
    void should_refuse_a_bad_value_with_a_sentence_that_names_it(String name, String value, String message) {
        Map<String, String> all = new HashMap<>(ENOUGH);
        all.put(name, value);
        assertThatThrownBy(() -> NotifierConfig.from(new Settings(all)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(message);
    }

    @Test
    void should_want_somebody_to_tell() {
        assertThatThrownBy(() -> NotifierConfig.from(new Settings(Map.of("notify.rules", "gone: dark for 5m"))))
                .isInstanceOf(SettingsException.class)
                .hasMessage("Nobody is told; set mqtt.url or webhook.url.");
    }
}
