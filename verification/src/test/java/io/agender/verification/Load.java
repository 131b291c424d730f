package io.agender.verification;

import io.agender.schemas.Frame;
import io.agender.schemas.ImageEncoding;
import io.agender.schemas.TrustedRecords;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The frames of several cameras, all from one seed: with gaps, stutter, times that go back, times far ahead in single
 * frames or in a whole first stream, frames sent twice, pictures that can't be read, lenses that are covered for a while,
 * and a second stream in the middle.
 * Every stream that is last of its camera ends in an orderly way.
 *
 * @param frames in the order in which they are sent
 */
record Load(List<Frame> frames) {

    static {
        TrustedRecords.ensure();
    }

    /** An hour ends soon after it, so that hours are summed up too. */
    private static final Instant START = Instant.parse("2026-03-02T09:59:50.000417Z");

    private static final Duration STEP = Duration.ofMillis(100);

    /** @param each frames of each camera, about */
    static Load of(long seed, int cameras, int each) {
        return new Load(IntStream.range(0, cameras)
                .mapToObj(camera -> camera(new SplittableRandom(seed + camera), "camera-" + camera, each))
                .flatMap(List::stream)
                .sorted(Comparator.comparingLong(Sent::order))
                .map(Sent::frame)
                .toList());
    }

    List<String> cameras() {
        return frames.stream().map(Frame::getCameraId).distinct().sorted().toList();
    }

    /** @param order when it is sent; frames of a camera never overtake one another */
    private record Sent(long order, Frame frame) {}

    private static List<Sent> camera(SplittableRandom random, String camera, int each) {
        List<Sent> sent = new ArrayList<>();
        long anyCrowd = random.nextLong();
        // Whatever the seed, there are cameras that can't see for a while.
        long crowd = camera.endsWith("0") || camera.endsWith("1")
                ? FakePicture.covered(anyCrowd, camera.endsWith("1"))
                : anyCrowd;
        boolean reconnects = camera.endsWith("0") || camera.endsWith("2") || random.nextBoolean();
        int first = reconnects ? each / 3 + random.nextInt(each / 3) : each;
        long order = random.nextInt(50);
        int tick = 0;
        for (int stream = 0; stream < (reconnects ? 2 : 1); stream++) {
            long sequence = 0;
            int frames = stream == 0 ? first : each - first;
            boolean orderly = stream == (reconnects ? 1 : 0) || random.nextBoolean();
            // Of the first camera the hour must end in an orderly way.
            boolean wrong = reconnects
                    && stream == 0
                    && !camera.endsWith("0")
                    && (camera.endsWith("2") || random.nextBoolean());
            Duration ahead = wrong ? upToAnHour(random) : Duration.ZERO; // until the clock is corrected
            for (int i = 0; i < frames; i++) {
                boolean last = i == frames - 1;
                tick++;
                order += 100;
                if (!last && random.nextInt(100) < 3) {
                    sequence += 1 + random.nextInt(3); // lost before Kafka
                }
                Duration time = STEP.multipliedBy(tick).plusMillis(random.nextInt(60));
                if (random.nextInt(100) < 2) {
                    time = time.minusMillis(random.nextInt(2500)); // a clock that was set back
                }
                Duration told = time.plus(random.nextInt(200) == 0 ? upToAnHour(random) : ahead);
                boolean broken = !last && random.nextInt(100) < 2;
                Frame frame =
                        frame(camera, stream, sequence++, told, broken ? new byte[] {1, 2, 3} : picture(crowd, time));
                frame.setEndOfStream(last && orderly);
                sent.add(new Sent(order, frame));
                if (!last && random.nextInt(100) < 2) {
                    Frame before = sent.get(random.nextInt(sent.size())).frame();
                    sent.add(new Sent(order + 1, Frame.newBuilder(before).build()));
                }
            }
            tick += random.nextInt(30);
        }
        return sent;
    }

    private static Duration upToAnHour(SplittableRandom random) {
        return Duration.ofMillis(15_000 + random.nextInt(3_500_000));
    }

    private static byte[] picture(long crowd, Duration time) {
        return new FakePicture(crowd, time).bytes();
    }

    private static Frame frame(String camera, int stream, long sequence, Duration time, byte[] image) {
        return Frame.newBuilder()
                .setCameraId(camera)
                .setStreamId(camera + "-run" + stream)
                .setSequence(sequence)
                .setCapturedAt(START.plus(time))
                .setWidth(FakePicture.WIDTH)
                .setHeight(FakePicture.HEIGHT)
                .setEncoding(ImageEncoding.JPEG)
                .setImage(ByteBuffer.wrap(image))
                .setSite(camera.endsWith("1") ? "hall" : null)
                .build();
    }
}
