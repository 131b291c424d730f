package io.agender.launcher;

import io.agender.embedded.EmbeddedPlatform;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.stream.Stream;

/** Runs a command line in this JVM and keeps what it printed. */
final class Agender {

    private final int exitCode;
    private final String out;
    private final String err;

    private Agender(int exitCode, String out, String err) {
        this.exitCode = exitCode;
        this.out = out;
        this.err = err;
    }

    static Agender run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), args);
        return new Agender(exitCode, out.toString(), err.toString());
    }

    /** Runs a command against the brokers and the registry of a cluster. */
    static Agender runAt(Cluster cluster, String... args) {
        return runAt(cluster.bootstrapServers(), cluster.registryUrl(), args);
    }

    /** Runs a command against an embedded broker and registry. */
    static Agender runAt(EmbeddedPlatform platform, String... args) {
        return runAt(platform.bootstrapServers(), platform.registryUrl(), args);
    }

    private static Agender runAt(String bootstrapServers, String registryUrl, String... args) {
        Stream<String> addresses = Stream.of("--bootstrap-servers", bootstrapServers, "--registry-url", registryUrl);
        return run(Stream.concat(Arrays.stream(args), addresses).toArray(String[]::new));
    }

    int exitCode() {
        return exitCode;
    }

    String out() {
        return out;
    }

    String err() {
        return err;
    }

    /** Both streams, for the message of a failed assertion. */
    @Override
    public String toString() {
        return "exit code " + exitCode + "\n--- out\n" + out + "\n--- err\n" + err;
    }
}
