package io.agender.verification;

import io.agender.schemas.Frame;
import io.agender.schemas.ImageEncoding;
import io.agender.schemas.Topic;
import io.agender.schemas.TrustedRecords;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Records for agender.frames that are spoilt in every way that came to mind, all from one seed. Each is numbered; those
 * that can be read at all carry the number as their sequence.
 */
final class SpoiltRecords {

    static final String STREAM = "spoilt";

    private static final int WIRE_HEADER = 5;
    private static final byte[][] OTHER_FORMATS = {
        "GIF89a\1\0\1\0\0\0\0;".getBytes(StandardCharsets.ISO_8859_1),
        "BM\u001a\0\0\0\0\0\0\0\u001a\0\0\0\f\0\0\0\0\0\0\0\1\0\u0018\0".getBytes(StandardCharsets.ISO_8859_1),
        "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR".getBytes(StandardCharsets.ISO_8859_1),
        "RIFF\u0024\0\0\0WEBPVP8 ".getBytes(StandardCharsets.ISO_8859_1),
        "<!doctype html><title>502</title>".getBytes(StandardCharsets.UTF_8),
        "P6 99999 99999 255 ".getBytes(StandardCharsets.US_ASCII),
    };

    static {
        TrustedRecords.ensure();
    }

    private final Random random;
    private final byte[] jpeg;
    private final Instant start;
    private final Serializer<Frame> serializer;
    private final List<BiFunction<String, Integer, ProducerRecord<String, byte[]>>> ways = List.of(
            (camera, number) -> picture(camera, number, truncated()),
            (camera, number) -> picture(camera, number, flipped(jpegCopy(), 1 + random().nextInt(40))),
            (camera, number) -> picture(camera, number, OTHER_FORMATS[random().nextInt(OTHER_FORMATS.length)]),
            (camera, number) -> picture(camera, number, new byte[0]),
            (camera, number) -> picture(camera, number, ofSize(30_000, 30_000)),
            (camera, number) -> picture(camera, number, ofSize(1, 1)),
            (camera, number) -> value(camera, number, new byte[0]),
            (camera, number) -> value(camera, number, null),
            (camera, number) -> value(camera, number, withByte(encoded(good(camera, number)), 0, 1)),
            (camera, number) -> value(camera, number, withByte(encoded(good(camera, number)), 1, 77)),
            (camera, number) -> value(camera, number, wrongAvro(camera, number)),
            (camera, number) -> record(null, number, encoded(good(camera, number))),
            (camera, number) -> record("someone-else", number, encoded(good(camera, number))),
            (camera, number) -> changed(camera, number, frame -> frame.setCapturedAt(Instant.EPOCH)),
            (camera, number) ->
                    changed(camera, number, frame -> frame.setCapturedAt(Instant.parse("2100-01-01T00:00:00Z"))),
            (camera, number) ->
                    changed(camera, number, frame -> frame.setCapturedAt(Instant.EPOCH.minusMillis(1L + number))),
            (camera, number) -> changed(
                    camera,
                    number,
                    frame -> frame.setCapturedAt(Instant.EPOCH.plus(Long.MIN_VALUE, ChronoUnit.MICROS))),
            (camera, number) -> at(Instant.EPOCH, camera, encoded(good(camera, number))),
            (camera, number) -> at(Instant.EPOCH.plus(Duration.ofDays(1)), camera, encoded(good(camera, number))),
            (camera, number) -> at(
                    Instant.EPOCH,
                    camera,
                    encoded(Frame.newBuilder(good(camera, number))
                            .setCapturedAt(Instant.EPOCH)
                            .build())),
            (camera, number) -> changed(camera, number, frame -> frame.setSequence(0)),
            (camera, number) -> changed(camera, number, frame -> frame.setSequence(-1 - number)),
            (camera, number) -> changed(camera, number, frame -> frame.setSequence(Long.MAX_VALUE - number)),
            (camera, number) ->
                    changed(camera, number, frame -> frame.setWidth(-1).setHeight(0)),
            (camera, number) -> changed(camera, number, frame -> frame.setEncoding(ImageEncoding.UNKNOWN)));

