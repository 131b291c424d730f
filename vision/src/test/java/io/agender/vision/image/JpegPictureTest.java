package io.agender.vision.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.vision.video.NumberedFrames;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JpegPictureTest {

    private static final byte[] WHOLE = NumberedFrames.image(345, 120, 80).bytes();

    @Test
    void should_know_a_whole_picture_and_its_size() {
        assertThat(JpegPicture.of(WHOLE)).contains(new JpegPicture(120, 80, WHOLE.length));
    }

    @Test
    void should_leave_out_what_a_camera_fills_up_with() {
        assertThat(JpegPicture.of(Arrays.copyOf(WHOLE, WHOLE.length + 100)))
                .contains(new JpegPicture(120, 80, WHOLE.length));
    }

    @Test
    void should_refuse_every_picture_that_breaks_off() {
        for (int length = 0; length < WHOLE.length; length++) {
            assertThat(JpegPicture.of(Arrays.copyOf(WHOLE, length))).isEmpty();
            assertThat(JpegPicture.hasEnd(Arrays.copyOf(WHOLE, length))).isFalse();
        }
    }

    @Test
    void should_leave_a_picture_of_two_fields_to_the_decoder() {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(WHOLE);
        both.writeBytes(WHOLE);

        assertThat(JpegPicture.of(both.toByteArray())).isEmpty();
    }

    /** Markers of Huffman tables and of a frame header, each turned into one of a comment. */
    @ParameterizedTest
    @ValueSource(ints = {0xc4, 0xc0})
    void should_leave_a_picture_that_lacks_something_to_the_decoder(int marker) {
        byte[] without = WHOLE.clone();
        for (int at = 0; at + 1 < without.length; at++) {
            if (without[at] == (byte) 0xff && (without[at + 1] & 0xff) == marker) {
                without[at + 1] = (byte) 0xfe;
            }
        }

        assertThat(JpegPicture.of(without)).isEmpty();
    }

    @Test
    void should_leave_a_picture_with_exif_data_to_the_decoder() {
        byte[] exif = WHOLE.clone();
        assertThat(exif[3]).as("the marker after the first").isEqualTo((byte) 0xe0);
        exif[3] = (byte) 0xe1;

        assertThat(JpegPicture.of(exif)).isEmpty();
    }
}
