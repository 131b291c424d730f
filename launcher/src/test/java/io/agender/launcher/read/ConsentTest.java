package io.agender.launcher.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.program.CommandException;
import io.agender.runtime.config.SettingsException;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentTest {

    private final StringWriter asked = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"y\n", "Yes\n", " y \n"})
    void should_write_pictures_when_the_user_says_yes(String answer) {
        assertThatCode(() -> consent(false, true, answer).toWritePictures("faces"))
                .doesNotThrowAnyException();
        assertThat(asked.toString()).contains("Pictures show people.", "faces", "[y/N]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "n\n", "yesterday\n"})
    void should_write_none_otherwise(String answer) {
        assertThatThrownBy(() -> consent(false, true, answer).toWritePictures("faces"))
                .isInstanceOf(CommandException.class)
                .hasMessage("No picture was written.");
    }

    @Test
    void should_ask_nobody_who_agreed_beforehand() {
        consent(true, false, "").toWritePictures("faces");
        assertThat(asked.toString()).isEmpty();
    }

    @Test
    void should_tell_a_script_how_to_agree() {
        assertThatThrownBy(() -> consent(false, false, "y\n").toWritePictures("faces"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("say --yes");
    }

    private Consent consent(boolean given, boolean terminal, String answer) {
        return new Consent(
                given,
                terminal,
                new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(asked, true));
    }
}
