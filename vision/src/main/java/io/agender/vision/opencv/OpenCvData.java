package io.agender.vision.opencv;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Function;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.opencv_java;

/**
 * Finds the data files that come inside the OpenCV library, such as
 * {@code haarcascades/haarcascade_frontalface_alt.xml}. Stateless and safe to share.
 */
public final class OpenCvData implements Function<String, Optional<byte[]>> {

    /** The bytes of a data file, or nothing when there is none of this name. */
    @Override
    public Optional<byte[]> apply(String name) {
        String resource = "/org/bytedeco/opencv/" + Loader.getPlatform() + "/share/opencv4/" + name;
        try (InputStream in = opencv_java.class.getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException error) {
            throw new UncheckedIOException("The file " + name + " in the OpenCV library cannot be read.", error);
        }
    }
}
