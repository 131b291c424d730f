package io.agender.vision.image;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_PNG_COMPRESSION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import io.agender.vision.EncodedImage;
import io.agender.vision.VideoOptions;
import io.agender.vision.VisionException;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Encodes BGR pixels as JPEG, or as PNG when nothing may be lost. Without state; safe to use from several threads.
 *
 * @param quality as in {@link VideoOptions#jpegQuality()}
 */
public record PictureEncoder(int quality) {

    /** Of PNG's levels the quickest: frames are looked at once and then gone. */
    private static final int QUICK = 1;

    /** The result is plain bytes and holds no native memory. */
    public EncodedImage encode(Mat pixels) {
        boolean lossless = quality == VideoOptions.LOSSLESS;
        try (PointerScope scope = new PointerScope()) {
            BytePointer encoded = new BytePointer();
            BytePointer format = new BytePointer(lossless ? ".png" : ".jpg");
            IntPointer how = lossless
                    ? new IntPointer(IMWRITE_PNG_COMPRESSION, QUICK)
                    : new IntPointer(
                            IMWRITE_JPEG_QUALITY,
                            quality == VideoOptions.AS_IT_COMES ? VideoOptions.DEFAULT_QUALITY : quality);
            if (!imencode(format, pixels, encoded, how)) {
                throw new VisionException("a frame of " + pixels.cols() + " × " + pixels.rows()
                        + " pixels cannot be encoded as JPEG; JPEG ends at 65535 pixels a side");
            }
            byte[] bytes = new byte[Math.toIntExact(encoded.limit())];
            encoded.get(bytes);
            return new EncodedImage(bytes, pixels.cols(), pixels.rows());
        }
    }
}
