package io.agender.vision.image;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_GRAYSCALE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_2;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_8;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import io.agender.vision.Glance;
import io.agender.vision.Mosaic;
import io.agender.vision.UndecodableImageException;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Decodes JPEG and PNG pictures to 8-bit BGR. Grey, CMYK, transparent and 16-bit pictures are converted. A picture whose
 * EXIF data says that it is turned is turned upright, as browsers show it. Immutable and safe to share.
 */
public final class ImageDecoder {

    /**
     * Smaller pictures are decoded at full size at once: reduced first and full later, for a face, would cost them more
     * than it saves. See docs/performance.md.
     */
    private static final long LARGE = 1280 * 720;

    private static final Map<Integer, Integer> FLAGS =
            Map.of(2, IMREAD_REDUCED_COLOR_2, 4, IMREAD_REDUCED_COLOR_4, 8, IMREAD_REDUCED_COLOR_8);

    private static final Map<Integer, Integer> GREY_FLAGS = Map.of(
            1,
            IMREAD_GRAYSCALE,
            2,
            IMREAD_REDUCED_GRAYSCALE_2,
            4,
            IMREAD_REDUCED_GRAYSCALE_4,
            8,
            IMREAD_REDUCED_GRAYSCALE_8);

    private final long maxPixels;

    /**
     * @param maxPixels larger pictures are refused by their header, before memory is set aside for them
     */
    public ImageDecoder(long maxPixels) {
        this.maxPixels = maxPixels;
    }

    /**
     * Decodes a picture. The caller has a {@link org.bytedeco.javacpp.PointerScope} open, which owns the result.
     *
     * @throws UndecodableImageException when the bytes are not a JPEG or PNG picture, when it breaks off (a picture of
     *     which the lower part is missing would silently count as one without faces there) or has too many pixels
     */
    public Mat decode(byte[] bytes) {
        check(bytes);
        return pixels(bytes, IMREAD_COLOR);
    }

    /**
     * Decodes a picture as far as somebody who is going to shrink it needs it: libjpeg decodes large JPEG pictures at a
     * half, a quarter or an eighth of their size in less time. The caller has a
     * {@link org.bytedeco.javacpp.PointerScope} open, which owns the result's pixels.
     *
     * @param scale how far a picture is going to be shrunk
     * @throws UndecodableImageException as {@link #decode(byte[])} does
     */
    public DecodedPicture decode(byte[] bytes, Downscale scale) {
        ImageHeader header = check(bytes);
        int reduction = header.reducible() && header.pixels() >= LARGE
                ? reduction(scale.of(header.width(), header.height()))
                : 1;
        if (reduction == 1) {
            return DecodedPicture.whole(pixels(bytes, IMREAD_COLOR));
        }
        return new DecodedPicture(pixels(bytes, FLAGS.get(reduction)), header.width(), header.height(), reduction);
    }

    /**
     * Glances at a picture: of a JPEG picture an eighth of its size takes little more than reading its bytes. Small
     * pictures are decoded at a quarter, a half or their full size, so that each tile is of a pixel at least. The caller
     * has a {@link org.bytedeco.javacpp.PointerScope} open; the answer holds nothing of it.
     *
     * @return empty for pictures that have to be decoded wholly to be seen upright
     * @throws UndecodableImageException as {@link #decode(byte[])} does
     */
    public Optional<Glance> glance(byte[] bytes) {
        ImageHeader header = check(bytes);
        if (!header.reducible()) {
            return Optional.empty();
        }
        int reduction = GREY_FLAGS.keySet().stream()
                .filter(by -> header.width() >= by * Mosaic.COLUMNS && header.height() >= by * Mosaic.ROWS)
                .max(Integer::compare)
                .orElse(1);
        Mat grey = pixels(bytes, GREY_FLAGS.get(reduction));
        byte[] values = new byte[grey.cols() * grey.rows()];
        grey.data().get(values);
        return Optional.of(new Glance(header.width(), header.height(), Mosaic.of(values, grey.cols(), grey.rows())));
    }

    /** The strongest reduction that leaves at least as many pixels as are wanted. */
    private static int reduction(double scale) {
        return FLAGS.keySet().stream()
                .filter(reduction -> reduction * scale <= 1)
                .max(Integer::compare)
                .orElse(1);
    }

    private ImageHeader check(byte[] bytes) {
        ImageHeader header = ImageHeader.read(bytes);
        if (header.pixels() > maxPixels) {
            throw new UndecodableImageException("The picture is " + header.width() + " x " + header.height()
                    + " pixels, more than the " + maxPixels + " that are allowed.");
        }
        if (!header.complete()) {
            throw new UndecodableImageException("The picture of " + header.width() + " x " + header.height()
                    + " pixels breaks off after " + bytes.length + " bytes.");
        }
        return header;
    }

    private static Mat pixels(byte[] bytes, int flags) {
        try {
            Mat pixels = imdecode(new Mat(bytes), flags);
            if (!pixels.empty()) {
                return pixels;
            }
        } catch (RuntimeException error) { // how OpenCV's own exceptions arrive
            throw new UndecodableImageException(
                    "The " + bytes.length + " bytes of the picture cannot be decoded: OpenCV refuses them.", error);
        }
        throw new UndecodableImageException("The " + bytes.length + " bytes of the picture cannot be decoded.");
    }
}
