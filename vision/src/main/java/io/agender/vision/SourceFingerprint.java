package io.agender.vision;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * What tells the content of a source from that of another: for files their bytes, for pictures their names too, and of
 * those exactly what is played. Of all else only the location is known.
 */
public final class SourceFingerprint {

    private static final long UNREADABLE = -1;

    private SourceFingerprint() {}

    /**
     * Reads the whole source, or all pictures of a folder.
     *
     * @param out what goes in, for a digest; the same content gives the same bytes with each version of the program
     * @throws IOException when a file can't be read
     */
    public static void write(VideoLocation location, DataOutputStream out) throws IOException {
        switch (location.kind()) {
            case FILE -> writeFile(location.path().orElseThrow(), out);
            case FOLDER, PATTERN -> writePictures(PictureFiles.of(location), out);
            default -> out.writeUTF(location.toString());
        }
    }

    /** In the order of the plain names; the order of the frames follows from these. */
    private static void writePictures(List<Path> pictures, DataOutputStream out) throws IOException {
        List<Path> sorted = pictures.stream()
                .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                .toList();
        for (Path file : sorted) {
            out.writeUTF(file.getFileName().toString());
            if (Files.isRegularFile(file)) {
                writePicture(file, out);
            } else {
                out.writeLong(UNREADABLE);
            }
        }
    }

    private static void writePicture(Path file, DataOutputStream out) throws IOException {
        try {
            writeFile(file, out);
        } catch (IOException e) {
            out.writeLong(UNREADABLE); // gone meanwhile, say: its source passes it over, and so does the fingerprint
        }
    }

    private static void writeFile(Path file, DataOutputStream out) throws IOException {
        out.writeLong(Files.size(file));
        try (InputStream in = Files.newInputStream(file)) {
            in.transferTo(out);
        }
    }
}
