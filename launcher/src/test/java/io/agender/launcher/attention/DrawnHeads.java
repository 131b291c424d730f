package io.agender.launcher.attention;

import io.agender.vision.DecodedFrame;
import io.agender.vision.Detection;
import io.agender.vision.EncodedImage;
import io.agender.vision.FaceAttributes;
import io.agender.vision.FaceCrop;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.ModelUse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Sees the {@link DrawnHead}s that are written in a frame, a line each, and knows who they are.
 *
 * @param people what is estimated of each person
 */
record DrawnHeads(IntFunction<FaceAttributes> people) implements FrameAnalyzer {

    private static final int SIDE = 8;

    @Override
    public DecodedFrame decode(EncodedImage image) {
        return new Drawn(new String(image.bytes(), StandardCharsets.UTF_8)
                .lines()
                .map(line -> DrawnHead.read(line).found())
                .toList());
    }

    @Override
    public List<FaceAttributes> classify(List<FaceCrop> crops) {
        return crops.stream().map(crop -> people.apply(crop.pixels()[0])).toList();
    }

    @Override
    public boolean accepts(FaceCrop crop) {
        return crop.width() == SIDE;
    }

    @Override
    public double minScore() {
        return 0.5;
    }

    @Override
    public boolean posesEveryFace() {
        return true;
    }

    @Override
    public List<ModelUse> models() {
        return List.of(new ModelUse(ModelUse.Task.DETECTION, "drawn", "0123456789ab"));
    }

    @Override
    public void close() {}

    private record Drawn(List<Detection> detect) implements DecodedFrame {

        @Override
        public int width() {
            return 640;
        }

        @Override
        public int height() {
            return 480;
        }

        /** A crop has edges, so that it counts as sharp, and tells the person by the row. */
        @Override
        public FaceCrop crop(Detection face) {
            byte[] pixels = new byte[SIDE * SIDE * FaceCrop.CHANNELS];
            for (int i = 0; i < pixels.length; i += 2) {
                pixels[i] = (byte) 255;
            }
            pixels[0] = (byte) DrawnHead.personAt(face);
            return new FaceCrop(SIDE, SIDE, pixels);
        }

        @Override
        public void close() {}
    }
}
