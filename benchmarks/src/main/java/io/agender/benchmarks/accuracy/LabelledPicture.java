package io.agender.benchmarks.accuracy;

import io.agender.vision.BoundingBox;
import io.agender.vision.EncodedImage;
import io.agender.vision.VisionException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A picture as a detector is to see it: as it is, with a border around it for a face that is cut tightly, or scaled down
 * and put into a frame, as a face far away is seen. Lossless; the JDK's pictures, no native memory.
 */
public final class LabelledPicture {

    private final BufferedImage pixels;

    private LabelledPicture(BufferedImage pixels) {
        this.pixels = pixels;
    }

    /** @throws VisionException when the file can't be read as a picture */
    public static LabelledPicture read(Path file) {
        try {
            BufferedImage pixels = ImageIO.read(file.toFile());
            if (pixels == null) {
                throw new VisionException("the picture " + file + " is of no kind that can be read here");
            }
            return new LabelledPicture(pixels);
        } catch (IOException e) {
            throw new VisionException("the picture " + file + " can't be read: " + e.getMessage(), e);
        }
    }

    int width() {
        return pixels.getWidth();
    }

    int height() {
        return pixels.getHeight();
    }

    /**
     * The picture with a grey border.
     *
     * @param border its width on each side, in parts of the picture's own side; 0 for none
     */
    public EncodedImage padded(double border) {
        int x = (int) Math.round(width() * border);
        int y = (int) Math.round(height() * border);
        return placed(pixels, width() + 2 * x, height() + 2 * y, x, y);
    }

    /**
     * The picture scaled down, in a grey frame; of a picture that is larger than the frame only the middle is seen.
     *
     * @param scale at most 1
     */
    public PlacedPicture inFrame(double scale, Spot spot, int frameWidth, int frameHeight) {
        int width = Math.max(1, (int) Math.round(width() * scale));
        int height = Math.max(1, (int) Math.round(height() * scale));
        // Each pixel becomes the mean of those it stands for, as a lens and a sensor would have it.
        Image small = pixels.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING);
        int x = (int) ((frameWidth - width) * (width > frameWidth ? Spot.MIDDLE.x() : spot.x()));
        int y = (int) ((frameHeight - height) * (height > frameHeight ? Spot.MIDDLE.y() : spot.y()));
        return new PlacedPicture(placed(small, frameWidth, frameHeight, x, y), new BoundingBox(x, y, width, height));
    }

    /**
     * The picture turned about its middle, what comes in at the corners grey.
     *
     * @param degrees clockwise
     */
    public EncodedImage turned(double degrees) {
        BufferedImage frame = new BufferedImage(width(), height(), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = frame.createGraphics();
        graphics.setColor(Color.GRAY);
        graphics.fillRect(0, 0, width(), height());
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.rotate(Math.toRadians(degrees), width() / 2.0, height() / 2.0);
        graphics.drawImage(pixels, 0, 0, null);
        graphics.dispose();
        return new EncodedImage(png(frame), width(), height());
    }

    private static EncodedImage placed(Image picture, int width, int height, int x, int y) {
        BufferedImage frame = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = frame.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_DITHERING, RenderingHints.VALUE_DITHER_DISABLE);
        graphics.setColor(Color.GRAY);
        graphics.fillRect(0, 0, width, height);
        graphics.drawImage(picture, x, y, null);
        graphics.dispose();
        return new EncodedImage(png(frame), width, height);
    }

    /** Lossless and not packed: packing would take longer than looking for faces does. */
    private static byte[] png(BufferedImage picture) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam plain = writer.getDefaultWriteParam();
        plain.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        plain.setCompressionQuality(1);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream to = new MemoryCacheImageOutputStream(png)) {
            writer.setOutput(to);
            writer.write(null, new IIOImage(picture, null, null), plain);
        } catch (IOException e) {
            throw new UncheckedIOException("in memory", e);
        } finally {
            writer.dispose();
        }
        return png.toByteArray();
    }
}
