package io.agender.producer.source;

import io.agender.vision.VideoLocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Optional;
import java.util.Set;

/** Makes camera ids out of the names of files and folders. */
final class CameraIds {

    /** For names without a letter or digit that an id may have. */
    private static final String NAMELESS = "camera";

    private CameraIds() {}

    /**
     * The name of the file without its ending, or of the folder; for a pattern like {@code door/*.png} the folder's. Of an
     * address only what may be shown goes in.
     */
    static String of(String source) {
        String location = new VideoLocation(source).toString();
        Optional<Path> known = new VideoLocation(location).path();
        if (known.isEmpty()) {
            return orNameless(plain(location));
        }
        Path path = known.get().toAbsolutePath().normalize();
        if (path.getFileName() == null) {
            return NAMELESS;
        }
        String name = path.getFileName().toString();
        String id = plain(Files.isDirectory(path) ? name : withoutEnding(name));
        if (id.isEmpty() && name.contains("*") && path.getParent().getFileName() != null) {
            id = plain(path.getParent().getFileName().toString());
        }
        return orNameless(id);
    }

    /** The id, or the first of id-2, id-3, … that is not taken. */
    static String free(String id, Set<String> taken) {
        String free = id;
        for (int number = 2; taken.contains(free); number++) {
            String suffix = "-" + number;
            free = id.substring(0, Math.min(id.length(), CameraSource.MAX_ID_LENGTH - suffix.length())) + suffix;
        }
        return free;
    }

    private static String withoutEnding(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** Accents go, every other run of characters that an id can't have becomes a hyphen, none at the ends. */
    private static String plain(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^A-Za-z0-9._-]+", "-")
                .replaceAll("^[._-]+", "");
        return plain.substring(0, Math.min(plain.length(), CameraSource.MAX_ID_LENGTH))
                .replaceAll("[._-]+$", "");
    }

    private static String orNameless(String id) {
        return id.isEmpty() ? NAMELESS : id;
    }
}
