package io.agender.vision.opencv;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import io.agender.vision.EncodedImage;
import io.agender.vision.VisionException;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/** Encodes BGR pixels as JPEG. Without state; safe to use from several threads. */
record JpegEncoder(int quality) {

    /** The result is plain bytes and holds no native memory. */
    EncodedImage encode(Mat pixels) {
        try (PointerScope scope = new PointerScope()) {
            BytePointer jpeg = new BytePointer();
            if (!imencode(new BytePointer(".jpg"), pixels, jpeg, new IntPointer(IMWRITE_JPEG_QUALITY, quality))) {
                throw new VisionException("a frame of " + pixels.cols() + " × " + pixels.rows()
                        + " pixels cannot be encoded as JPEG; JPEG ends at 65535 pixels a side");
            }
            byte[] bytes = new byte[Math.toIntExact(jpeg.limit())];
            jpeg.get(bytes);
            return new EncodedImage(bytes, pixels.cols(), pixels.rows());
        }
    }
}
