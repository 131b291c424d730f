package io.agender.launcher.produce;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.launcher.Logging;
import io.agender.producer.status.CameraStatus;
import io.agender.producer.status.CaptureState;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class CameraDisplayTest {

    private final StringWriter screen = new StringWriter();
    private final PrintWriter out = new PrintWriter(screen, true);
    private final CameraDisplay display =
            new CameraDisplay(() -> List.of(camera("lobby"), camera("door")), Bar::new, out);

    /** Writes what happens to it on the screen. */
    private final class Bar implements CameraReporter {
        @Override
        public void show(CameraStatus camera, double rate) {
            out.print("[" + camera.cameraId() + "]");
        }

        @Override
        public boolean isShown() {
            return true;
        }

        @Override
        public void close() {
            out.print("[closed]");
        }
    }

    @Test
    void should_put_what_is_logged_in_the_place_of_the_cameras_and_the_cameras_below() {
        display.show();
        display.log("ERROR lost\n");
        display.show();
        display.show();
        display.close();

        assertThat(screen)
                .hasToString("[lobby][door]"
                        + "[closed][closed]\u001b[2A\r\u001b[JERROR lost\n[lobby][door]"
                        + "[lobby][door]"
                        + "[closed][closed]\u001b[2A\r\u001b[J");
    }

    @Test
    void should_show_also_what_is_logged_last() {
        display.log("ERROR last words\n");
        display.close();

        assertThat(screen).hasToString("ERROR last words\n");
    }

    @Test
    void should_not_keep_more_lines_than_a_person_can_read() {
        for (int i = 0; i < 1_500; i++) {
            display.log("line\n");
        }
        display.close();

        assertThat(screen.toString().lines()).hasSize(1_001).last().isEqualTo("… and 500 more lines");
    }

    @Test
    void should_get_the_lines_of_the_log_until_it_wants_no_more() {
        List<String> lines = new ArrayList<>();
        try (Logging.Redirection into = Logging.into(lines::add)) {
            LoggerFactory.getLogger("io.agender.producer").error("Camera {} is lost", "lobby");
        }
        LoggerFactory.getLogger("io.agender.producer").error("this line is for the console");

        assertThat(lines).singleElement().asString().endsWith("Camera lobby is lost" + System.lineSeparator());
    }

    private static CameraStatus camera(String id) {
        return new CameraStatus(
                id, CaptureState.RUNNING, true, false, Optional.empty(), OptionalLong.empty(), 0, 0, 0, 0, 0, 0);
    }
}
