package io.agender.launcher.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BorderLinesTest {

    @ParameterizedTest
    @CsvSource({
        "0.05, 0.2, 0.09, 0.9, left",
        "0.95, 0.2, 1, 0.9, right",
        "0.2, 0, 0.8, 0.02, upper",
        "0.2, 0.92, 0.8, 0.99, lower"
    })
    void should_tell_of_a_line_that_is_drawn_along_a_border(double x, double y, double toX, double toY, String border) {
        assertThat(warnings(x, y, toX, toY))
                .containsExactly("Line exit of camera lobby lies within a tenth of the picture of its " + border
                        + " border along its whole length: faces have hardly room to cross it (docs/zones.md).");
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1, 0.1, 0.9", // room enough
        "0, 0.5, 1, 0.5", // from border to border
        "0.05, 0.5, 0.5, 0.95", // across a corner
        "0.02, 0.2, 0.2, 0.2" // away from a border
    })
    void should_tell_nothing_of_a_line_that_has_room_somewhere(double x, double y, double toX, double toY) {
        assertThat(warnings(x, y, toX, toY)).isEmpty();
    }

    private static List<String> warnings(double x, double y, double toX, double toY) {
        return BorderLines.warnings(
                "lobby",
                CameraSettingsFile.read(
                                "cameras.yml",
                                "cameras: [{id: lobby, lines: [{name: exit, from: [" + x + ", " + y + "], to: [" + toX
                                        + ", " + toY + "], in: left}]}]",
                                Instant.EPOCH)
                        .get("lobby"));
    }
}
