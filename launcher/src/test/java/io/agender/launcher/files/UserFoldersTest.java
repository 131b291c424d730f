package io.agender.launcher.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserFoldersTest {

    private static final Path ANN = Path.of("/home/ann");

    @ParameterizedTest
    @CsvSource({
        "Linux, NONE, '', /home/ann/.local/share/agender",
        "Linux, XDG_DATA_HOME, /data, /data/agender",
        "Linux, XDG_DATA_HOME, not/absolute, /home/ann/.local/share/agender",
        "Linux, XDG_DATA_HOME, '', /home/ann/.local/share/agender",
        "FreeBSD, NONE, '', /home/ann/.local/share/agender",
        "Mac OS X, XDG_DATA_HOME, /data, /home/ann/Library/Application Support/agender",
        "Windows 11, LOCALAPPDATA, /local, /local/agender",
        "Windows 11, NONE, '', /home/ann/AppData/Local/agender",
    })
    void should_keep_models_with_the_users_other_data(String system, String variable, String value, String folder) {
        UserFolders folders = new UserFolders(Map.of(variable, value), system, ANN);

        assertThat(folders.data()).isEqualTo(Path.of(folder));
    }

    @Test
    void should_keep_stores_and_what_can_be_made_again_apart() {
        UserFolders usual = new UserFolders(Map.of(), "Linux", ANN);
        assertThat(usual.state()).isEqualTo(ANN.resolve(".local/state/agender"));
        assertThat(usual.cache()).isEqualTo(ANN.resolve(".cache/agender"));

        UserFolders chosen = new UserFolders(Map.of("XDG_STATE_HOME", "/s", "XDG_CACHE_HOME", "/c"), "Linux", ANN);
        assertThat(chosen.state()).isEqualTo(Path.of("/s/agender"));
        assertThat(chosen.cache()).isEqualTo(Path.of("/c/agender"));
    }
}
