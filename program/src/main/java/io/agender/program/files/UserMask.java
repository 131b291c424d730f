package io.agender.program.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/**
 * The script starts the program with a mask under which no other user can read what it makes. Results are the user's and
 * not ours, so they get the permissions that they would have under the user's own mask, which the script tells.
 */
public final class UserMask {

    private static final String PROPERTY = "agender.umask";
    private static final int OCTAL = 8;
    private static final int FOLDER = 0777;
    private static final int FILE = 0666;

    private UserMask() {}

    /** Gives a finished result, a file or a folder, its permissions; does nothing without the script. */
    public static void apply(Path result) throws IOException {
        String mask = System.getProperty(PROPERTY, "");
        if (!mask.matches("[0-7]{1,4}")
                || !result.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        int mode = (Files.isDirectory(result) ? FOLDER : FILE) & ~Integer.parseInt(mask, OCTAL);
        Files.setPosixFilePermissions(result, permissions(mode));
    }

    /** Writes a result; one that was there keeps its permissions. */
    public static void write(Path result, byte[] content) throws IOException {
        boolean anew = !Files.exists(result);
        Files.write(result, content);
        if (anew) {
            apply(result);
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> granted = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] all =
                PosixFilePermission.values(); // from the owner's right to read to others' to execute
        for (int i = 0; i < all.length; i++) {
            if ((mode & 1 << all.length - 1 - i) != 0) {
                granted.add(all[i]);
            }
        }
        return granted;
    }
}
