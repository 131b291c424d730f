package io.agender.inference;

import io.agender.vision.BoundingBox;
import io.agender.vision.DecodedFrame;
import io.agender.vision.Detection;
import io.agender.vision.EncodedImage;
import io.agender.vision.FaceAttributes;
import io.agender.vision.FaceCrop;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.Gender;
import io.agender.vision.Glance;
import io.agender.vision.GreyPicture;
import io.agender.vision.HeadPose;
import io.agender.vision.Landmark;
import io.agender.vision.ModelUse;
import io.agender.vision.Mosaic;
import io.agender.vision.UndecodableImageException;
import io.agender.vision.VisionException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads the faces out of the bytes of the frame: their number, or the left edge of each, {@code x100 x300.5 x700:0.4} with
 * a score after the colon, and the yaw of the head after another. {@code room} and {@code cover} show nobody, and what a
 * camera sees, or one that is covered. Other words make it fail. After {@code =} the view looks as when nobody is there, at a
 * glance.
 */
final class FakeAnalyzer implements FrameAnalyzer {

    static final String BROKEN_PICTURE = "broken picture";
    static final String WRAPPED_BROKEN_PICTURE = "wrapped broken picture";
    static final String BROKEN_MODEL = "broken model";
    static final String ROOM = "room";
    static final String COVER = "cover";

    static final List<ModelUse> MODELS = List.of(
            new ModelUse(ModelUse.Task.DETECTION, "blazeface", "0123456789ab"),
            new ModelUse(ModelUse.Task.AGE, "ssrnet-imdb", "ba9876543210"));

    private static final List<Landmark> FRONTAL = List.of(
            new Landmark(Landmark.Point.RIGHT_EYE, 10, 13),
            new Landmark(Landmark.Point.LEFT_EYE, 20, 13),
            new Landmark(Landmark.Point.NOSE_TIP, 15, 20));

    /** How many faces were asked for in each run. */
    final List<Integer> runs = new ArrayList<>();

    double minFaceSide;

    /** Whether faces have no landmarks until they are asked for. */
    boolean findsLandmarks;

    private final int cropSize;
    private int decoded;
    private int glances;
    private int closed;

    FakeAnalyzer() {
        this(2);
    }

    /** @param cropSize side of the crops that it cuts and takes, in pixels */
    FakeAnalyzer(int cropSize) {
        this.cropSize = cropSize;
    }

    @Override
    public DecodedFrame decode(EncodedImage image) {
        decoded++;
        String word = word(image).replaceFirst("^=", "");
        switch (word) {
            case BROKEN_PICTURE -> throw new UndecodableImageException("The 14 bytes are not a JPEG picture.");
            case WRAPPED_BROKEN_PICTURE ->
                throw new IllegalStateException("outer", new UndecodableImageException("Not a JPEG picture either."));
            case BROKEN_MODEL -> throw new VisionException("The network ran out of memory.");
            case ROOM, COVER -> {
                return new FakeFrame(List.of(), cropSize, findsLandmarks, Optional.of(view(word.equals(ROOM))));
            }
            default -> {}
        }
        return new FakeFrame(
                word.startsWith("x") ? placed(word) : numbered(Integer.parseInt(word)),
                cropSize,
                findsLandmarks,
                Optional.empty());
    }

    private static String word(EncodedImage image) {
        return new String(image.bytes(), StandardCharsets.UTF_8);
    }

    @Override
    public Optional<Glance> glance(EncodedImage image) {
        glances++;
        String word = word(image);
        if (word.equals(BROKEN_PICTURE)) {
            throw new UndecodableImageException("The 14 bytes are not a JPEG picture.");
        }
        byte[] tiles = new byte[Mosaic.COLUMNS * Mosaic.ROWS];
        if (!List.of("0", ROOM).contains(word) && !word.startsWith("=")) {
            Arrays.fill(tiles, (byte) 99);
        }
        return Optional.of(new Glance(640, 360, new Mosaic(tiles)));
    }

