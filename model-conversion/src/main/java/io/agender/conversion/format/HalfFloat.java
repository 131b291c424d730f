package io.agender.conversion.format;

/** IEEE 754 numbers of 16 bits, for which the JDK has a conversion from Java 20 only. */
final class HalfFloat {

    private static final float SMALLEST = 0x1p-24f;

    private HalfFloat() {}

    static float toFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = half >> 10 & 0x1f;
        int fraction = half & 0x3ff;
        int magnitude =
                switch (exponent) {
                    case 0 -> Float.floatToRawIntBits(fraction * SMALLEST);
                    case 0x1f -> 0x7f800000 | fraction << 13;
                    default -> exponent + 127 - 15 << 23 | fraction << 13;
                };
        return Float.intBitsToFloat(sign | magnitude);
    }
}
