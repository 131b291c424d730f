package io.agender.embedded;

import io.agender.program.files.Directories;
import io.agender.program.files.ProcessLock;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folders for data that is gone when a process ends. One that is killed can't remove its own, and pictures of people are
 * in it; so the next one does that.
 */
public final class TemporaryData {

    private static final Logger LOG = LoggerFactory.getLogger(TemporaryData.class);
    private static final String PREFIX = "agender-";

    private TemporaryData() {}

    /**
     * Makes a folder in the system's temporary one, for this user alone, and removes what killed processes of this user
     * have left there.
     */
    public static Path create() throws IOException {
        return create(Path.of(System.getProperty("java.io.tmpdir")));
    }

    static Path create(Path temporary) throws IOException {
        Path ours = Files.createTempDirectory(temporary, PREFIX); // 0700 by contract
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, PREFIX + "*")) {
            for (Path folder : folders) {
                removeIfLeft(folder, ours);
            }
        }
        return ours;
    }

    private static void removeIfLeft(Path folder, Path ours) {
        try {
            // What others have laid there is not even opened.
            if (!folder.equals(ours)
                    && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(ours))
                    && isLeft(folder.resolve(EmbeddedPlatform.BROKER).resolve(DirectoryLock.FILE))) {
                Directories.delete(folder);
                LOG.info("{}, which a killed process had left, is removed.", folder);
            }
        } catch (IOException e) {
            LOG.debug("{} can't be removed.", folder, e);
        }
    }

    /** A process writes its number when it has the lock, and loses the lock when it ends. */
    private static boolean isLeft(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) == 0) {
            return false;
        }
        Optional<ProcessLock> lock = ProcessLock.tryLock(file);
        lock.ifPresent(ProcessLock::close);
        return lock.isPresent();
    }
}
