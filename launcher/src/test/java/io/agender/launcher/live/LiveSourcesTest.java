package io.agender.launcher.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.producer.source.Camera;
import io.agender.producer.source.CameraSource;
import io.agender.producer.source.FrameProducerConfig;
import io.agender.runtime.config.Settings;
import io.agender.vision.VideoSources;
import io.agender.vision.VisionException;
import io.agender.vision.engine.VideoEngine;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveSourcesTest {

    private static final VideoSources NOT_ASKED = (location, options) -> {
        throw new VisionException(location + " must not be opened");
    };

    @ParameterizedTest
    @CsvSource({
        "rtsp://camera/stream, true",
        "rtsps://camera/stream, true",
        "udp://239.0.0.1:1234, true",
        "/dev/video0, true",
        "lobby.mp4, false",
        "no/such/file.mp4, false",
        "pictures/*.png, false",
    })
    void should_know_by_the_address_and_leave_the_camera_alone(String location, boolean live) {
        assertThat(LiveSources.areAmong(List.of(camera(location, Map.of())), NOT_ASKED))
                .isEqualTo(live);
    }

    @ParameterizedTest
    @CsvSource({"test:faces, true", "test:faces?live=false&seconds=1, false"})
    void should_ask_what_its_address_does_not_tell(String location, boolean live) {
        assertThat(LiveSources.areAmong(List.of(camera(location, Map.of())), new VideoEngine()))
                .isEqualTo(live);
    }

    @Test
    void should_take_a_recording_that_is_played_for_ever_for_one_without_an_end() {
        assertThat(LiveSources.areAmong(List.of(camera("lobby.mp4", Map.of("loop", "true"))), NOT_ASKED))
                .isTrue();
        assertThat(LiveSources.areAmong(
                        List.of(camera("lobby.mp4", Map.of("loop", "true", "duration", "10s"))), NOT_ASKED))
                .isFalse();
    }

    private static Camera camera(String location, Map<String, String> settings) {
        return new Camera(new CameraSource("lobby", location), FrameProducerConfig.from(new Settings(settings)));
    }
}
