package io.agender.dashboard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.runtime.config.Settings;
import io.agender.runtime.config.SettingsException;
import java.net.URI;
import java.util.List;
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
    void should_be_found_where_it_is_told_and_refuse_what_is_no_address() {
        assertThat(DashboardConfig.from(
                                new Settings(Map.of(DashboardConfig.ADDRESS, "https://shop.example:9000/faces/")))
                        .address())
                .contains(URI.create("https://shop.example:9000/faces/"));
        assertThat(DashboardConfig.from(Settings.NONE).address()).isEmpty();
        for (String wrong : List.of("localhost:9000", "ftp://a/", "http://", "http://a b/", "http://me:secret@a/")) {
            assertThatThrownBy(() -> DashboardConfig.from(new Settings(Map.of(DashboardConfig.ADDRESS, wrong))))
                    .as(wrong)
                    .isInstanceOf(SettingsException.class)
                    .hasMessage("dashboard.address must be an address such as http://localhost:9000/.");
        }
    }

    @Test
    void should_not_show_the_token() {
        assertThat(DashboardConfig.from(new Settings(Map.of(DashboardConfig.TOKEN, TOKEN)))
                        .toString())
                .doesNotContain(TOKEN);
    }
}
