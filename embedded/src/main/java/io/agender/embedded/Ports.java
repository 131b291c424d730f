package io.agender.embedded;

import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports on the loopback address. Thread-safe. */
public final class Ports {

    /** The only address that the embedded servers listen on. */
    static final String LOOPBACK = "127.0.0.1";

    private static final int ANY = 0;

    /**
     * Below those that systems lend to outgoing connections (Linux from 32768, others from 49152): a client that keeps
     * trying to reach a broker which is away may be lent the broker's own port, and then nobody can listen there.
     */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_767;
    private static final int ATTEMPTS = 100;

    private Ports() {}

    /** A port that nobody listens on; it stays free unless another program takes it in the next moments. */
    public static int free() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
            if (isFree(port)) {
                return port;
            }
        }
        try (ServerSocket socket = bound(ANY)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No TCP port on " + LOOPBACK + " is free", e);
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = bound(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** The wanted port, or a free one for 0. */
    static int freeOr(int wanted, String server) {
        if (wanted == ANY) {
            return free();
        }
        if (wanted < 0 || wanted > 65_535) {
            throw new CommandException(
                    ExitCode.BAD_INPUT, "Port " + wanted + " for the " + server + " is not between 0 and 65535.");
        }
        try (ServerSocket socket = bound(wanted)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.BAD_INPUT,
                    "Port " + wanted + " for the " + server
                            + " is taken or not allowed; choose another one, or 0 for any.",
                    e);
        }
    }

    private static ServerSocket bound(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true); // connections of a former run that are still closing do no harm
            socket.bind(new InetSocketAddress(InetAddress.getByName(LOOPBACK), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
