package io.agender.launcher.settings;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.agender.program.CommandException;
import io.agender.runtime.config.Settings;
import io.agender.runtime.config.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsLayersTest {

    @TempDir
    Path folder;

    @Test
    void should_lay_command_line_over_environment_over_file_over_profile() throws Exception {
        Path file = write("fps: 7\nmax.width: 500\nwindow: 1m\n");
        Settings settings = new SettingsLayers(Map.of("AGENDER_MAX_WIDTH", "400", "AGENDER_WINDOW", "2m"))
                .collect(Optional.of(file), Optional.of("fast"), Map.of("window", "3m"));
        assertThat(settings.values())
                .containsEntry("jpeg.quality", "80") // profile
                .containsEntry("fps", "7") // file
                .containsEntry("max.width", "400") // environment
                .containsEntry("window", "3m"); // command line
    }

    @Test
    void should_take_a_section_of_the_file_as_a_profile() throws Exception {
        Path file = write("window: 1m\n\"%night\":\n  window: 10m\n");
        SettingsLayers layers = new SettingsLayers(Map.of());
        assertThat(layers.collect(Optional.of(file), Optional.of("night"), Map.of())
                        .values())
                .containsEntry("window", "10m");
        assertThat(layers.collect(Optional.of(file), Optional.empty(), Map.of()).values())
                .containsEntry("window", "1m");
    }

    @Test
    void should_read_nested_names() throws Exception {
        Path file = write("min:\n  score: 0.7\nkafka:\n  linger.ms: 5\n");
        assertThat(new SettingsLayers(Map.of())
                        .collect(Optional.of(file), Optional.empty(), Map.of())
                        .values())
                .containsEntry("min.score", "0.7")
                .containsEntry("kafka.linger.ms", "5");
    }

    @Test
    void should_pass_kafka_settings_of_the_environment_on() {
        assertThat(new SettingsLayers(
                                Map.of("AGENDER_KAFKA_SASL_MECHANISM", "PLAIN", "AGENDER_VIDEO", "x", "HOME", "y"))
                        .collect(Optional.empty(), Optional.empty(), Map.of())
                        .values())
                .containsOnly(Map.entry("kafka.sasl.mechanism", "PLAIN"));
    }

    @Test
    void should_lay_a_file_of_client_properties_under_everything_else() throws Exception {
        Path file = Files.writeString(
                folder.resolve("client.properties"),
                "bootstrap.servers=broker:9093\nsecurity.protocol=SASL_SSL\nsasl.mechanism=PLAIN\nlinger.ms=1\n");
        assertThat(new SettingsLayers(Map.of("AGENDER_KAFKA_SASL_MECHANISM", "SCRAM-SHA-512"))
                        .collect(
                                Optional.empty(),
                                Optional.empty(),
                                Map.of("client.config", file.toString(), "kafka.linger.ms", "7"))
                        .values())
                .containsEntry("bootstrap.servers", "broker:9093")
                .containsEntry("kafka.security.protocol", "SASL_SSL")
                .containsEntry("kafka.sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry("kafka.linger.ms", "7");
    }

    @Test
    void should_say_that_there_is_no_file_of_client_properties() {
        Map<String, String> settings = Map.of("client.config", "missing.properties");
        assertThatThrownBy(() -> new SettingsLayers(Map.of()).collect(Optional.empty(), Optional.empty(), settings))
                .isInstanceOf(SettingsException.class)
                .hasMessage("There is no file of client properties missing.properties.");
    }

    @Test
    void should_keep_dollar_signs_of_passwords() throws Exception {
        assertThat(new SettingsLayers(Map.of())
                        .collect(Optional.empty(), Optional.empty(), Map.of("kafka.ssl.key.password", "a$b{c}"))
                        .values())
                .containsEntry("kafka.ssl.key.password", "a$b{c}");
    }

    @Test
    void should_refuse_an_unknown_name_with_a_suggestion() throws Exception {
        Path file = write("windw: 10s\n");
        assertThatThrownBy(() -> new SettingsLayers(Map.of()).collect(Optional.of(file), Optional.empty(), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessage("Unknown setting 'windw' in " + file + "; did you mean 'window'?");
    }

    @Test
    void should_refuse_an_unknown_profile() {
        assertThatThrownBy(() -> new SettingsLayers(Map.of()).collect(Optional.empty(), Optional.of("slow"), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("There is no profile 'slow'; the bundled ones are: accurate, fast, seed;");
    }

    @Test
    void should_refuse_a_file_that_is_missing_or_no_yaml() throws Exception {
        SettingsLayers layers = new SettingsLayers(Map.of());
        Path missing = folder.resolve("missing.yml");
        assertThatThrownBy(() -> layers.collect(Optional.of(missing), Optional.empty(), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessage("There is no configuration file " + missing + ".");
        Path broken = write("window: [10s\n");
        assertThatThrownBy(() -> layers.collect(Optional.of(broken), Optional.empty(), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("The configuration file " + broken + " can't be read as YAML");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dashboard.token: \"hunter2\n",
                "dashboard.token: !!java.lang.Foo hunter2\n",
                "dashboard.token: [hunter2\n",
                "dashboard.token hunter2 @ : % x\n",
            })
    void should_name_the_line_that_is_no_yaml_and_quote_nothing_of_it(String yaml) throws Exception {
        Path broken = write("fps: 3\n" + yaml);

        Throwable error = catchThrowable(
                () -> new SettingsLayers(Map.of()).collect(Optional.of(broken), Optional.empty(), Map.of()));

        assertThat(error)
                .isInstanceOf(SettingsException.class)
                .hasMessageMatching("The configuration file .* can't be read as YAML: .* \\(line [23]\\)\\.");
        assertThat(Throwables.getStackTrace(error)).doesNotContain("hunter2");
    }

    @Test
    void should_refuse_a_file_that_is_not_utf_8_instead_of_breaking_its_letters() throws Exception {
        SettingsLayers layers = new SettingsLayers(Map.of());
        Path latin = Files.write(folder.resolve("latin.yml"), "sites: door=K\u00f6ln\n".getBytes(ISO_8859_1));
        assertThatThrownBy(() -> layers.collect(Optional.of(latin), Optional.empty(), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessage("The configuration file " + latin + " is not written in UTF-8.");
        assertThatThrownBy(() ->
                        layers.collect(Optional.empty(), Optional.empty(), Map.of("client.config", latin.toString())))
                .isInstanceOf(SettingsException.class)
                .hasMessage("The file of client properties " + latin + " is not written in UTF-8.");
    }

    /** So Java hands on a variable whose bytes it could not read. */
    @Test
    void should_refuse_a_variable_that_came_broken_and_not_show_it() {
        SettingsLayers layers = new SettingsLayers(Map.of("AGENDER_DASHBOARD_TOKEN", "K\uFFFDln"));
        assertThatThrownBy(() -> layers.collect(Optional.empty(), Optional.empty(), Map.of()))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith("The setting dashboard.token is not readable as UTF-8;")
                .hasMessageNotContaining("K\uFFFDln");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("agender.yml"), text);
    }
}
