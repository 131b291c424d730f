package io.agender.verification;

import io.agender.vision.DecodedFrame;
import io.agender.vision.Detection;
import io.agender.vision.EncodedImage;
import io.agender.vision.FaceAttributes;
import io.agender.vision.FaceCrop;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.Gender;
import io.agender.vision.GreyPicture;
import io.agender.vision.ModelUse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * A vision engine that answers always the same for the same bytes. What {@link #classify} says comes out of
 * the pixels of the crop, so a crop that is lost, mixed up or classified twice changes the answer.
 */
final class FakeAnalyzer implements FrameAnalyzer {

    private static final int SIDE = 8;
    private static final double MIN_SCORE = 0.5;

    private final Duration pains;

    /** @param pains how long it takes over a frame */
    FakeAnalyzer(Duration pains) {
        this.pains = pains;
    }

    FakeAnalyzer() {
        this(Duration.ZERO);
    }

    @Override
    public DecodedFrame decode(EncodedImage image) {
        LockSupport.parkNanos(pains.toNanos());
        FakePicture picture = FakePicture.decode(image.bytes());
        if (picture.equals(FakePicture.UNFORESEEN)) {
            throw new IllegalStateException("The fake engine has a bug.");
        }
        FakeCrowd crowd = new FakeCrowd(picture.crowd());
        return new FakeFrame(picture, crowd, crowd.at(picture.time()));
    }

    @Override
    public List<FaceAttributes> classify(List<FaceCrop> crops) {
        return crops.stream().map(FakeAnalyzer::classify).toList();
    }

    private static FaceAttributes classify(FaceCrop crop) {
        double male = (crop.pixels()[1] & 0xff) / 255.0;
        return new FaceAttributes(
                male >= 0.5 ? Gender.MALE : Gender.FEMALE,
                OptionalDouble.of(male),
                OptionalDouble.of((crop.pixels()[0] & 0xff) / 2.5 + (crop.pixels()[2] & 0xff) / 256.0),
                OptionalDouble.empty());
    }

    @Override
    public boolean accepts(FaceCrop crop) {
        return crop.width() == SIDE && crop.height() == SIDE;
    }

    @Override
    public double minScore() {
        return MIN_SCORE;
    }

    @Override
    public boolean posesEveryFace() {
        return true;
    }

    @Override
    public List<ModelUse> models() {
        return List.of(
                new ModelUse(ModelUse.Task.DETECTION, "fake-detector", "0123456789ab"),
                new ModelUse(ModelUse.Task.GENDER_AND_AGE, "fake-attributes", "ba9876543210"));
    }

    @Override
    public void close() {
        // holds nothing
    }

    private record FakeFrame(FakePicture picture, FakeCrowd crowd, List<FakeCrowd.Sighting> sightings)
            implements DecodedFrame {

        @Override
        public int width() {
            return FakePicture.WIDTH;
        }

        @Override
        public int height() {
            return FakePicture.HEIGHT;
        }

        @Override
        public Optional<GreyPicture> grey() {
            return Optional.of(picture.view());
        }

        @Override
        public List<Detection> detect() {
            return sightings.stream().map(FakeCrowd.Sighting::detection).toList();
        }

        @Override
        public FaceCrop crop(Detection face) {
            int person = sightings.stream()
                    .filter(sighting -> sighting.detection().equals(face))
                    .findFirst()
                    .orElseThrow()
                    .person();
            SplittableRandom moment = new SplittableRandom(picture.time().toNanos() * 31 + person);
            byte[] pixels = new byte[SIDE * SIDE * FaceCrop.CHANNELS];
            int blur = 1 + moment.nextInt(6); // so that crops are better and worse
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (byte) (i / blur * 37 + moment.nextInt(1 + 40 / blur));
            }
            pixels[0] = (byte) Math.round((crowd.age(person) + moment.nextDouble(-4, 4)) * 2.5);
            pixels[1] = (byte)
                    Math.round(255 * (crowd.male(person) ? 1 - moment.nextDouble(0.55) : moment.nextDouble(0.55)));
            return new FaceCrop(SIDE, SIDE, pixels);
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
