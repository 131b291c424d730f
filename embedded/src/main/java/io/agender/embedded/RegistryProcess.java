package io.agender.embedded;

import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.program.files.Directories;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Puts together the command that runs the registry's application, in the Java of this process. */
final class RegistryProcess {

    private static final String MAIN_CLASS = "io.quarkus.runner.GeneratedMain";
    /** What the user's shell may hold for other programs, and must not reach the registry. */
    private static final List<String> FOREIGN_VARIABLES = List.of(
            "QUARKUS_",
            "APICURIO_",
            "REGISTRY_",
            "SMALLRYE_",
            "JAVA_TOOL_OPTIONS",
            "JDK_JAVA_OPTIONS",
            "_JAVA_OPTIONS");

    /** As in deploy/language.options, which the registry's process does not see. */
    static final List<String> LANGUAGE = List.of(
            "-Duser.language=en",
            "-Duser.country=US",
            "-Duser.script=",
            "-Duser.variant=",
            "-Dfile.encoding=UTF-8",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8");

    private RegistryProcess() {}

    /** The command for a registry that lives as long as its standard input. */
    static ProcessBuilder hosted(RegistryConfig config, int port) throws IOException {
        Path host = copyHost(config.dataDirectory().resolve("host"));
        List<String> command = java(config);
        Path archive = RegistryArchive.file(config.applicationDirectory());
        if (Files.isRegularFile(archive)) {
            command.add("-XX:SharedArchiveFile=" + archive.toAbsolutePath());
        }
        // The archive of classes holds for class paths that begin as its own.
        command.addAll(List.of(
                "-cp",
                classPath(config.applicationDirectory()) + File.pathSeparator + host,
                RegistryHost.class.getName(),
                MAIN_CLASS));
        return process(command, config, port);
    }

    /** The command for a registry that writes an archive of its classes when it is stopped. */
    static ProcessBuilder archiving(RegistryConfig config, int port, Path archive) throws IOException {
        List<String> command = java(config);
        command.add("-XX:ArchiveClassesAtExit=" + archive.toAbsolutePath());
        command.addAll(List.of("-cp", classPath(config.applicationDirectory()), MAIN_CLASS));
        return process(command, config, port);
    }

    private static List<String> java(RegistryConfig config) throws IOException {
        Path temporary = temporary(config.dataDirectory()).toAbsolutePath();
        Directories.delete(temporary);
        Files.createDirectories(temporary);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(LANGUAGE);
        command.addAll(List.of(
                "-Xmx200m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // it answers a few requests in its life: a short start is what counts
                "-XX:-UsePerfData",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xlog:disable",
                "-Djava.io.tmpdir=" + temporary));
        return command;
    }

    private static ProcessBuilder process(List<String> command, RegistryConfig config, int port) {
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> FOREIGN_VARIABLES.stream().anyMatch(name::startsWith));
        environment.putAll(environment(port));
        config.login().map(Login::registryEnvironment).ifPresent(environment::putAll);
        return builder.directory(config.dataDirectory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(logFile(config).toFile());
    }

    static Path temporary(Path dataDirectory) {
        return dataDirectory.resolve("tmp");
    }

    static Path logFile(RegistryConfig config) {
        return config.dataDirectory().resolve("registry.log").toAbsolutePath();
    }

    private static Map<String, String> environment(int port) {
        return Map.ofEntries(
                Map.entry("QUARKUS_HTTP_HOST", Ports.LOOPBACK),
                Map.entry("QUARKUS_HTTP_PORT", String.valueOf(port)),
                Map.entry("QUARKUS_HTTP_ACCESS_LOG_ENABLED", "false"),
                Map.entry("QUARKUS_LOG_CATEGORY__IO_QUARKUS__LEVEL", "INFO"), // says where it listens
                // Half-sent requests hold no thread, but without this for half an hour their place.
                Map.entry("QUARKUS_HTTP_IDLE_TIMEOUT", "60S"),
                Map.entry("QUARKUS_HTTP_READ_TIMEOUT", "30S"),
                Map.entry("QUARKUS_HTTP_LIMITS_MAX_CONNECTIONS", "1000"),
                Map.entry("QUARKUS_HTTP_LIMITS_MAX_BODY_SIZE", "1M"),
                Map.entry("APICURIO_STORAGE_KIND", "sql"),
                Map.entry("APICURIO_STORAGE_SQL_KIND", "h2"),
                // In the folder that the process starts in: a whole path could have a semicolon, behind which H2 finds
                // settings, INIT with its SQL among them, or an expression that Quarkus replaces.
                // Without a delay an id that was answered is on the disk, and is the same after a kill.
                Map.entry("APICURIO_DATASOURCE_URL", "jdbc:h2:file:./schemas;WRITE_DELAY=0"),
                Map.entry("APICURIO_DATASOURCE_JDBC_INITIAL_SIZE", "1"),
                Map.entry("APICURIO_DATASOURCE_JDBC_MIN_SIZE", "1"),
                Map.entry("APICURIO_DATASOURCE_JDBC_MAX_SIZE", "10"));
    }

    /**
     * The application's jar, whose manifest names those in {@code lib}, then those that the build puts in the place of
     * older ones; always in the same order, since archives of classes hold for one class path.
     */
    static String classPath(Path applicationDirectory) throws IOException {
        List<String> jars =
                new ArrayList<>(List.of(runnerJar(applicationDirectory).toString()));
        Path newer = applicationDirectory.resolve("newer");
        if (Files.isDirectory(newer)) {
            try (Stream<Path> found = Files.list(newer)) {
                found.map(jar -> jar.toAbsolutePath().toString()).sorted().forEach(jars::add);
            }
        }
        return String.join(File.pathSeparator, jars);
    }

    private static Path runnerJar(Path applicationDirectory) throws IOException {
        if (Files.isDirectory(applicationDirectory)) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(applicationDirectory, "*-runner.jar")) {
                for (Path jar : jars) {
                    return jar.toAbsolutePath();
                }
            }
        }
        throw new CommandException(
                ExitCode.FILES,
                "The schema registry's application is not in " + applicationDirectory
                        + "; build the project again, or name a registry with --registry-url.");
    }

    private static Path copyHost(Path directory) throws IOException {
        String resource = RegistryHost.class.getName().replace('.', '/') + ".class";
        Path target = directory.resolve(resource);
        Files.createDirectories(target.getParent());
        try (InputStream code = RegistryHost.class.getClassLoader().getResourceAsStream(resource)) {
            if (code == null) {
                throw new IOException("The class " + RegistryHost.class.getName() + " is not readable as a file");
            }
            Files.write(target, code.readAllBytes());
        }
        return directory.toAbsolutePath();
    }
}
