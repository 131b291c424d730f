package io.agender.vision.video.pictures;

import io.agender.vision.VisionException;
import io.agender.vision.image.PictureHeader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Finds picture files by their names, also what turns out to be none when it is read, such as a link to nothing. Hidden
 * files, such as the shadows that some systems leave, are left out.
 */
public final class PictureFiles {

    private static final Set<String> ENDINGS = Set.of("jpg", "jpeg", "png", "bmp", "webp", "tif", "tiff");
    private static final String ENDINGS_TEXT = ".jpg, .png, .webp, .bmp or .tif";

    /** What stands before the pixels of a picture, such as its colour profile, is rarely more. */
    private static final int HEAD = 1 << 20;

    private PictureFiles() {}

    /** Whether the file's name is that of a picture. */
    public static boolean isPicture(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 && ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    /** Whether the file is a PNG picture that moves. */
    public static boolean isAnimatedPng(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return PictureHeader.isAnimatedPng(in.readNBytes(HEAD));
        } catch (IOException e) {
            return false; // who opens it will say why
        }
    }

    /**
     * All pictures of a folder, in natural order.
     *
     * @throws VisionException when there is none, or the folder cannot be read
     */
    public static List<Path> in(Path folder, String location) {
        List<Path> pictures = list(folder, location, PictureFiles::isPicture);
        if (pictures.isEmpty()) {
            throw new VisionException(
                    "the folder " + location + " holds no pictures; it needs files ending in " + ENDINGS_TEXT);
        }
        return pictures;
    }

    /**
     * The pictures of a folder that match a pattern such as {@code *.png}, in natural order.
     *
     * @throws VisionException when there is none, or the folder cannot be read
     */
    public static List<Path> matching(Path folder, String pattern, String location) {
        PathMatcher matcher = matcher(pattern, location);
        List<Path> pictures = list(folder, location, file -> isPicture(file) && matcher.matches(file.getFileName()));
        if (pictures.isEmpty()) {
            throw new VisionException("no picture matches " + location
                    + "; check the pattern, and that the files end in " + ENDINGS_TEXT);
        }
        return pictures;
    }

    private static PathMatcher matcher(String pattern, String location) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        } catch (PatternSyntaxException e) {
            throw new VisionException(location + " is not a valid pattern; write it like pictures/*.png", e);
        }
    }

    private static List<Path> list(Path folder, String location, Predicate<Path> wanted) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .filter(wanted)
                    .sorted(Comparator.comparing(file -> file.getFileName().toString(), NaturalOrder.INSTANCE))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new VisionException("the folder of " + location + " cannot be read; check its permissions", e);
        }
    }
}
