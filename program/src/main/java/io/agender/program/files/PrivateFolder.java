package io.agender.program.files;

import com.sun.security.auth.module.UnixSystem;
import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes folders that no other user can look into, and refuses those in which another user may have laid something: what
 * is kept in them are pictures of people, and libraries that this process will load. Where a file system knows no owners,
 * such as that of Windows, it makes plain folders.
 */
public final class PrivateFolder {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> WRITABLE_BY_OTHERS =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    private static final int ROOT = 0;
    private static final int STICKY = 01000;

    private PrivateFolder() {}

    /**
     * A folder of our own, with a name of our own: made if it is missing, and closed to others if it is not.
     *
     * @throws CommandException when it is another user's, a link, or no folder
     * @throws IOException when it can't be made
     */
    public static Path own(Path folder) throws IOException {
        Path path = folder.toAbsolutePath().normalize();
        if (!isPosix(path)) {
            return Files.createDirectories(path);
        }
        makeMissing(path);
        if (Files.isSymbolicLink(path) || !Files.isDirectory(path)) {
            throw refused(path, "is no folder but a link or a file");
        }
        if (owner(path) != us()) {
            throw refused(path, "belongs to " + nameOfOwner(path));
        }
        if (!Files.getPosixFilePermissions(path).equals(OWNER_ONLY)) {
            Files.setPosixFilePermissions(path, OWNER_ONLY);
        }
        return path;
    }

    /**
     * A folder that the user has named, which may be a link to one, and in which ours will lie: made if it is missing,
     * closed to others if it is empty or holds nothing but what we put there, else left as it is.
     *
     * @param ours how the names of all that we put there begin
     * @throws CommandException when it is neither this user's nor root's, or this user lets others change it
     * @throws IOException when it can't be made
     */
    public static Path named(Path folder, Set<String> ours) throws IOException {
        Path path = folder.toAbsolutePath().normalize();
        if (!isPosix(path)) {
            return Files.createDirectories(path);
        }
        if (Files.isSymbolicLink(path)) {
            requireTrusted(path);
        } else {
            makeMissing(path);
        }
        if (!Files.isDirectory(path)) {
            throw new FileAlreadyExistsException(path.toString(), null, "it is no folder");
        }
        Path real = path.toRealPath();
        requireTrusted(real);
        if (owner(real) == us() && holdsOnly(real, ours)) {
            Files.setPosixFilePermissions(real, OWNER_ONLY);
        }
        requireUnchangeable(real);
        return path;
    }

    /**
     * The one folder in the system's temporary one that this user's processes find again. Others can foresee its name, so
     * whose it is matters more than anywhere.
     *
     * @throws CommandException when it is another user's, a link, or no folder
     */
    public static Path temporaryOfThisUser() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        return own(temporary.resolve("agender-" + (isPosix(temporary) ? us() : System.getProperty("user.name"))));
    }

    /** Parents, too, are private: whoever has none of them yet has shared none of them. */
    private static void makeMissing(Path path) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        FileAttribute<Set<PosixFilePermission>> ownerOnly = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
        Files.createDirectories(path, ownerOnly);
    }

    private static boolean holdsOnly(Path folder, Set<String> ours) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .allMatch(name -> ours.stream().anyMatch(name::startsWith));
        }
    }

    /** Root may be trusted, for it can read everything; volumes of containers are often root's. */
    private static void requireTrusted(Path path) throws IOException {
        long owner = owner(path);
        if (owner != us() && owner != ROOT) {
            throw refused(path, "belongs to " + nameOfOwner(path));
        }
    }

    /** Whoever may rename what is in a folder can lay another in its place. A container's volume is root's to open. */
    private static void requireUnchangeable(Path path) throws IOException {
        if (owner(path) == us()
                && Files.getPosixFilePermissions(path).stream().anyMatch(WRITABLE_BY_OTHERS::contains)
                && ((Integer) Files.getAttribute(path, "unix:mode") & STICKY) == 0) {
            throw refused(path, "can be changed by other users");
        }
    }

    private static CommandException refused(Path path, String why) {
        return new CommandException(
                ExitCode.FILES,
                "The folder " + path + " " + why + ", and what is kept there must be this user's alone; name another"
                        + " one, or remove it.");
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().containsAll(Set.of("posix", "unix"));
    }

    private static long owner(Path path) throws IOException {
        return Integer.toUnsignedLong((Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS));
    }

    private static String nameOfOwner(Path path) throws IOException {
        return Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName();
    }

    private static long us() {
        return new UnixSystem().getUid();
    }
}
