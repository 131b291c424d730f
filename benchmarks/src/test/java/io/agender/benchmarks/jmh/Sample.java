package io.agender.benchmarks.jmh;

import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.randn;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.agender.vision.DecodedFrame;
import io.agender.vision.EncodedImage;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.engine.VideoEngine;
import io.agender.vision.engine.VisionConfig;
import io.agender.vision.engine.VisionEngine;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** What all benchmarks work on: the first frame of the sample clip in which a face is found. */
final class Sample {

    /** Standard deviation of the noise, in each channel. */
    private static final double NOISE = 6;

    private static final int QUALITY = 90;

    private Sample() {}

    static EncodedImage frame() {
        Path clip = Path.of(System.getProperty("agender.home", "."), "samples", "lobby.mp4");
        try (VisionEngine engine = VisionEngine.open(config("blazeface", VisionConfig.AUTO));
                FrameAnalyzer analyzer = engine.newAnalyzer();
                VideoSource source = new VideoEngine().open(clip.toString(), VideoOptions.DEFAULTS)) {
            EncodedImage image = source.next().orElseThrow().image();
            while (!showsAFace(analyzer, image)) {
                image = source.next().orElseThrow().image();
            }
            return image;
        }
    }

    private static boolean showsAFace(FrameAnalyzer analyzer, EncodedImage image) {
        try (DecodedFrame frame = analyzer.decode(image)) {
            return frame.detect().stream().anyMatch(face -> face.score() >= analyzer.minScore());
        }
    }

    /** The frame as a camera with more pixels would take it: with a little noise, since enlarged pixels are smooth. */
    static EncodedImage frame(int width, int height) {
        try (PointerScope scope = new PointerScope()) {
            Mat large = new Mat();
            resize(imdecode(new Mat(frame().bytes()), IMREAD_COLOR), large, new Size(width, height), 0, 0, INTER_CUBIC);
            Mat noise = new Mat(large.size(), large.type());
            randn(noise, number(0), number(NOISE));
            add(large, noise, large);
            BytePointer jpeg = new BytePointer();
            imencode(".jpg", large, jpeg, new IntPointer(IMWRITE_JPEG_QUALITY, QUALITY));
            byte[] bytes = new byte[(int) jpeg.limit()];
            jpeg.get(bytes);
            return new EncodedImage(bytes, width, height);
        }
    }

    private static Mat number(double value) {
        return new Mat(1, 1, CV_64F, new Scalar(value));
    }

    /** One thread, models from the folder that the system property names. */
    static VisionConfig config(String detector, String model) {
        return new VisionConfig(
                detector,
                model,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                1,
                modelDirectory(),
                VisionConfig.DEFAULT_MAX_PIXELS);
    }

    /** The folder of models that are not bundled, as the system property names it. */
    static Optional<Path> modelDirectory() {
        String directory = System.getProperty("agender.model.directory", "");
        return directory.isEmpty() ? Optional.empty() : Optional.of(Path.of(directory));
    }
}
