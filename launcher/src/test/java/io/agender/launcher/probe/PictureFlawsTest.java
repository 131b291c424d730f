package io.agender.launcher.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureFlawsTest {

    @ParameterizedTest
    @ValueSource(ints = {512, 256, 128})
    void should_find_no_flaw_in_a_photograph_at_any_size(int side) throws IOException {
        BufferedImage photograph = photograph(side);

        assertThat(PictureFlaws.of(photograph).sentences())
                .as(PictureFlaws.of(photograph).toString())
                .isEmpty();
        assertThat(PictureFlaws.of(jpeg(photograph, 0.9f)).orElseThrow().sentences())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 256, 128})
    void should_tell_coarse_blocks(int side) throws IOException {
        PictureFlaws flaws = PictureFlaws.of(jpeg(photograph(side), 0.02f)).orElseThrow();

        assertThat(flaws.sentences())
                .as(flaws.toString())
                .singleElement()
                .asString()
                .contains("coarse blocks");
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 256, 128})
    void should_tell_dither_and_noise(int side) throws IOException {
        PictureFlaws dithered = PictureFlaws.of(dithered(photograph(side)));
        PictureFlaws noisy = PictureFlaws.of(noisy(photograph(side)));

        assertThat(dithered.sentences())
                .as(dithered.toString())
                .singleElement()
                .asString()
                .contains("dithered");
        assertThat(noisy.sentences())
                .as(noisy.toString())
                .singleElement()
                .asString()
                .contains("noisy");
    }

    @Test
    void should_say_nothing_of_a_plain_a_tiny_and_no_picture() throws IOException {
        assertThat(PictureFlaws.of(new BufferedImage(64, 64, BufferedImage.TYPE_3BYTE_BGR))
                        .sentences())
                .isEmpty();
        assertThat(PictureFlaws.of(jpeg(photograph(16), 0.02f))).isEmpty();
        assertThat(PictureFlaws.of("no picture".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    private static BufferedImage photograph(int side) throws IOException {
        Image small = ImageIO.read(Path.of("../samples/astronaut.png").toFile())
                .getScaledInstance(side, side, Image.SCALE_AREA_AVERAGING);
        BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = picture.createGraphics();
        graphics.drawImage(small, 0, 0, null);
        graphics.dispose();
        return picture;
    }

    private static byte[] jpeg(BufferedImage picture, float quality) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam how = writer.getDefaultWriteParam();
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(quality);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** Six levels of each colour; what is lost goes to the next pixel. */
    private static BufferedImage dithered(BufferedImage picture) {
        for (int channel = 0; channel < 3; channel++) {
            for (int y = 0; y < picture.getHeight(); y++) {
                double lost = 0;
                for (int x = 0; x < picture.getWidth(); x++) {
                    double wanted = picture.getRaster().getSample(x, y, channel) + lost;
                    int level = (int) Math.max(0, Math.min(255, Math.round(wanted / 51) * 51));
                    lost = wanted - level;
                    picture.getRaster().setSample(x, y, channel, level);
                }
            }
        }
        return picture;
    }

    private static BufferedImage noisy(BufferedImage picture) {
        Random random = new Random(1);
        for (int channel = 0; channel < 3; channel++) {
            for (int y = 0; y < picture.getHeight(); y++) {
                for (int x = 0; x < picture.getWidth(); x++) {
                    long value = Math.round(picture.getRaster().getSample(x, y, channel) + random.nextGaussian() * 12);
                    picture.getRaster().setSample(x, y, channel, (int) Math.max(0, Math.min(255, value)));
                }
            }
        }
        return picture;
    }
}
