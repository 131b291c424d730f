package io.agender.vision.engine;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import io.agender.vision.Gender;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Pictures of one labelled face each that are not part of this project. None of them is dithered, as the clips are that
 * were measured on before: the better the network, the more it is troubled by that.
 */
final class LabelledPictures implements AutoCloseable {

    private static final Path FOLDER = Path.of("..", "..", "shared", "data", "faces");
    private static final Path LABELS = FOLDER.resolve("labels.csv");

    /** Around a face that is cut tightly, in parts of the picture's sides: no camera sees a face without surroundings. */
    private static final double BORDER = 0.4;

    /** Younger faces hardly show their gender, and of older ones there are few. */
    private static final int YOUNGEST = 20;

    private static final int OLDEST = 59;

    private final PointerScope pixels;
    private final List<Picture> pictures;

    private LabelledPictures(PointerScope pixels, List<Picture> pictures) {
        this.pixels = pixels;
        this.pictures = pictures;
    }

    /**
     * A picture and what its face is.
     *
     * @param number from 0 on
     * @param age the middle of the label's range, in years
     * @param pixels 8-bit BGR, freed with all others
     */
    record Picture(int number, double age, Gender gender, Mat pixels) {}

    static boolean areHere() {
        return Files.exists(LABELS);
    }

    /**
     * Every so many of the adults in the table, which is sorted by group, gender and age: always the same, and about as
     * many of each as the table has.
     */
    static LabelledPictures adults(int count) {
        List<Label> adults;
        try (Stream<String> lines = Files.lines(LABELS)) {
            adults = lines.skip(1)
                    .map(Label::of)
                    .filter(label -> label.from >= YOUNGEST && label.to <= OLDEST)
                    .toList();
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
        PointerScope pixels = new PointerScope();
        return new LabelledPictures(
                pixels,
                IntStream.range(0, count)
                        .mapToObj(number ->
                                adults.get(number * adults.size() / count).picture(number))
                        .toList());
    }

    List<Picture> all() {
        return pictures;
    }

    /** A line of the table. */
    private record Label(String file, int from, int to, Gender gender) {

        static Label of(String line) {
            String[] cells = line.split(",", -1);
            return new Label(
                    cells[0],
                    Integer.parseInt(cells[1]),
                    cells[2].isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(cells[2]),
                    Gender.valueOf(cells[3]));
        }

        Picture picture(int number) {
            return new Picture(number, (from + to) / 2.0, gender, bgr(bordered(file.startsWith("fairface/"))));
        }

        private BufferedImage bordered(boolean tight) {
            try {
                BufferedImage picture = ImageIO.read(FOLDER.resolve(file).toFile());
                int x = tight ? (int) Math.round(picture.getWidth() * BORDER) : 0;
                int y = tight ? (int) Math.round(picture.getHeight() * BORDER) : 0;
                BufferedImage frame = new BufferedImage(
                        picture.getWidth() + 2 * x, picture.getHeight() + 2 * y, BufferedImage.TYPE_3BYTE_BGR);
                Graphics2D graphics = frame.createGraphics();
                graphics.setColor(Color.GRAY);
                graphics.fillRect(0, 0, frame.getWidth(), frame.getHeight());
                graphics.drawImage(picture, x, y, null);
                graphics.dispose();
                return frame;
            } catch (IOException error) {
                throw new UncheckedIOException(error);
            }
        }

        private static Mat bgr(BufferedImage frame) {
            Mat pixels = new Mat(frame.getHeight(), frame.getWidth(), CV_8UC3);
            pixels.data().put(((DataBufferByte) frame.getRaster().getDataBuffer()).getData());
            return pixels;
        }
    }

    @Override
    public void close() {
        pixels.close();
    }
}
