package io.agender.vision;

import io.agender.text.Secrets;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a video comes from, as the user wrote it. Its text may hold a password, so that only who opens the source takes
 * {@link #text()}; for logs, messages and records there is {@link #toString()}.
 *
 * @param text what {@link VideoSources#open} takes
 */
public record VideoLocation(String text) {

    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(.*)", Pattern.DOTALL);
    private static final String TEST_SCENE = "test:";
    private static final Pattern WEBCAM = Pattern.compile("/dev/video\\d+");
    private static final Pattern WEBCAM_NUMBER = Pattern.compile("\\d{1,3}");

    /** What a location can mean. */
    public enum Kind {
        /** An address such as {@code rtsp://camera/stream}. */
        ADDRESS,
        /** A scene that is made up, such as {@code test:faces}. */
        TEST_SCENE,
        /** A webcam of this machine, whether it is plugged in or not. */
        WEBCAM,
        /** A file that is there, or something like one. */
        FILE,
        /** A folder of pictures. */
        FOLDER,
        /** Pictures of a folder that is there, such as {@code pictures/door-*.png}. */
        PATTERN,
        /** A path at which nothing is. */
        NOTHING
    }

    public VideoLocation {
        Objects.requireNonNull(text, "text");
    }

    /** What it means now: of a path, what is there is looked at. */
    public Kind kind() {
        if (isAddress()) {
            return Kind.ADDRESS;
        }
        if (text.startsWith(TEST_SCENE)) {
            return Kind.TEST_SCENE;
        }
        Optional<Path> path = path();
        boolean there = path.isPresent() && Files.exists(path.get());
        if (WEBCAM.matcher(text).matches() || WEBCAM_NUMBER.matcher(text).matches() && !there) {
            return Kind.WEBCAM;
        }
        if (there) {
            return Files.isDirectory(path.get()) ? Kind.FOLDER : Kind.FILE;
        }
        return isPattern() ? Kind.PATTERN : Kind.NOTHING;
    }

    /** Whether it is an address such as {@code rtsp://camera/stream}, and no path. */
    public boolean isAddress() {
        return ADDRESS.matcher(text).matches();
    }

    /** The protocol in small letters, such as {@code rtsp}; empty for a path. */
    public String scheme() {
        Matcher address = ADDRESS.matcher(text);
        return address.matches() ? address.group(1).toLowerCase(Locale.ROOT) : "";
    }

    /** The same as a path; empty for what can be none on this system. */
    public Optional<Path> path() {
        return path(text);
    }

    /** The device of a webcam, which may be given by its number alone. */
    public Path device() {
        return Path.of(WEBCAM_NUMBER.matcher(text).matches() ? "/dev/video" + text : text);
    }

    /** The last part of a path, such as the pattern in {@code pictures/*.png}. */
    String name() {
        return text.substring(lastSlash() + 1);
    }

    /** The folder that a pattern is looked for in. */
    Path folder() {
        return Path.of(folderText());
    }

    private boolean isPattern() {
        boolean wild = name().indexOf('*') >= 0 || name().indexOf('?') >= 0;
        return wild && path(folderText()).filter(Files::isDirectory).isPresent();
    }

    private String folderText() {
        return lastSlash() < 0 ? "." : text.substring(0, lastSlash() + 1);
    }

    private int lastSlash() {
        return Math.max(text.lastIndexOf('/'), text.lastIndexOf(File.separatorChar));
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * The location without user, password and whatever in an address sounds like one of them. Such passages are three
     * asterisks. The address may stand anywhere in the text, as after a camera id.
     */
    @Override
    public String toString() {
        return Secrets.hiddenInAddress(text);
    }
}
