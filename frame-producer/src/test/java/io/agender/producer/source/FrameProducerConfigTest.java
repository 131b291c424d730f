package io.agender.producer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.runtime.config.Settings;
import io.agender.runtime.config.SettingsException;
import io.agender.vision.HardwareDecoder;
import io.agender.vision.RtspTransport;
import io.agender.vision.VideoOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameProducerConfigTest {

    @Test
    void should_have_a_default_for_every_setting() {
        assertThat(FrameProducerConfig.from(Settings.NONE))
                .isEqualTo(new FrameProducerConfig(VideoOptions.DEFAULTS, Optional.empty(), Sites.NONE));
    }

    @Test
    void should_read_every_setting() {
        Settings settings = new Settings(Map.of(
                "fps",
                "2.5",
                "max.width",
                "1280",
                "jpeg.quality",
                "75",
                "start.time",
                "2026-05-01T11:00:00+02:00",
                "sites",
                "lobby=Bremen"));

        assertThat(FrameProducerConfig.from(settings))
                .isEqualTo(new FrameProducerConfig(
                        new VideoOptions(2.5, 1280, 75),
                        Optional.of(Instant.parse("2026-05-01T09:00:00Z")),
                        new Sites(Map.of("lobby", "Bremen"))));
    }

    @Test
    void should_read_how_a_source_is_reached() {
        assertThat(FrameProducerConfig.from(new Settings(
                                Map.of("stall.timeout", "3s", "rtsp.transport", "UDP", "source.max.pixels", "2000000")))
                        .video())
                .isEqualTo(VideoOptions.DEFAULTS
                        .withStallTimeout(Duration.ofSeconds(3))
                        .withRtspTransport(RtspTransport.UDP)
                        .withMaxPixels(2_000_000));
    }

    @Test
    void should_read_what_decodes() {
        assertThat(FrameProducerConfig.from(
                                new Settings(Map.of("hwaccel", "VAAPI", "hwaccel.device", "/dev/dri/renderD129")))
                        .video()
                        .hardware())
                .isEqualTo(new HardwareDecoder(HardwareDecoder.Api.VAAPI, "/dev/dri/renderD129"));
    }

    @Test
    void should_read_how_a_source_is_played() {
        Settings settings = new Settings(Map.of(
                "policy", "Drop",
                "loop", "true",
                "realtime", "true",
                "limit", "9",
                "duration", "1m",
                "reconnect.cap", "5s"));

        assertThat(FrameProducerConfig.from(settings).playback())
                .isEqualTo(new Playback(
                        Policy.DROP,
                        true,
                        true,
                        new Extent(Optional.of(Duration.ofMinutes(1)), OptionalLong.of(9)),
                        Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @CsvSource({
        "policy, lose",
        "loop, often",
        "realtime, 1",
        "limit, 0",
        "limit, many",
        "duration, 0s",
        "duration, long",
        "reconnect.cap, 0s",
        "fps, -1",
        "fps, NaN",
        "fps, Infinity",
        "fps, many",
        "sites, Bremen",
        "max.width, -1",
        "max.width, 70000",
        "jpeg.quality, -1",
        "jpeg.quality, 101",
        "stall.timeout, 0s",
        "stall.timeout, soon",
        "rtsp.transport, carrier pigeon",
        "hwaccel, magic",
        "source.max.pixels, 0",
        "start.time, yesterday",
        "start.time, 2026-05-01",
        "start.time, 1969-12-31T23:59:59Z",
        "start.time, +10000-01-01T00:00:00Z",
    })
    void should_refuse_a_wrong_value_and_name_the_setting(String name, String value) {
        assertThatThrownBy(() -> FrameProducerConfig.from(new Settings(Map.of(name, value))))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(name);
    }
}
