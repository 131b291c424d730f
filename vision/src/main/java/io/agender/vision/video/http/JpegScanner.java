package io.agender.vision.video.http;

import java.util.Arrays;
import java.util.Optional;

/**
 * Finds JPEG pictures in a stream of bytes by their own markers, whatever stands between them: the headers of a camera's
 * parts, in which so much goes wrong, are not looked at. A picture that breaks off is left out; the search goes on with
 * the next one. Belongs to one thread.
 */
final class JpegScanner {

    /** More than any camera's picture has; what claims to be larger is damage. */
    static final int MAX_BYTES = 64 << 20;

    private static final int START = 0xd8;
    private static final int END = 0xd9;
    private static final int SCAN = 0xda;
    private static final int FIRST_RESTART = 0xd0;
    private static final int LAST_RESTART = 0xd7;
    private static final int FIRST_WITH_THUMBNAIL = 0xe1;
    private static final int LAST_OF_APPLICATIONS = 0xef;

    private byte[] buffer = new byte[1 << 16];
    private int end;
    private int at;
    private int resume;
    private boolean begun;
    private boolean inScan;

    /** Takes the next bytes of the stream. */
    void add(byte[] bytes, int length) {
        if (buffer.length - end < length) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, end + length));
        }
        System.arraycopy(bytes, 0, buffer, end, length);
        end += length;
    }

    /** Whether a picture has begun and not ended. */
    boolean inPicture() {
        return begun;
    }

    /** The next whole picture; empty when more bytes are needed. */
    Optional<byte[]> next() {
        while (begun || begins()) {
            if (inScan && !endsScan()) {
                return Optional.empty();
            }
            switch (step()) {
                case MORE_BYTES -> {
                    return Optional.empty();
                }
                case END -> {
                    byte[] picture = Arrays.copyOf(buffer, at);
                    drop(at);
                    begun = false;
                    return Optional.of(picture);
                }
                case BROKEN -> {
                    drop(resume);
                    begun = false;
                }
                case NEXT -> {}
            }
        }
        return Optional.empty();
    }

    private enum Step {
        MORE_BYTES,
        NEXT,
        END,
        BROKEN
    }

    /** Looks for the start of a picture, and leaves everything before it. */
    private boolean begins() {
        int from = start(0);
        drop(from);
        begun = end > 2;
        inScan = false;
        at = 2;
        resume = 2;
        return begun;
    }

    /** Where a start marker with another marker behind it is; if nowhere, where the next bytes may show one. */
    private int start(int from) {
        int start = from;
        while (start + 2 < end && !isStart(start)) {
            start++;
        }
        return start;
    }

    private boolean hasStart(int from, int to) {
        for (int index = from; index + 1 < to; index++) {
            if (isStart(index)) {
                return true;
            }
        }
        return false;
    }

    private boolean isStart(int index) {
        return buffer[index] == (byte) 0xff && buffer[index + 1] == (byte) START && buffer[index + 2] == (byte) 0xff;
    }

    private void drop(int bytes) {
        System.arraycopy(buffer, bytes, buffer, 0, end - bytes);
        end -= bytes;
        at = 0;
    }

    /** In a scan 0xff is followed by 0 or a restart marker; anything else ends it. */
    private boolean endsScan() {
        while (at + 1 < end) {
            int next = buffer[at + 1] & 0xff;
            if (buffer[at] == (byte) 0xff
                    && next != 0
                    && next != 0xff
                    && (next < FIRST_RESTART || next > LAST_RESTART)) {
                inScan = false;
                resume = at;
                return true;
            }
            at++;
        }
        if (end > MAX_BYTES) {
            inScan = false; // no marker follows, so the next step finds it broken
            resume = at;
            return true;
        }
        return false;
    }

    /** One marker and what belongs to it. */
    private Step step() {
        while (at + 1 < end && buffer[at] == (byte) 0xff && buffer[at + 1] == (byte) 0xff) {
            at++; // padding
        }
        if (at + 1 >= end) {
            return end > MAX_BYTES ? Step.BROKEN : Step.MORE_BYTES;
        }
        int marker = buffer[at + 1] & 0xff;
        if (buffer[at] != (byte) 0xff || marker == START || marker == 0) {
            return Step.BROKEN;
        }
        if (marker == END) {
            at += 2;
            return Step.END;
        }
        if (marker == 0x01 || marker >= FIRST_RESTART && marker <= LAST_RESTART) {
            at += 2;
            return Step.NEXT;
        }
        return segment(marker);
    }

    private Step segment(int marker) {
        if (at + 3 >= end) {
            return Step.MORE_BYTES;
        }
        int length = (buffer[at + 2] & 0xff) << 8 | buffer[at + 3] & 0xff;
        if (length < 2) {
            return Step.BROKEN;
        }
        if (at + 2 + length >= end) {
            return Step.MORE_BYTES;
        }
        // A picture that breaks off within a segment seems to go on in the next one. But data of applications may hold
        // a
        // picture of their own, a thumbnail, which is not to be taken for the picture.
        boolean mayHoldPicture = marker >= FIRST_WITH_THUMBNAIL && marker <= LAST_OF_APPLICATIONS;
        resume = mayHoldPicture ? at + 2 + length : at + 2;
        if (!mayHoldPicture && hasStart(at + 2, at + 2 + length)) {
            return Step.BROKEN;
        }
        at += 2 + length;
        inScan = marker == SCAN;
        return Step.NEXT;
    }
}
