package io.agender.embedded;

import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.program.files.Directories;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real schema registry, Apicurio Registry, as a child process on the loopback address only. Schemas and their ids stay
 * in the data directory. The child ends with this process, however that ends.
 *
 * <p>Thread-safe. Whoever starts it closes it, after all serializers.
 */
public final class EmbeddedRegistry implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRegistry.class);
    private static final String NAME = "embedded registry";
    private static final long MAX_STOP_SECONDS = 10;

    private final String url;
    private final RegistryConfig config;
    private final Path logFile;
    private final DirectoryLock lock;
    private final Process process;
    private final CompletableFuture<CommandException> failure = new CompletableFuture<>();
    private volatile boolean closing;

    private EmbeddedRegistry(String url, RegistryConfig config, DirectoryLock lock, Process process) {
        this.url = url;
        this.config = config;
        this.logFile = RegistryProcess.logFile(config);
        this.lock = lock;
        this.process = process;
        process.onExit().thenAccept(this::noticeEnd);
    }

    /**
     * Starts the process and returns at once; {@link #awaitReady} waits for it.
     *
     * @throws CommandException when the port is taken, the data directory is in use or can't be written, or the
     *     application is not there
     */
    public static EmbeddedRegistry start(RegistryConfig config) {
        int port = Ports.freeOr(config.port(), NAME);
        DirectoryLock lock = DirectoryLock.open(config.dataDirectory());
        try {
            Process process = RegistryProcess.hosted(config, port).start();
            return new EmbeddedRegistry("http://" + Ports.LOOPBACK + ":" + port, config, lock, process);
        } catch (IOException e) {
            lock.close();
            throw new CommandException(
                    ExitCode.FILES, "The embedded registry could not be started: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Waits until the registry answers.
     *
     * @throws CommandException when it ends before, or the time is over; the sentence names its log file
     */
    public EmbeddedRegistry awaitReady(Duration timeout) {
        RegistryHealth.await(process, url, config, timeout);
        return this;
    }

    /** Base address, such as {@code http://127.0.0.1:8081}. */
    public String url() {
        return url;
    }

    /** Where the registry's own messages go; written anew at each start. */
    public Path logFile() {
        return logFile;
    }

    /** Completes when the registry ends by itself, with the sentence for the user; never completes otherwise. */
    public CompletableFuture<CommandException> failure() {
        return failure.copy();
    }

    /** Id of the child process. */
    long pid() {
        return process.pid();
    }

    private void deleteTemporaryFiles() {
        try {
            Directories.delete(RegistryProcess.temporary(logFile.getParent()));
        } catch (IOException e) {
            LOG.debug("The registry's temporary files could not be deleted.", e);
        }
    }

    private void noticeEnd(Process ended) {
        if (!closing) {
            failure.complete(RegistryHealth.ended(ended, logFile));
        }
    }

    /** Asks the child to end, and does not wait for that. */
    void end() {
        closing = true;
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            LOG.debug("The registry's pipe was closed before.", e);
        }
    }

    /** Ends the child at once; its data may be torn. */
    void kill() {
        closing = true;
        process.destroyForcibly();
    }

    /** Ends the child and waits for its end. Closing again does nothing. */
    @Override
    public synchronized void close() {
        end();
        boolean interrupted = false;
        try {
            if (!process.waitFor(MAX_STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The embedded registry did not stop within {} s and is killed.", MAX_STOP_SECONDS);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        process.destroyForcibly();
        process.onExit().join();
        deleteTemporaryFiles();
        lock.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
