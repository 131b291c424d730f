package io.agender.vision.video.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.vision.video.NumberedFrames;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JpegScannerTest {

    private static final byte[] ONE = NumberedFrames.image(1, 160, 96).bytes();
    private static final byte[] TWO = NumberedFrames.image(2, 96, 160).bytes();

    @ParameterizedTest(name = "{0} bytes at a time")
    @ValueSource(ints = {1, 2, 7, 1_000, 1_000_000})
    void should_find_pictures_whatever_stands_between_them(int step) {
        byte[] stream =
                join(text("--a\r\nContent-Type: image/jpeg\r\n\r\n"), ONE, text("\n--b\n\n"), TWO, ONE, text("--"));

        assertThat(scan(stream, step)).containsExactly(ONE, TWO, ONE);
    }

    @Test
    void should_leave_out_a_picture_that_breaks_off_anywhere() {
        for (int length = 3; length < ONE.length - 1; length++) {
            byte[] cut = Arrays.copyOf(ONE, length);

            assertThat(scan(join(TWO, cut, text("\r\n--frame\r\n\r\n"), TWO, TWO), 1_000))
                    .as("cut after %d bytes", length)
                    .containsExactly(TWO, TWO, TWO);
        }
    }

    @Test
    void should_not_take_a_thumbnail_for_a_picture() {
        ByteBuffer segment = ByteBuffer.allocate(4 + TWO.length);
        segment.putShort((short) 0xffe1).putShort((short) (2 + TWO.length)).put(TWO);
        byte[] picture = join(Arrays.copyOf(ONE, 2), segment.array(), Arrays.copyOfRange(ONE, 2, ONE.length));

        assertThat(scan(join(picture, ONE), 500)).containsExactly(picture, ONE);
    }

    @Test
    void should_pass_over_what_only_looks_like_a_picture() {
        byte[] noise = new byte[200_000];
        new Random(7).nextBytes(noise);
        byte[] lie = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xdb, 0, 0};

        assertThat(scan(join(lie, text("text"), lie, ONE), 3)).containsExactly(ONE);
        assertThat(scan(join(noise, new byte[70_000], ONE), 4_096)).endsWith(ONE);
    }

    private static List<byte[]> scan(byte[] stream, int step) {
        JpegScanner scanner = new JpegScanner();
        List<byte[]> found = new ArrayList<>();
        for (int at = 0; at < stream.length; at += step) {
            byte[] bytes = Arrays.copyOfRange(stream, at, Math.min(stream.length, at + step));
            scanner.add(bytes, bytes.length);
            for (var picture = scanner.next(); picture.isPresent(); picture = scanner.next()) {
                found.add(picture.get());
            }
        }
        return found;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }
}
