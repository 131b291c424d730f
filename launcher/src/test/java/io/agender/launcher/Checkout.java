package io.agender.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A checkout of links to the one that was built, from which the script starts the program as its users do. All goes
 * through shells, whose scripts are files: this JVM may not be able to name what they name.
 */
final class Checkout {

    private static final List<String> INHERITED = List.of("PATH", "HOME", "AGENDER_MODEL_DIRECTORY");

    private final Path folder;
    private final String name;

    private Checkout(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    /** @param name of the checkout's own folder; whoever makes it removes its links, for JUnit warns of each */
    static Checkout make(Path folder, String name) throws Exception {
        Checkout made = new Checkout(folder, name);
        int exitCode = made.start(
                        "making",
                        """
                        mkdir -p 'NAME/launcher/target/agender' 'NAME/embedded/target' && cd 'NAME'
                        cp "$HOUSE/agender" .
                        for part in samples deploy embedded/target/registry launcher/target/agender/lib; do
                          ln -s "$HOUSE/$part" "$part"
                        done
                        touch launcher/target/agender/.built
                        """.replace("NAME", name),
                        Map.of("HOUSE", Path.of("..").toRealPath().toString()))
                .waitFor();
        if (exitCode != 0) {
            throw new AssertionError(made.log("making"));
        }
        return made;
    }

    void removeLinks() throws Exception {
        start("removing", "find . -type l -delete", Map.of()).waitFor();
    }

    /** Runs a shell's script in the checkout to its end, within two minutes, and returns its exit code. */
    int run(String script, Map<String, String> environment) throws Exception {
        Process shell = startHere("run", script, environment);
        if (!shell.waitFor(120, TimeUnit.SECONDS)) {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
            throw new AssertionError("did not end: " + log("run"));
        }
        return shell.exitValue();
    }

    /** Starts a shell's script in the checkout, whose output goes to a log of that name. */
    Process startHere(String log, String script, Map<String, String> environment) throws IOException {
        return start(log, "cd '" + name + "' && PATH=\"$JAVA_HOME/bin:$PATH\"\n" + script, environment);
    }

    private Process start(String log, String script, Map<String, String> environment) throws IOException {
        Path file = Files.write(folder.resolve(log + ".sh"), script.getBytes(StandardCharsets.UTF_8));
        ProcessBuilder builder = new ProcessBuilder(
                        "bash", "-eu", file.getFileName().toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(log + ".log").toFile());
        Map<String, String> all = builder.environment();
        all.keySet().retainAll(INHERITED);
        all.put("JAVA_HOME", System.getProperty("java.home"));
        all.putAll(environment);
        return builder.start();
    }

    /** What the program said. */
    String log() throws IOException {
        return log("run");
    }

    /** What a script said that was started under that name. */
    String log(String script) throws IOException {
        return Files.readString(folder.resolve(script + ".log"));
    }
}