    private static GreyPicture view(boolean furnished) {
        byte[] pixels = new byte[GreyPicture.WIDTH * GreyPicture.HEIGHT];
        for (int i = 0; i < pixels.length; i++) {
            int furniture = i % GreyPicture.WIDTH / 9 * 7 + i / GreyPicture.WIDTH / 7 * 5;
            pixels[i] = (byte) (furnished ? 60 + furniture * furniture % 120 : 100);
        }
        return new GreyPicture(pixels);
    }

    private static List<Detection> numbered(int faces) {
        return IntStream.range(0, faces)
                .mapToObj(face -> detection(-1.5 + face, 0.9))
                .toList();
    }

    private static List<Detection> placed(String word) {
        return Stream.of(word.split(" "))
                .map(face -> face.substring(1).split(":"))
                .map(parts -> detection(
                                Double.parseDouble(parts[0]), parts.length == 1 ? 0.9 : Double.parseDouble(parts[1]))
                        .with(
                                parts.length < 3
                                        ? Optional.empty()
                                        : Optional.of(new HeadPose(Double.parseDouble(parts[2]), 0, 0))))
                .toList();
    }

    private static Detection detection(double x, double score) {
        return new Detection(
                new BoundingBox(x, 2.1, 30.25, 40), score, List.of(new Landmark(Landmark.Point.LEFT_EYE, 12.5, 13.5)));
    }

    /** The face at the left edge is a woman of 31.4, those up to 10 are unknown, others men and women by their place. */
    @Override
    public List<FaceAttributes> classify(List<FaceCrop> crops) {
        runs.add(crops.size());
        return crops.stream().map(FakeAnalyzer::attributes).toList();
    }

    private static FaceAttributes attributes(FaceCrop crop) {
        int place = (crop.pixels()[0] & 0xff) << 8 | crop.pixels()[1] & 0xff;
        if (place == 0) {
            return new FaceAttributes(
                    Gender.FEMALE, OptionalDouble.of(0.1), OptionalDouble.of(31.4), OptionalDouble.of(6.5));
        }
        if (place < 10) {
            return FaceAttributes.UNKNOWN;
        }
        double male = place % 100 / 100.0;
        return new FaceAttributes(
                male < 0.5 ? Gender.FEMALE : Gender.MALE,
                OptionalDouble.of(male),
                OptionalDouble.of(20 + place % 37),
                OptionalDouble.empty());
    }

    @Override
    public double minFaceSide() {
        return minFaceSide;
    }

    @Override
    public boolean findsLandmarks() {
        return findsLandmarks;
    }

    @Override
    public boolean posesEveryFace() {
        return !findsLandmarks;
    }

    @Override
    public boolean accepts(FaceCrop crop) {
        return crop.width() == cropSize;
    }

    @Override
    public double minScore() {
        return 0.5;
    }

    private record FakeFrame(List<Detection> faces, int cropSize, boolean findsLandmarks, Optional<GreyPicture> grey)
            implements DecodedFrame {

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
            return findsLandmarks
                    ? faces.stream()
                            .map(face -> new Detection(face.box(), face.score(), List.of()))
                            .toList()
                    : faces;
        }

        @Override
        public Detection landmarked(Detection face) {
            return findsLandmarks ? new Detection(face.box(), face.score(), FRONTAL) : face;
        }

        @Override
        public FaceCrop crop(Detection face) {
            int place = (int) Math.round(face.box().x() + 1.5);
            byte[] pixels = new byte[cropSize * cropSize * FaceCrop.CHANNELS];
            for (int i = 0; i < pixels.length; i += 2) {
                pixels[i] = (byte) 255; // edges, so that the crop counts as sharp
            }
            pixels[0] = (byte) (place >> 8);
            pixels[1] = (byte) place;
            return new FaceCrop(cropSize, cropSize, pixels);
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

    int timesDecoded() {
        return decoded;
    }

    int timesGlanced() {
        return glances;
    }

    int timesClosed() {
        return closed;
    }
}
