package io.agender.launcher.engine;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.agender.launcher.files.UserFolders;
import io.agender.runtime.config.Settings;
import io.agender.runtime.config.SettingsException;
import io.agender.vision.ExecutionProvider;
import io.agender.vision.engine.LandmarkUse;
import io.agender.vision.engine.SearchSize;
import io.agender.vision.geometry.FrameRegion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineConfigTest {

    @Test
    void should_have_a_default_for_every_setting() {
        assertThat(EngineConfig.from(Settings.NONE))
                .isEqualTo(new EngineConfig(
                        "auto",
                        "face-api",
                        Set.of(),
                        OptionalDouble.empty(),
                        UserFolders.ofThisUser().data().resolve("models"),
                        1,
                        ExecutionProvider.CPU,
                        OptionalDouble.empty(),
                        LandmarkUse.AUTO,
                        SearchSize.OWN,
                        100_000_000));
    }

    @Test
    void should_read_every_setting() {
        Settings settings = new Settings(Map.ofEntries(
                entry("detector", "haar"),
                entry("model", "other"),
                entry("extra.heads", "race, mood"),
                entry("min.score", "0.6"),
                entry("model.directory", "my/models"),
                entry("inference.threads", "2"),
                entry("execution.provider", "OpenVINO"),
                entry("classify.min.size", "40"),
                entry("landmarks", "Every"),
                entry("detect.size", "1280"),
                entry("detect.region", "0, 0.25, 1, 0.5"),
                entry("max.pixels", "2000000")));

        assertThat(EngineConfig.from(settings))
                .isEqualTo(new EngineConfig(
                        "haar",
                        "other",
                        Set.of("race", "mood"),
                        OptionalDouble.of(0.6),
                        Path.of("my/models"),
                        2,
                        ExecutionProvider.OPENVINO,
                        OptionalDouble.of(40),
                        LandmarkUse.EVERY,
                        new SearchSize(
                                OptionalInt.of(1280), Optional.empty(), Optional.of(new FrameRegion(0, 0.25, 1, 0.5))),
                        2_000_000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "auto  | face-api      | blazeface (auto: the best that comes with the program) | face-api (the default).",
                "yunet | faceres-deep  | yunet (as detector says) | faceres-deep (as model says)."
            })
    void should_say_which_networks_look_at_frames_and_why(String detector, String model, String faces, String ages) {
        assertThat(EngineConfig.from(new Settings(Map.of("detector", detector, "model", model)))
                        .sentence())
                .isEqualTo("Networks: faces by " + faces + ", gender and age by " + ages);
    }

    @ParameterizedTest
    @CsvSource({
        "24, 24, 360", // pixels of the frame
        "24px, 24, 360",
        "3%, 10.8, 360", // of its height
    })
    void should_have_the_size_worked_out_from_the_smallest_face(String text, double pixels, int height) {
        for (Map<String, String> auto :
                List.of(Map.of("detect.min.face", text), Map.of("detect.min.face", text, "detect.size", "auto"))) {
            SearchSize search = EngineConfig.from(new Settings(auto)).search();

            assertThat(search.pixels()).isEmpty();
            assertThat(search.minFace().orElseThrow().pixels(height)).isCloseTo(pixels, within(1e-9));
        }
    }

    @Test
    void should_refuse_a_size_beside_a_smallest_face_since_the_one_follows_from_the_other() {
        assertThatThrownBy(
                        () -> EngineConfig.from(new Settings(Map.of("detect.size", "960", "detect.min.face", "24px"))))
                .isInstanceOf(SettingsException.class)
                .hasMessage("Set detect.size or detect.min.face, not both: the one follows from the other.");
    }

    @ParameterizedTest
    @CsvSource({
        "detector, ''",
        "model, ''",
        "min.score, 1.01",
        "min.score, -0.1",
        "min.score, NaN",
        "min.score, high",
        "inference.threads, 0",
        "classify.min.size, -1",
        "landmarks, some",
        "detect.size, 63",
        "detect.size, large",
        "detect.size, auto",
        "detect.min.face, 0px",
        "detect.min.face, 24mm",
        "detect.min.face, 101%",
        "detect.region, '0,0,1'",
        "detect.region, '0,0,1,1.1'",
        "detect.region, '0,0,1,1'",
        "max.pixels, 0",
    })
    void should_refuse_a_wrong_value_and_name_the_setting(String name, String value) {
        assertThatThrownBy(() -> EngineConfig.from(new Settings(Map.of(name, value))))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(name);
    }
}
