package io.agender.vision.engine;

import io.agender.models.DetectorSpec.BlazeFace;
import io.agender.models.DetectorSpec.Fit;
import io.agender.models.DetectorSpec.Ssd;
import io.agender.models.DetectorSpec.UltraFace;
import io.agender.models.DetectorSpec.YuNet;
import io.agender.models.InputSpec;
import io.agender.models.ModelDescriptor;
import io.agender.models.ModelDescriptor.Engine;
import io.agender.vision.Detection;
import io.agender.vision.VisionException;
import io.agender.vision.geometry.Letterbox;
import io.agender.vision.head.BlazeFaceHead;
import io.agender.vision.head.DetectorHead;
import io.agender.vision.head.InputShape;
import io.agender.vision.head.Network;
import io.agender.vision.head.NetworkDetector;
import io.agender.vision.head.SsdHead;
import io.agender.vision.head.UltraFaceHead;
import io.agender.vision.head.YuNetHead;
import io.agender.vision.image.BlobWriter;
import io.agender.vision.image.MatLetterbox;
import io.agender.vision.onnx.OrtModel;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A detector network. Its session is shared; each analyzer has its own buffer for the letterboxed frame.
 *
 * @param placement how a frame is put into the input of the network
 * @param squeezed whether the frame fills the input, whatever becomes of its shape
 */
record NetworkDetectorSource(NetworkDetector network, InputSpec input, Placement placement, boolean squeezed)
        implements DetectorSource {

    /** SSD thins out its boxes itself. */
    private static final double ANY_OVERLAP = 1;

    private interface Placement {
        Letterbox of(int frameWidth, int frameHeight);
    }

    /**
     * Loads a detector network with the engine that its descriptor names.
     *
     * @throws VisionException when a file cannot be loaded or is not what the descriptor says
     */
    static NetworkDetectorSource open(ModelDescriptor model, List<byte[]> files, double minScore, int threads) {
        if (model.detector().head() instanceof BlazeFace spec) {
            Network network = network(model, files, InputShape.of(spec.input(), 1), threads);
            DetectorHead head = new BlazeFaceHead(model.name(), spec);
            return new NetworkDetectorSource(
                    NetworkDetector.open(network, head, spec.maxOverlap(), minScore),
                    spec.input(),
                    letterbox(spec.input()),
                    false);
        }
        if (model.detector().head() instanceof YuNet spec) {
            return yuNet(model, files, spec, minScore, threads);
        }
        if (model.detector().head() instanceof UltraFace spec) {
            Network network = network(model, files, InputShape.of(spec.input(), 1), threads);
            return new NetworkDetectorSource(
                    NetworkDetector.open(network, new UltraFaceHead(model.name(), spec), spec.maxOverlap(), minScore),
                    spec.input(),
                    letterbox(spec.input()),
                    false);
        }
        if (model.detector().head() instanceof Ssd spec) {
            return ssd(model, files, spec, minScore, threads);
        }
        throw new VisionException("The detector " + model.name() + " is of a kind that this version does not know.");
    }

    private static NetworkDetectorSource yuNet(
            ModelDescriptor model, List<byte[]> files, YuNet spec, double minScore, int threads) {
        InputSpec input = spec.input();
        long[] shape = spec.dynamicSize() ? InputShape.of(input.layout(), 1, -1, -1) : InputShape.of(input, 1);
        YuNetHead head = new YuNetHead(model.name(), spec.strides());
        return new NetworkDetectorSource(
                NetworkDetector.open(network(model, files, shape, threads), head, spec.maxOverlap(), minScore),
                input,
                spec.dynamicSize()
                        ? (width, height) ->
                                Letterbox.fitCut(width, height, input.width(), input.height(), head.coarsestStride())
                        : letterbox(input),
                false);
    }

    private static NetworkDetectorSource ssd(
            ModelDescriptor model, List<byte[]> files, Ssd spec, double minScore, int threads) {
        InputSpec input = spec.input();
        boolean squeezed = spec.fit() == Fit.SQUEEZE;
        return new NetworkDetectorSource(
                NetworkDetector.open(
                        network(model, files, InputShape.of(input, 1), threads),
                        new SsdHead(model.name(), SsdHead.OUTPUT),
                        ANY_OVERLAP,
                        minScore),
                input,
                squeezed
                        ? (width, height) -> Letterbox.stretched(width, height, input.width(), input.height())
                        : letterbox(input),
                squeezed);
    }

    private static Placement letterbox(InputSpec input) {
        return (width, height) -> Letterbox.fit(width, height, input.width(), input.height());
    }

    private static Network network(ModelDescriptor model, List<byte[]> files, long[] shape, int threads) {
        return model.engine() == Engine.OPENCV_DNN
                ? DnnFiles.open(model.name(), model, model.networks().get(0), files, shape)
                : OrtModel.open(model.name(), files.get(0), shape, threads);
    }

    @Override
    public FaceDetector newDetector() {
        return new LetterboxDetector(this, BlobWriter.ofAnySize(input));
    }

    @Override
    public void close() {
        network.close();
    }

    private record LetterboxDetector(NetworkDetectorSource source, BlobWriter writer) implements FaceDetector {

        @Override
        public List<Detection> detect(Mat frame) {
            Letterbox letterbox = source.placement.of(frame.cols(), frame.rows());
            long[] shape = InputShape.of(source.input.layout(), 1, letterbox.inputWidth(), letterbox.inputHeight());
            Mat picture = source.squeezed ? MatLetterbox.squeezed(frame, letterbox) : MatLetterbox.of(frame, letterbox);
            return source.network.detect(writer.write(List.of(picture)), shape, letterbox);
        }

        /** What is squeezed is squeezed as its authors do it, from the whole frame. */
        @Override
        public double shrinking(int width, int height) {
            Letterbox letterbox = source.placement.of(width, height);
            return source.squeezed
                    ? 1
                    : Math.max((double) letterbox.contentWidth() / width, (double) letterbox.contentHeight() / height);
        }

        @Override
        public void close() {} // the network belongs to the engine
    }
}
