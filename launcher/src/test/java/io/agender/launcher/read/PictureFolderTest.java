package io.agender.launcher.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.schemas.Frame;
import io.agender.schemas.ImageEncoding;
import io.agender.schemas.TrustedRecords;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFolderTest {

    private static final byte[] PICTURE = {1, 2, 3, 4, 5};

    static {
        TrustedRecords.ensure();
    }

    @TempDir
    Path folder;

    @AfterEach
    void forgetTheInterrupt() {
        Thread.interrupted();
    }

    @Test
    void should_write_a_picture_under_its_place_and_camera() throws IOException {
        Path file = PictureFolder.open(folder.resolve("pictures")).write(3, 17, frame("my/lobby"));

        assertThat(file).hasFileName("frame-3-000000000017-my_lobby.jpg").hasBinaryContent(PICTURE);
        assertThat(folder.resolve("pictures").toFile().list()).hasSize(1);
    }

    @Test
    void should_write_a_picture_whole_though_its_thread_is_interrupted() throws IOException {
        PictureFolder pictures = PictureFolder.open(folder.resolve("pictures"));

        Thread.currentThread().interrupt();
        Path file = pictures.write(0, 1, frame("lobby"));

        assertThat(Thread.interrupted()).as("the interrupt is left to others").isTrue();
        assertThat(file).hasBinaryContent(PICTURE);
    }

    private static Frame frame(String camera) {
        return Frame.newBuilder()
                .setCameraId(camera)
                .setStreamId("stream")
                .setSequence(1)
                .setCapturedAt(Instant.parse("2026-05-01T12:00:00Z"))
                .setWidth(64)
                .setHeight(48)
                .setEncoding(ImageEncoding.JPEG)
                .setImage(ByteBuffer.wrap(PICTURE))
                .build();
    }
}