    /**
     * @param jpeg a picture that can be read
     * @param start when the first was captured; each is a hundredth of a second later
     * @param serializer for the registry of the run; stays the caller's
     */
    SpoiltRecords(long seed, byte[] jpeg, Instant start, Serializer<Frame> serializer) {
        this.random = new Random(seed);
        this.jpeg = jpeg;
        this.start = start;
        this.serializer = serializer;
    }

    /** A spoilt record, the next way each time. */
    ProducerRecord<String, byte[]> next(String camera, int number) {
        return ways.get(number % ways.size()).apply(camera, number);
    }

    /** A frame that nothing is wrong with. */
    ProducerRecord<String, byte[]> sound(String camera, int number) {
        return value(camera, number, encoded(good(camera, number)));
    }

    private Random random() {
        return random;
    }

    private Frame good(String camera, int number) {
        return Frame.newBuilder()
                .setCameraId(camera)
                .setStreamId(STREAM)
                .setSequence(number)
                .setCapturedAt(time(number))
                .setWidth(640)
                .setHeight(360)
                .setEncoding(ImageEncoding.JPEG)
                .setImage(ByteBuffer.wrap(jpeg))
                .build();
    }

    private Instant time(int number) {
        return start.plusMillis(10L * number);
    }

    private ProducerRecord<String, byte[]> picture(String camera, int number, byte[] image) {
        return changed(camera, number, frame -> frame.setImage(ByteBuffer.wrap(image)));
    }

    private ProducerRecord<String, byte[]> changed(String camera, int number, UnaryOperator<Frame.Builder> change) {
        Frame.Builder frame = Frame.newBuilder(good(camera, number));
        return value(camera, number, encoded(change.apply(frame).build()));
    }

    private ProducerRecord<String, byte[]> value(String camera, int number, byte[] value) {
        return record(camera, number, value);
    }

    private ProducerRecord<String, byte[]> record(String key, int number, byte[] value) {
        return at(time(number), key, value);
    }

    private static ProducerRecord<String, byte[]> at(Instant time, String key, byte[] value) {
        return new ProducerRecord<>(Topic.FRAMES, null, time.toEpochMilli(), key, value);
    }

    private byte[] encoded(Frame frame) {
        return serializer.serialize(Topic.FRAMES, frame);
    }

    private byte[] jpegCopy() {
        return jpeg.clone();
    }

    private byte[] truncated() {
        return Arrays.copyOf(jpeg, random.nextInt(jpeg.length));
    }

    private byte[] flipped(byte[] bytes, int bits) {
        for (int i = 0; i < bits; i++) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    /** The size that the header of the JPEG states, in its first start-of-frame segment. */
    private byte[] ofSize(int width, int height) {
        byte[] bytes = jpeg.clone();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int at = 2;
        while ((bytes[at + 1] & 0xff) < 0xc0 || (bytes[at + 1] & 0xff) > 0xc2) {
            at += 2 + buffer.getShort(at + 2);
        }
        buffer.putShort(at + 5, (short) height).putShort(at + 7, (short) width);
        return bytes;
    }

    private static byte[] withByte(byte[] bytes, int at, int value) {
        bytes[at] = (byte) value;
        return bytes;
    }

    /** The schema's right id, and then noise, or a frame that ends too soon. */
    private byte[] wrongAvro(String camera, int number) {
        byte[] whole = encoded(good(camera, number));
        if (random.nextBoolean()) {
            return Arrays.copyOf(whole, WIRE_HEADER + random.nextInt(60));
        }
        byte[] noise = new byte[WIRE_HEADER + 1 + random.nextInt(200)];
        random.nextBytes(noise);
        System.arraycopy(whole, 0, noise, 0, WIRE_HEADER);
        return noise;
    }
}
