package io.agender.embedded;

import io.agender.program.CommandException;
import io.agender.program.files.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * An archive of the registry's classes as the JVM needs them (class data sharing), which more than halves the time to a
 * ready registry. It belongs to one JVM and one class path of the application; another JVM makes its own, and without one the
 * registry starts all the same.
 */
public final class RegistryArchive {

    private static final Duration MAX_START = Duration.ofMinutes(2);
    private static final long MAX_STOP_SECONDS = 120;

    private RegistryArchive() {}

    /** Makes the archive; the argument is the directory of the registry's application. For the build's script. */
    public static void main(String[] args) throws IOException {
        make(Path.of(args[0]));
    }

    /** Where the archive for this JVM is, or would be. */
    static Path file(Path applicationDirectory) throws IOException {
        String jvm = (System.getProperty("java.vm.vendor") + "-" + System.getProperty("java.vm.version"))
                .replaceAll("[^A-Za-z0-9.+-]+", "_");
        String classPath = Integer.toHexString(
                RegistryProcess.classPath(applicationDirectory).hashCode());
        return applicationDirectory.resolve("classes-" + jvm + "-" + classPath + ".jsa");
    }

    /**
     * Makes the archive by starting and stopping a registry once, which takes 10 to 20 s; does nothing when it is there.
     *
     * @throws CommandException when the registry does not start
     */
    public static void make(Path applicationDirectory) throws IOException {
        Path archive = file(applicationDirectory);
        if (Files.exists(archive)) {
            return;
        }
        Path data = Files.createTempDirectory("agender-registry-");
        try {
            Path unfinished = data.resolve("unfinished.jsa");
            record(new RegistryConfig(applicationDirectory, data, 0, Optional.of(Login.random())), unfinished);
            if (Files.exists(unfinished)) {
                Path beside = applicationDirectory.resolve(archive.getFileName() + ".unfinished");
                Files.move(unfinished, beside, StandardCopyOption.REPLACE_EXISTING);
                Files.move(beside, archive, StandardCopyOption.ATOMIC_MOVE);
            }
        } finally {
            Directories.delete(data);
        }
    }

    private static void record(RegistryConfig config, Path archive) throws IOException {
        int port = Ports.free();
        Process process = RegistryProcess.archiving(config, port, archive).start();
        try {
            String url = "http://" + Ports.LOOPBACK + ":" + port;
            RegistryHealth.await(process, url, config, MAX_START);
            process.destroy();
            process.waitFor(MAX_STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }
}
