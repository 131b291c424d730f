package io.agender.schemas.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.schemas.CameraLine;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.FramePoint;
import io.agender.schemas.LineSide;
import io.agender.schemas.TrustedRecords;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BorderLinesTest {

    static {
        TrustedRecords.ensure();
    }

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
        CameraLine line = new CameraLine("exit", new FramePoint(x, y), new FramePoint(toX, toY), LineSide.LEFT);
        return BorderLines.warnings(
                "lobby",
                CameraVersion.newBuilder()
                        .setVersion(1)
                        .setValidFrom(Instant.EPOCH)
                        .setAppliedAt(Instant.EPOCH)
                        .setLines(List.of(line))
                        .build());
    }
}
