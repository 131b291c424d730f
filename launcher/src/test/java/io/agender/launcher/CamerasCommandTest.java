package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.program.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CamerasCommandTest {

    @TempDir
    Path folder;

    @Test
    void should_add_list_and_remove_a_camera_and_print_no_password() {
        String file = folder.resolve("cameras.yml").toString();

        Agender added = Agender.run(
                "cameras", "add", "lobby", "rtsp://me:secret@10.0.0.7/a", "--set", "fps=10", "--config", file);
        Agender other = Agender.run("cameras", "add", "d", "door.mp4", "--site", "Kiel", "--config", file);
        Agender listed = Agender.run("cameras", "list", "--config", file);
        Agender removed = Agender.run("cameras", "remove", "lobby", "--config", file);

        assertThat(added.out()).isEqualToIgnoringNewLines("lobby: added");
        assertThat(other.exitCode()).as("%s", other).isZero();
        assertThat(listed.out().lines())
                .containsExactly("lobby  rtsp://***@10.0.0.7/a  fps=10", "d      door.mp4  site=Kiel");
        assertThat(removed.out()).isEqualToIgnoringNewLines("lobby: removed");
        assertThat(Agender.run("cameras", "list", "--config", file).out().lines())
                .containsExactly("d  door.mp4  site=Kiel");
    }

    @Test
    void should_say_what_is_wrong_in_one_sentence() {
        Agender refused = Agender.run(
                "cameras",
                "remove",
                "lobby",
                "--config",
                folder.resolve("cameras.yml").toString());

        assertThat(refused.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(refused.err())
                .startsWith("agender: There is no camera lobby in ")
                .hasLineCount(1);
    }
}
