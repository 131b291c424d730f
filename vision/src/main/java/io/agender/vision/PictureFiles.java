package io.agender.vision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Finds picture files by their names, also what turns out to be none when it is read, such as a link to nothing. Hidden
 * files, such as the shadows that some systems leave, are left out.
 */
public final class PictureFiles {

    private static final Set<String> ENDINGS = Set.of("jpg", "jpeg", "png", "bmp", "webp", "tif", "tiff");
    private static final String ENDINGS_TEXT = ".jpg, .png, .webp, .bmp or .tif";

    private PictureFiles() {}

    /** Whether the file's name is that of a picture. */
    public static boolean isPicture(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 && ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    /**
     * The pictures of a folder, or those of a pattern such as {@code door/*.png}, in natural order.
     *
     * @param location one of these kinds
     * @throws VisionException when there is none, the pattern is none, or the folder cannot be read
     */
    public static List<Path> of(VideoLocation location) {
        boolean pattern = location.kind() == VideoLocation.Kind.PATTERN;
        List<Path> pictures = pattern
                ? list(location.folder(), location, matcher(location))
                : list(Path.of(location.text()), location, name -> true);
        if (pictures.isEmpty()) {
            throw new VisionException(
                    pattern
                            ? "no picture matches " + location + "; check the pattern, and that the files end in "
                                    + ENDINGS_TEXT
                            : "the folder " + location + " holds no pictures; it needs files ending in "
                                    + ENDINGS_TEXT);
        }
        return pictures;
    }

    private static PathMatcher matcher(VideoLocation location) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + location.name());
        } catch (PatternSyntaxException e) {
            throw new VisionException(location + " is not a valid pattern; write it like pictures/*.png", e);
        }
    }

    private static List<Path> list(Path folder, VideoLocation location, PathMatcher wanted) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .filter(PictureFiles::isPicture)
                    .filter(file -> wanted.matches(file.getFileName()))
                    .sorted(Comparator.comparing(file -> file.getFileName().toString(), NaturalOrder.INSTANCE))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new VisionException("the folder of " + location + " cannot be read; check its permissions", e);
        }
    }
}
