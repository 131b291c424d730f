package io.agender.vision.image;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import io.agender.vision.UndecodableImageException;
import io.agender.vision.VisionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Reads picture files of all kinds to BGR, upright. Without state.
 *
 * @param maxPixels larger pictures are refused by their header, before memory is set aside for them
 */
public record PictureReader(long maxPixels) {

    /** The most that a format spends on a pixel, four channels of 16 bits, with something for what else is in a file. */
    private static final int BYTES_PER_PIXEL = 9;

    private static final long MIN_LIMIT = 16 << 20;

    /**
     * Reads a picture. The caller has a {@link org.bytedeco.javacpp.PointerScope} open, which owns the result.
     *
     * @throws VisionException naming the file, when it cannot be read, breaks off, is no picture or is too large
     */
    public Mat read(Path picture) {
        return read(picture, header -> {});
    }

    /** The same, telling what the picture's header says on the way. */
    public Mat read(Path picture, Consumer<PictureHeader> noted) {
        return decode(bytes(picture), "the picture " + picture, noted);
    }

    /**
     * Decodes a picture. The caller has a scope open, which owns the result.
     *
     * @param name of the picture, for messages
     * @throws VisionException as {@link #read} does
     */
    public Mat decode(byte[] bytes, String name, Consumer<PictureHeader> noted) {
        try {
            PictureHeader header = PictureHeader.read(bytes);
            noted.accept(header);
            if (header.pixels() > maxPixels) {
                throw new VisionException(
                        name + " has " + TooManyPixels.text(header.width(), header.height(), maxPixels));
            }
            Mat pixels = header.complete() ? imdecode(new Mat(bytes), IMREAD_COLOR) : new Mat();
            if (!pixels.empty()) {
                return pixels;
            }
        } catch (UndecodableImageException e) {
            throw new VisionException(sentence(name), e);
        } catch (VisionException e) {
            throw e;
        } catch (RuntimeException e) { // how OpenCV's own exceptions arrive
            throw new VisionException(sentence(name), e);
        }
        throw new VisionException(sentence(name));
    }

    private byte[] bytes(Path picture) {
        byte[] bytes;
        if (Files.exists(picture) && !Files.isRegularFile(picture)) { // of a pipe the end might never come
            throw new VisionException("the picture " + picture + " is no file; remove or rename it");
        }
        try {
            long size = Files.size(picture);
            if (size > maxBytes()) {
                throw new VisionException("the picture " + picture + " has " + size + " bytes, more than a picture of "
                        + maxPixels + " pixels takes; remove or replace it");
            }
            bytes = Files.readAllBytes(picture);
        } catch (NoSuchFileException e) {
            throw new VisionException(
                    "the picture " + picture
                            + (Files.isSymbolicLink(picture) ? " is a link to a file that is not there" : " is gone"),
                    e);
        } catch (IOException e) {
            throw new VisionException("the picture " + picture + " cannot be read; check its permissions", e);
        }
        if (bytes.length == 0) {
            throw new VisionException("the picture " + picture + " is an empty file; remove or replace it");
        }
        return bytes;
    }

    private long maxBytes() {
        long most = Integer.MAX_VALUE - 64L; // longer arrays do not exist
        return maxPixels > most / BYTES_PER_PIXEL ? most : Math.max(MIN_LIMIT, maxPixels * BYTES_PER_PIXEL);
    }

    private static String sentence(String name) {
        return name + " cannot be decoded or breaks off; remove or replace it";
    }
}
