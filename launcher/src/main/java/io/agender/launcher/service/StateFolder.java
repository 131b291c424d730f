package io.agender.launcher.service;

import io.agender.launcher.files.NativeLibraries;
import io.agender.launcher.files.UserFolders;
import io.agender.launcher.run.RunConfig;
import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.program.files.DiskSpace;
import io.agender.program.files.PrivateFolder;
import io.agender.program.files.ProcessLock;
import io.agender.runtime.config.ApplicationConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where one service that runs alone keeps its stores, and nobody else does until it is closed. Several of one kind share
 * a data directory: each takes the first folder that is free, {@code streams}, {@code streams-2} and so on, so one that
 * is started again finds its stores, or those of another that is gone, and is called by the same name in its group. The
 * operating system frees the folder when the process ends in whatever way.
 */
public final class StateFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StateFolder.class);
    private static final String STREAMS = "streams";
    private static final int MAX_FOLDERS = 1_000;

    private final Path path;
    private final ProcessLock lock;

    private StateFolder(Path path, ProcessLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Takes the first free folder; the caller closes it, after the stores.
     *
     * @param application id of the Kafka Streams application; others may use the same folder at the same time
     * @throws CommandException when the data directory is another user's or can't be written
     */
    public static StateFolder open(RunConfig config, String application) {
        NativeLibraries.beforeStores();
        Path data =
                config.dataDirectory().orElseGet(() -> UserFolders.ofThisUser().state());
        try {
            data = config.dataDirectory().isPresent()
                    ? PrivateFolder.named(data, Set.of(STREAMS))
                    : ownOrTemporary(data);
            DiskSpace.require(data);
            for (int number = 1; number <= MAX_FOLDERS; number++) {
                Path folder = PrivateFolder.own(data.resolve(number == 1 ? STREAMS : STREAMS + "-" + number));
                Optional<ProcessLock> lock = ProcessLock.tryLock(folder.resolve(application + ".lock"));
                if (lock.isPresent()) {
                    LOG.info("The stores are in {}", folder);
                    return new StateFolder(folder, lock.get());
                }
            }
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FILES,
                    "The data directory " + data + " can't be written (" + e.getMessage()
                            + "); name another one with --data-dir.",
                    e);
        }
        throw new CommandException(ExitCode.FILES, "All " + MAX_FOLDERS + " folders in " + data + " are in use.");
    }

    /** Where there is no home to write to, such as in a container, a folder beside the temporary ones of others. */
    private static Path ownOrTemporary(Path state) throws IOException {
        try {
            return PrivateFolder.own(state);
        } catch (IOException e) {
            LOG.debug("{} can't be made.", state, e);
            return PrivateFolder.temporaryOfThisUser();
        }
    }

    /** The folder for the stores of Kafka Streams. */
    public Path path() {
        return path;
    }

    /** What the service is called in its group: two on one host have different folders, two hosts different names. */
    public String instanceId(ApplicationConfig config) {
        return config.instanceId()
                .orElseGet(() -> hostName() + "-"
                        + Integer.toHexString(
                                path.toAbsolutePath().normalize().toString().hashCode()));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost"; // a host that does not know its own name has no other processors to be confused with
        }
    }

    @Override
    public void close() {
        lock.close();
    }
}
