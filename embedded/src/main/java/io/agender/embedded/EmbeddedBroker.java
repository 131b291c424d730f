package io.agender.embedded;

import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.program.files.DiskSpace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker in this process: one node that is its own controller, on the loopback address only. Its data
 * directory can be used again, also after the process was killed. Topics are not made by use, and records are deleted by
 * time only where a topic's own settings say so.
 *
 * <p>Thread-safe. Whoever opens it closes it, after all clients.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final String NAME = "embedded broker";
    private static final Duration MAX_STOP = Duration.ofSeconds(30);
    private static final Duration MAX_STOP_OF_A_BROKEN_ONE = Duration.ofSeconds(3);

    private final Path dataDirectory;
    private final int port;
    private final DirectoryLock lock;
    private final CompletableFuture<CommandException> failure = new CompletableFuture<>();
    private final Runnable onGivingUp = this::giveUp;
    private KafkaNode server;
    private boolean started;

    private EmbeddedBroker(Path dataDirectory, int port, DirectoryLock lock) {
        this.dataDirectory = dataDirectory;
        this.port = port;
        this.lock = lock;
    }

    /**
     * Starts a broker and returns when it takes records, after 1 to 4 seconds.
     *
     * @throws CommandException when the port is taken, the directory is in use or can't be written, or the broker does
     *     not start
     */
    public static EmbeddedBroker open(BrokerConfig config) {
        int port = Ports.freeOr(config.port(), NAME);
        DirectoryLock lock = DirectoryLock.open(config.dataDirectory());
        EmbeddedBroker broker = new EmbeddedBroker(config.dataDirectory(), port, lock);
        try {
            broker.start(config);
            return broker;
        } catch (IOException | RuntimeException | Error e) {
            broker.close();
            throw broker.notStarted(e);
        }
    }

    private synchronized void start(BrokerConfig config) throws IOException {
        Path logs = BrokerStorage.prepared(dataDirectory);
        Map<String, String> settings = BrokerSettings.of(logs, port, Ports.free(), config);
        KafkaExits.watch(onGivingUp);
        server = new KafkaNode(settings);
        server.startup();
        started = true;
    }

    /** Where clients connect: host and port. */
    public String bootstrapServers() {
        return Ports.LOOPBACK + ":" + port;
    }

    /**
     * Completes when the broker gives up by itself, as with a full disk, with the sentence for the user; never
     * completes otherwise. The actions that depend on it run on a thread of their own, so they may close the broker.
     */
    public CompletableFuture<CommandException> failure() {
        return failure.copy();
    }

    private void giveUp() {
        failure.completeAsync(() -> new CommandException(
                diskIsFull() ? ExitCode.FILES : ExitCode.KAFKA,
                diskIsFull()
                        ? "The embedded broker stopped: the disk of " + dataDirectory + " is full; free some space, or"
                                + " name another data directory."
                        : "The embedded broker stopped by itself; its records in " + dataDirectory
                                + " may not be readable or writable (the log says more)."));
    }

    private CommandException notStarted(Throwable error) {
        if (error instanceof CommandException known) {
            return known;
        }
        if (diskIsFull()) {
            return new CommandException(
                    ExitCode.FILES,
                    "The embedded broker did not start: the disk of " + dataDirectory + " is full.",
                    error);
        }
        return new CommandException(
                error instanceof IOException ? ExitCode.FILES : ExitCode.KAFKA,
                "The embedded broker did not start on " + dataDirectory + ": " + error.getMessage(),
                error);
    }

    private boolean diskIsFull() {
        return DiskSpace.isFull(dataDirectory);
    }

    /** Stops the broker; what it acknowledged stays in the data directory. Closing again does nothing. */
    @Override
    public synchronized void close() {
        KafkaExits.forget(onGivingUp);
        if (server != null) {
            boolean sound = started && !failure.isDone();
            stop(server, sound ? MAX_STOP : MAX_STOP_OF_A_BROKEN_ONE);
            server = null;
        }
        lock.close();
    }

    private static void stop(KafkaNode server, Duration patience) {
        // On a thread of its own, because a broker that has lost its disk may wait for ever.
        Thread stopping = new Thread(server::shutdown, "stop-" + NAME.replace(' ', '-'));
        stopping.setDaemon(true);
        stopping.start();
        boolean interrupted = false;
        long end = System.nanoTime() + patience.toNanos();
        while (stopping.isAlive() && System.nanoTime() < end) {
            try {
                stopping.join(patience.toMillis());
            } catch (InterruptedException e) {
                interrupted = true; // stopping half-way would leave the records to be checked at the next start
            }
        }
        if (stopping.isAlive()) {
            LOG.warn("The embedded broker did not stop within {} s.", patience.toSeconds());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
