package io.agender.launcher.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelHomeTest {

    @ParameterizedTest
    @CsvSource({
        "Linux, NONE, '', /home/ann/.local/share/agender/models",
        "Linux, XDG_DATA_HOME, /data, /data/agender/models",
        "Linux, XDG_DATA_HOME, not/absolute, /home/ann/.local/share/agender/models",
        "Linux, XDG_DATA_HOME, '', /home/ann/.local/share/agender/models",
        "FreeBSD, NONE, '', /home/ann/.local/share/agender/models",
        "Mac OS X, XDG_DATA_HOME, /data, /home/ann/Library/Application Support/agender/models",
        "Windows 11, LOCALAPPDATA, /local, /local/agender/models",
        "Windows 11, NONE, '', /home/ann/AppData/Local/agender/models",
    })
    void should_keep_models_with_the_users_other_data(String system, String variable, String value, String folder) {
        ModelHome home = new ModelHome(Map.of(variable, value), system, Path.of("/home/ann"));

        assertThat(home.folder()).isEqualTo(Path.of(folder));
    }
}
