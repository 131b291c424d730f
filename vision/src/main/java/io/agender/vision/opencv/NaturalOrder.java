package io.agender.vision.opencv;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Orders file names as people do: {@code img2} before {@code img10}, capital letters like small ones. */
enum NaturalOrder implements Comparator<String> {
    INSTANCE;

    private static final Pattern PIECE = Pattern.compile("\\d+|\\D+");

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

    private static int comparePieces(String left, String right) {
        if (Character.isDigit(left.charAt(0)) && Character.isDigit(right.charAt(0))) {
            return new BigInteger(left).compareTo(new BigInteger(right));
        }
        return left.compareToIgnoreCase(right);
    }
}
