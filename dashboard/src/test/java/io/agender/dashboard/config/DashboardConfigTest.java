package io.agender.dashboard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.runtime.Settings;
import io.agender.runtime.SettingsException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DashboardConfigTest {

    private static final String TOKEN = "a-token-of-some-length";

    @Test
    void should_be_for_this_machine_by_default() {
        DashboardConfig config = DashboardConfig.from(Settings.NONE);
        assertThat(config.bind()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isEqualTo(8080);
        assertThat(config.pictures()).isEqualTo(PictureMode.ON);
        assertThat(config.token()).isEmpty();
    }

    @Test
    void should_ask_for_a_token_where_others_can_connect() {
        assertThatThrownBy(() -> DashboardConfig.from(new Settings(Map.of(DashboardConfig.BIND, "0.0.0.0"))))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("0.0.0.0 can be reached by others; set dashboard.token");
        assertThat(DashboardConfig.from(
                                new Settings(Map.of(DashboardConfig.BIND, "0.0.0.0", DashboardConfig.TOKEN, TOKEN)))
                        .token())
                .isPresent();
    }

    @Test
    void should_refuse_a_token_that_can_be_guessed() {
        assertThatThrownBy(() -> DashboardConfig.from(new Settings(Map.of(DashboardConfig.TOKEN, "secret"))))
                .isInstanceOf(SettingsException.class)
                .hasMessage("dashboard.token must have at least 16 characters.")
                .hasMessageNotContaining("secret");
    }

    @Test
    void should_not_show_the_token() {
        assertThat(DashboardConfig.from(new Settings(Map.of(DashboardConfig.TOKEN, TOKEN)))
                        .toString())
                .doesNotContain(TOKEN);
    }
}
