package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.program.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program offers where there is no registry to start, as its image says by an option of the JVM. */
class ImageTest {

    private static final String IMAGE = "agender.image";

    @BeforeEach
    void beTheImage() {
        System.setProperty(IMAGE, "true");
    }

    @AfterEach
    void beNoImage() {
        System.clearProperty(IMAGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "run lobby.mp4",
                "bench pipeline lobby.mp4",
                "bench scale lobby.mp4",
                "bench cameras lobby.mp4",
                "bench soak lobby.mp4"
            })
    void should_send_who_asks_for_a_platform_to_compose(String command) {
        Agender refused = Agender.run(command.split(" "));

        assertThat(refused.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(refused.err())
                .startsWith("agender: 'agender ")
                .contains("starts a broker and a registry of its own")
                .hasLineCount(1);
    }

    @Test
    void should_not_offer_what_it_can_not_do() {
        assertThat(Agender.run("--help").out()).contains("  produce ").doesNotContain("  demo ", "  run ");
        assertThat(Agender.run("bench", "--help").out()).contains("  vision ").doesNotContain("  pipeline ", "  soak ");
    }

    @Test
    void should_offer_all_elsewhere() {
        System.clearProperty(IMAGE);

        assertThat(Agender.run("--help").out()).contains("  demo ", "  run ");
    }
}
