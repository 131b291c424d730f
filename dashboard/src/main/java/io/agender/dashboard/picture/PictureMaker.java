package io.agender.dashboard.picture;

import io.agender.schemas.Frame;
import io.agender.schemas.ImageEncoding;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Makes the JPEG that leaves the server out of a frame. All of it happens in memory; what ImageIO opens by itself would
 * put a copy of each picture into the temporary folder. Thread-safe.
 */
public final class PictureMaker {

    /** A face is often larger than its box: hair, chin, ears. */
    private static final float MARGIN = 0.35f;

    /** Guards the memory against pictures made to fill it: a pixel takes up to eight bytes while it is worked on. */
    private static final int MAX_PIXELS =
            (int) Math.min(100_000_000, Runtime.getRuntime().maxMemory() / 4 / 8);

    /** Longest EXIF segment of a JPEG picture, which stands at the beginning. */
    private static final int HEADERS = 64 * 1024;

    /** Of all pictures that are worked on at the same time. */
    private final Semaphore pixels = new Semaphore(MAX_PIXELS);

    private final boolean blur;

    public PictureMaker(boolean blur) {
        this.blur = blur;
    }

    /** The JPEG; nothing when the picture can't be read, for then no face in it can be hidden either. */
    Optional<byte[]> jpeg(FrameCache.Shown shown) {
        Frame frame = shown.frame();
        byte[] bytes = new byte[frame.getImage().remaining()];
        frame.getImage().duplicate().get(bytes);
        if (!blur && frame.getEncoding() == ImageEncoding.JPEG) {
            return Optional.of(bytes);
        }
        if (blur && mayBeTurned(bytes)) {
            return Optional.empty(); // the boxes are those of the picture as the pipeline turned it
        }
        long size = (long) frame.getWidth() * frame.getHeight();
        if (size < 1 || size > MAX_PIXELS || !pixels.tryAcquire((int) size)) {
            return Optional.empty(); // if only others are being made, the page asks again
        }
        try {
            return read(bytes, size)
                    .filter(picture ->
                            !blur || picture.getWidth() == frame.getWidth() && picture.getHeight() == frame.getHeight())
                    .map(picture -> encoded(blur ? hide(picture, shown.hidden()) : picture));
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // the pipeline has counted it
        } finally {
            pixels.release((int) size);
        }
    }

    /** Whether there is EXIF data, which this class does not read; the producer sends no picture with it. */
    private static boolean mayBeTurned(byte[] bytes) {
        return new String(bytes, 0, Math.min(bytes.length, HEADERS), StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT)
                .contains("exif");
    }

    /** @param max pixels that the record promised at most */
    private static Optional<BufferedImage> read(byte[] bytes, long max) throws IOException {
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(input, true, true);
                if ((long) reader.getWidth(0) * reader.getHeight(0) > max) {
                    return Optional.empty();
                }
                return Optional.of(opaque(reader.read(0)));
            } finally {
                reader.dispose();
            }
        }
    }

    private static BufferedImage opaque(BufferedImage picture) {
        BufferedImage rgb = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = rgb.createGraphics();
        graphics.drawImage(picture, 0, 0, null);
        graphics.dispose();
        return rgb;
    }

    private static BufferedImage hide(BufferedImage picture, List<Box> boxes) {
        boxes.forEach(box -> Mosaic.over(picture, box.grown(MARGIN)));
        return picture;
    }

    private static byte[] encoded(BufferedImage picture) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (ImageOutputStream memory = new MemoryCacheImageOutputStream(out)) {
                ImageIO.write(picture, "jpeg", memory);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
