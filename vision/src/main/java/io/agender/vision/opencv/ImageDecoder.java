package io.agender.vision.opencv;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import io.agender.vision.UndecodableImageException;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Decodes JPEG and PNG pictures to 8-bit BGR. Grey, CMYK, transparent and 16-bit pictures are converted. A picture whose
 * EXIF data says that it is turned is turned upright, as browsers show it. Immutable and safe to share.
 */
public final class ImageDecoder {

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
        ImageHeader header = ImageHeader.read(bytes);
        if (header.pixels() > maxPixels) {
            throw new UndecodableImageException("The picture is " + header.width() + " x " + header.height()
                    + " pixels, more than the " + maxPixels + " that are allowed.");
        }
        if (!header.complete()) {
            throw new UndecodableImageException("The picture of " + header.width() + " x " + header.height()
                    + " pixels breaks off after " + bytes.length + " bytes.");
        }
        Mat pixels = pixels(bytes);
        if (pixels.empty()) {
            throw new UndecodableImageException("The " + bytes.length + " bytes of the picture cannot be decoded.");
        }
        return pixels;
    }

    private static Mat pixels(byte[] bytes) {
        try {
            return imdecode(new Mat(bytes), IMREAD_COLOR);
        } catch (RuntimeException error) { // how OpenCV's own exceptions arrive
            throw new UndecodableImageException(
                    "The " + bytes.length + " bytes of the picture cannot be decoded: OpenCV refuses them.", error);
        }
    }
}
