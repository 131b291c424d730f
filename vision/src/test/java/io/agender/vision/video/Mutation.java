package io.agender.vision.video;

import java.util.Arrays;
import java.util.Random;

/** Damages bytes as disks, radio links and bad programs do, the same way for the same seed. */
final class Mutation {

    private static final int KINDS = 6;

    private Mutation() {}

    static byte[] of(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        int rounds = 1 + random.nextInt(3);
        for (int i = 0; i < rounds; i++) {
            bytes = once(bytes, random);
        }
        return bytes;
    }

    private static byte[] once(byte[] bytes, Random random) {
        int from = random.nextInt(Math.max(1, bytes.length));
        int length = random.nextInt(Math.max(1, Math.min(2000, bytes.length - from)));
        return switch (random.nextInt(KINDS)) {
            case 0 -> flipped(bytes, random, 1 + random.nextInt(50), bytes.length);
            case 1 -> flipped(bytes, random, 1 + random.nextInt(8), Math.min(bytes.length, 600)); // headers
            case 2 -> Arrays.copyOf(bytes, from);
            case 3 -> joined(Arrays.copyOf(bytes, from), Arrays.copyOfRange(bytes, from + length, bytes.length));
            case 4 -> joined(Arrays.copyOf(bytes, from + length), Arrays.copyOfRange(bytes, from, bytes.length));
            default -> {
                Arrays.fill(bytes, from, from + length, (byte) random.nextInt(256));
                yield bytes;
            }
        };
    }

    private static byte[] flipped(byte[] bytes, Random random, int count, int within) {
        for (int i = 0; i < count && within > 0; i++) {
            bytes[random.nextInt(within)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static byte[] joined(byte[] head, byte[] tail) {
        byte[] both = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, both, head.length, tail.length);
        return both;
    }
}
