package io.agender.dashboard.picture;

import static io.agender.dashboard.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.agender.dashboard.Records;
import io.agender.schemas.Frame;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class PictureMakerTest {

    private static final Box FACE = new Box(110, 90, 44, 44);

    @Test
    void should_hand_out_a_jpeg_as_it_came() {
        Frame frame = Records.frame("lobby", 0, NOON, "jpeg");
        assertThat(new PictureMaker(false).jpeg(new FrameCache.Shown(frame, List.of(FACE))))
                .hasValueSatisfying(jpeg -> assertThat(ByteBuffer.wrap(jpeg)).isEqualTo(frame.getImage()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png"})
    void should_leave_no_detail_of_a_face_and_the_rest_as_it_was(String format) throws IOException {
        Frame frame = Records.frame("lobby", 0, NOON, format);
        BufferedImage plain = picture(new PictureMaker(false), frame);
        BufferedImage hidden = picture(new PictureMaker(true), frame);
        assertThat(contrast(plain, 110, 90)).isGreaterThan(150);
        assertThat(contrast(hidden, 110, 90)).isLessThan(40);
        assertThat(hidden.getRGB(10, 10) & 0xff).isBetween(120, 136);
    }

    @Test
    void should_put_no_picture_into_the_temporary_folder(@TempDir Path folder) throws IOException {
        Frame frame = Records.frame("lobby", 0, NOON, "png");
        Path gone = Files.createDirectory(folder.resolve("gone"));
        ImageIO.setCacheDirectory(gone.toFile());
        Files.delete(gone); // whoever wants a file there fails
        try {
            assertThat(new PictureMaker(true).jpeg(new FrameCache.Shown(frame, List.of(FACE))))
                    .isPresent();
        } finally {
            ImageIO.setCacheDirectory(null);
        }
    }

    @Test
    void should_show_nothing_when_a_face_could_not_be_hidden() {
        Frame broken = Frame.newBuilder(Records.frame("lobby", 0, NOON, "jpeg"))
                .setImage(ByteBuffer.wrap(new byte[] {1, 2, 3}))
                .build();
        assertThat(new PictureMaker(true).jpeg(new FrameCache.Shown(broken, List.of())))
                .isEmpty();
    }

    @Test
    void should_show_nothing_that_is_turned_or_of_another_size_when_faces_are_to_be_hidden() {
        Frame frame = Records.frame("lobby", 0, NOON, "jpeg");
        byte[] plain = new byte[frame.getImage().remaining()];
        frame.getImage().duplicate().get(plain);
        // A segment of EXIF data behind the start marker.
        byte[] exif = {(byte) 0xff, (byte) 0xe1, 0, 8, 'E', 'x', 'i', 'f', 0, 0};
        ByteBuffer turned = ByteBuffer.allocate(plain.length + exif.length)
                .put(plain, 0, 2)
                .put(exif)
                .put(plain, 2, plain.length - 2)
                .flip();
        for (Frame odd : List.of(
                Frame.newBuilder(frame).setImage(turned).build(),
                Frame.newBuilder(frame).setWidth(640).build())) {
            assertThat(new PictureMaker(true).jpeg(new FrameCache.Shown(odd, List.of(FACE))))
                    .isEmpty();
            assertThat(new PictureMaker(false).jpeg(new FrameCache.Shown(odd, List.of(FACE))))
                    .isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {-1000, -40, 0, 300, 1000})
    void should_take_boxes_that_reach_over_the_border(float at) {
        BufferedImage picture = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        Mosaic.over(picture, new Box(at, at, 80, 80));
        assertThat(picture.getRGB(319, 239) & 0xffffff).isZero();
    }

    private static BufferedImage picture(PictureMaker maker, Frame frame) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(
                maker.jpeg(new FrameCache.Shown(frame, List.of(FACE))).orElseThrow()));
    }

    /** Largest difference of brightness between neighbours within twenty pixels. */
    public static int contrast(BufferedImage picture, int left, int top) {
        int max = 0;
        for (int y = top; y < top + 20; y++) {
            for (int x = left; x < left + 20; x++) {
                max = Math.max(max, Math.abs((picture.getRGB(x, y) & 0xff) - (picture.getRGB(x + 4, y) & 0xff)));
            }
        }
        return max;
    }
}
