package io.agender.producer.source;

import io.agender.vision.SourceFingerprint;
import io.agender.vision.VideoLocation;
import io.agender.vision.VideoOptions;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * Ids of streams out of all that shapes their records: the bytes of the source, the camera id, the options, the site and
 * the start time. The same input gives the same id, so that a replay repeats its records; any difference gives another
 * one.
 */
final class StreamId {

    /** 80 of the 256 bits: enough that two streams never meet by chance. */
    private static final int BYTES = 10;

    private StreamId() {}

    /**
     * Reads the whole source, or all pictures of a folder.
     *
     * @throws IOException when that fails
     */
    static String of(CameraSource camera, VideoOptions options, Instant startTime, Optional<String> site)
            throws IOException {
        MessageDigest digest = sha256();
        DataOutputStream out = new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        out.writeUTF(camera.cameraId());
        out.writeDouble(options.framesPerSecond());
        out.writeInt(options.maxWidth());
        out.writeInt(options.jpegQuality());
        out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, startTime));
        if (site.isPresent()) {
            out.writeUTF(site.get());
        }
        SourceFingerprint.write(new VideoLocation(camera.location()), out);
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    /**
     * Of a later round of a loop, from the id of the first one, so that the source need not be read once more.
     *
     * @param startTime when this round begins
     */
    static String ofRound(String first, Instant startTime) {
        MessageDigest digest = sha256();
        digest.update((first + " " + startTime).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    /** For a live source, which nobody can play again. Nothing of its address goes in, which may hold a password. */
    static String random() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 2 * BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
