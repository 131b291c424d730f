package io.agender.vision;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Orders file names as people do: {@code img2} before {@code img10}, capital letters like small ones. */
enum NaturalOrder implements Comparator<String> {
    INSTANCE;

    private static final Pattern PIECE = Pattern.compile("\\p{Nd}+|\\P{Nd}+");

    @Override
    public int compare(String left, String right) {
        Matcher leftPieces = PIECE.matcher(left);
        Matcher rightPieces = PIECE.matcher(right);
        while (true) {
            boolean leftHasMore = leftPieces.find();
            boolean rightHasMore = rightPieces.find();
            if (!leftHasMore || !rightHasMore) {
                int byLength = Boolean.compare(leftHasMore, rightHasMore);
                // Names that differ in capitals or leading zeros only still need a fixed order.
                return byLength != 0 ? byLength : left.compareTo(right);
            }
            int order = comparePieces(leftPieces.group(), rightPieces.group());
            if (order != 0) {
                return order;
            }
        }
    }

    private static boolean isNumber(String piece) {
        return Character.isDigit(piece.codePointAt(0));
    }

    /** Digits of any script, such as the wide ones of Japanese. */
    private static BigInteger number(String digits) {
        StringBuilder plain = new StringBuilder(digits.length());
        digits.codePoints().forEach(digit -> plain.append(Character.digit(digit, 10)));
        return new BigInteger(plain.toString());
    }

    private static int comparePieces(String left, String right) {
        if (isNumber(left) && isNumber(right)) {
            return number(left).compareTo(number(right));
        }
        return left.compareToIgnoreCase(right);
    }
}
