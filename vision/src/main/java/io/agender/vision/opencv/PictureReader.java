package io.agender.vision.opencv;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import io.agender.vision.VisionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.opencv.opencv_core.Mat;

/** Reads picture files of all kinds to BGR, upright. Without state. */
final class PictureReader {

    /** As large as OpenCV goes. */
    private static final ImageDecoder JPEG_AND_PNG = new ImageDecoder(1L << 30);

    private PictureReader() {}

    /**
     * Reads a picture. The caller has a {@link org.bytedeco.javacpp.PointerScope} open, which owns the result.
     *
     * @throws VisionException naming the file, when it cannot be read, breaks off or is no picture
     */
    static Mat read(Path picture) {
        byte[] bytes = bytes(picture);
        try {
            Mat pixels = isJpegOrPng(bytes) ? JPEG_AND_PNG.decode(bytes) : imdecode(new Mat(bytes), IMREAD_COLOR);
            if (!pixels.empty()) {
                return pixels;
            }
        } catch (RuntimeException e) { // ours, and OpenCV's own exceptions
            throw new VisionException(sentence(picture), e);
        }
        throw new VisionException(sentence(picture));
    }

    private static byte[] bytes(Path picture) {
        try {
            byte[] bytes = Files.readAllBytes(picture);
            if (bytes.length > 0) {
                return bytes;
            }
        } catch (IOException e) {
            throw new VisionException("the picture " + picture + " cannot be read; check its permissions", e);
        }
        throw new VisionException("the picture " + picture + " is an empty file; remove or replace it");
    }

    /** Of these two the end is checked too: OpenCV fills the missing part of a picture that breaks off with grey. */
    private static boolean isJpegOrPng(byte[] bytes) {
        return bytes.length > 1
                && (bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xd8 || bytes[0] == (byte) 0x89 && bytes[1] == 'P');
    }

    private static String sentence(Path picture) {
        return "the picture " + picture + " cannot be decoded or breaks off; remove or replace it";
    }
}
