package io.agender.vision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoLocationTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "lobby.mp4, lobby.mp4",
        "a@b:c.mp4, a@b:c.mp4",
        "rtsp://cam/stream, rtsp://cam/stream",
        "rtsp://cam:8554/stream?channel=1, rtsp://cam:8554/stream?channel=1",
        "rtsp://root:hunter2@cam/stream, rtsp://***@cam/stream",
        "rtsp://root@cam/stream, rtsp://***@cam/stream",
        "RTSP://root:hunter2@cam, RTSP://***@cam",
        "rtsp://root:hun@ter2@cam/stream, rtsp://***@cam/stream",
        "rtsp://root:hun/ter2@cam/stream, rtsp://***@cam/stream",
        "rtsp://root:hun?ter#2@cam/stream, rtsp://***@cam/stream",
        "'rtsp://${CAM}@cam/stream', rtsp://***@cam/stream",
        "rtsp://cam/live?user=root&pwd=hunter2&channel=1, rtsp://cam/live?user=***&pwd=***&channel=1",
        "http://cam/mjpg;passwd=hunter2;fps=5, http://cam/mjpg;passwd=***;fps=5",
        "https://cam/x.m3u8?accessToken=hunter2#t, https://cam/x.m3u8?accessToken=***#t",
        "rtsp://root:hunter2@[::1]:554/a, rtsp://***@[::1]:554/a",
        "test:faces?people=3, test:faces?people=3",
        "lobby=rtsp://root:hunter2@cam/stream, lobby=rtsp://***@cam/stream",
        "lobby=http://cam/mjpg?pwd=hunter2, lobby=http://cam/mjpg?pwd=***",
        "' rtsp://root:hunter2@cam/stream', ' rtsp://***@cam/stream'",
        "a=rtsp://root:hunter2@cam1/a b=rtsp://root:hunter3@cam2/b, a=rtsp://***@cam2/b",
    })
    void should_show_where_a_video_comes_from_without_what_lets_someone_in(String text, String shown) {
        assertThat(new VideoLocation(text)).hasToString(shown);
    }

    @Test
    void should_tell_an_address_from_a_path() {
        assertThat(new VideoLocation("RTSPS://cam/a").scheme()).isEqualTo("rtsps");
        assertThat(new VideoLocation("RTSPS://cam/a").isAddress()).isTrue();
        assertThat(new VideoLocation("clips/a.mp4").scheme()).isEmpty();
        assertThat(new VideoLocation("test:faces").isAddress()).isFalse();
    }
}
