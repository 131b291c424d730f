package io.agender.inference;

import io.agender.vision.BoundingBox;
import io.agender.vision.DecodedFrame;
import io.agender.vision.Detection;
import io.agender.vision.EncodedImage;
import io.agender.vision.FaceAttributes;
import io.agender.vision.FaceCrop;
import io.agender.vision.FrameAnalysis;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.Gender;
import io.agender.vision.Landmark;
import io.agender.vision.ModelUse;
import io.agender.vision.StageTimes;
import io.agender.vision.UndecodableImageException;
import io.agender.vision.VisionException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Reads the number of faces out of the bytes of the frame; other words make it fail. */
final class FakeAnalyzer implements FrameAnalyzer {

    static final String BROKEN_PICTURE = "broken picture";
    static final String WRAPPED_BROKEN_PICTURE = "wrapped broken picture";
    static final String BROKEN_MODEL = "broken model";

    static final List<ModelUse> MODELS = List.of(
            new ModelUse(ModelUse.Task.DETECTION, "blazeface", "0123456789ab"),
            new ModelUse(ModelUse.Task.AGE, "ssrnet-imdb", "ba9876543210"));

    private final Duration stageTime;
    private int closed;

    FakeAnalyzer(Duration stageTime) {
        this.stageTime = stageTime;
    }

    @Override
    public DecodedFrame decode(EncodedImage image) {
        String word = new String(image.bytes(), StandardCharsets.UTF_8);
        switch (word) {
            case BROKEN_PICTURE -> throw new UndecodableImageException("The 14 bytes are not a JPEG picture.");
            case WRAPPED_BROKEN_PICTURE ->
                throw new IllegalStateException("outer", new UndecodableImageException("Not a JPEG picture either."));
            case BROKEN_MODEL -> throw new VisionException("The network ran out of memory.");
            default -> {}
        }
        return new FakeFrame(Integer.parseInt(word));
    }

    @Override
    public List<FaceAttributes> classify(List<FaceCrop> crops) {
        return crops.stream().map(FakeAnalyzer::attributes).toList();
    }

    private static FaceAttributes attributes(FaceCrop crop) {
        return crop.pixels()[0] == 0
                ? new FaceAttributes(
                        Gender.FEMALE, OptionalDouble.of(0.1), OptionalDouble.of(31.4), OptionalDouble.of(6.5))
                : FaceAttributes.UNKNOWN;
    }

    @Override
    public boolean accepts(FaceCrop crop) {
        return crop.width() == 1;
    }

    @Override
    public double minScore() {
        return 0.5;
    }

    @Override
    public FrameAnalysis analyze(EncodedImage image) {
        FrameAnalysis analysis = FrameAnalyzer.super.analyze(image);
        return new FrameAnalysis(
                analysis.width(),
                analysis.height(),
                analysis.faces(),
                new StageTimes(stageTime, stageTime.plusNanos(1_000), stageTime));
    }

    private record FakeFrame(int faces) implements DecodedFrame {

        @Override
        public int width() {
            return 640;
        }

        @Override
        public int height() {
            return 360;
        }

        @Override
        public List<Detection> detect() {
            return IntStream.range(0, faces)
                    .mapToObj(face -> new Detection(
                            new BoundingBox(-1.5 + face, 2.1, 30.25, 40),
                            0.9,
                            List.of(new Landmark(Landmark.Point.LEFT_EYE, 12.5, 13.5))))
                    .toList();
        }

        @Override
        public FaceCrop crop(Detection face) {
            return new FaceCrop(1, 1, new byte[] {(byte) Math.round(face.box().x() + 1.5), 0, 0});
        }

        @Override
        public void close() {}
    }

    @Override
    public List<ModelUse> models() {
        return MODELS;
    }

    @Override
    public void close() {
        closed++;
    }

    int timesClosed() {
        return closed;
    }
}
