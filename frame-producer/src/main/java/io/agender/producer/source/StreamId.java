package io.agender.producer.source;

import io.agender.vision.VideoLocation;
import io.agender.vision.VideoOptions;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Ids of streams out of all that shapes their records: the bytes of the source, the camera id, the options, the site and
 * the start time. The same input gives the same id, so that a replay repeats its records; any difference gives another
 * one.
 */
final class StreamId {

    /** 80 of the 256 bits: enough that two streams never meet by chance. */
    private static final int BYTES = 10;

    private static final long UNREADABLE = -1;

    private StreamId() {}

    /**
     * Reads the whole source, or all files of a folder.
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
        writeContent(camera.location(), out);
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

    private static void writeContent(String location, DataOutputStream out) throws IOException {
        Path path;
        try {
            path = Path.of(location);
        } catch (InvalidPathException e) {
            out.writeUTF(new VideoLocation(location).toString());
            return;
        }
        if (Files.isRegularFile(path)) {
            writeFile(path, out);
        } else if (Files.isDirectory(path)) {
            writeFolder(path, file -> true, out);
        } else if (path.toAbsolutePath().getParent() != null
                && Files.isDirectory(path.toAbsolutePath().getParent())) {
            writeFolder(path.toAbsolutePath().getParent(), pattern(path), out);
        } else {
            out.writeUTF(new VideoLocation(location)
                    .toString()); // not a file: then only its name and the start time are known
        }
    }

    private static PathMatcher pattern(Path path) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + path.getFileName());
        } catch (PatternSyntaxException e) {
            return file -> false;
        }
    }

    /** Names and bytes of the files. Their order is that of the names, which fixes the order of the frames too. */
    private static void writeFolder(Path folder, PathMatcher wanted, DataOutputStream out) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> !file.getFileName().toString().startsWith("."))
                    .filter(file -> wanted.matches(file.getFileName()))
                    .filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                    .toList();
        }
        for (Path file : files) {
            out.writeUTF(file.getFileName().toString());
            try {
                writeFile(file, out);
            } catch (IOException e) {
                out.writeLong(UNREADABLE); // gone meanwhile, say: its source passes it over, and so does the id
            }
        }
    }

    private static void writeFile(Path file, DataOutputStream out) throws IOException {
        out.writeLong(Files.size(file));
        try (InputStream in = Files.newInputStream(file)) {
            in.transferTo(out);
        }
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
