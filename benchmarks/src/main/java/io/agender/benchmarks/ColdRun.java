package io.agender.benchmarks;

import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.program.files.Directories;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One {@code agender run} in a process of its own, from the script's start to its exit, while its dashboard is asked for the
 * first face and the first final window as a page would.
 *
 * @param wallSeconds from the start of the script to its end
 * @param processorSeconds of the script and all that it started, in user and kernel mode together
 * @param firstBoxSeconds until the dashboard knew of a frame with a face; empty when it never did
 * @param firstFinalSeconds until the dashboard knew of a window that is final; empty when it was asked too late
 */
record ColdRun(
        double wallSeconds, double processorSeconds, OptionalDouble firstBoxSeconds, OptionalDouble firstFinalSeconds) {

    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/");
    private static final Pattern TIMES = Pattern.compile("(?m)^processor ([0-9.]+) ([0-9.]+)$");

    /** The shell adds up what its children used, and those of them that they waited for. */
    private static final String TIMED =
            "export LC_ALL=C; TIMEFORMAT='processor %U %S'; time \"$@\" 2>>\"$LOG\"; exit $?";

    static final double NANOS = 1e9;

    /**
     * Runs the script and waits for its end.
     *
     * @param javaOptions for its JVM
     * @throws CommandException when it does not end with 0, with the end of what it said
     */
    static ColdRun of(Path script, String javaOptions, String video) throws InterruptedException {
        try {
            Path folder = Files.createTempDirectory("agender-cold-");
            try {
                return run(script, javaOptions, video, folder);
            } finally {
                Directories.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ColdRun run(Path script, String javaOptions, String video, Path folder)
            throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Path times = folder.resolve("times");
        ProcessBuilder builder = new ProcessBuilder(
                        "bash",
                        "-c",
                        TIMED,
                        "bash",
                        script.toString(),
                        "run",
                        "--camera",
                        DashboardWatch.CAMERA + "=" + video,
                        "--output",
                        folder.resolve("results").toString(),
                        "--data-dir",
                        folder.resolve("data").toString(),
                        "--dashboard-port",
                        "0")
                .redirectError(times.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("AGENDER_") && !name.equals("AGENDER_MODEL_DIRECTORY"));
        environment.put("AGENDER_JAVA_OPTS", javaOptions);
        environment.put("LOG", log.toString());
        long start = System.nanoTime();
        Process process = builder.start();
        process.getOutputStream().close();
        StringBuilder said = new StringBuilder();
        try (DashboardWatch watch = new DashboardWatch(start);
                BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                said.append(line).append('\n');
                Matcher address = ADDRESS.matcher(line);
                if (address.find()) {
                    watch.begin(address.group());
                }
            }
            int exitCode = process.waitFor();
            double wall = (System.nanoTime() - start) / NANOS;
            watch.end();
            Matcher used = TIMES.matcher(Files.readString(times));
            if (exitCode != 0 || !used.find()) {
                throw new CommandException(
                        ExitCode.FAILURE,
                        script + " run " + video + " ended with " + exitCode + ": "
                                + (said + Files.readString(log)).strip());
            }
            return new ColdRun(
                    wall,
                    Double.parseDouble(used.group(1)) + Double.parseDouble(used.group(2)),
                    watch.firstBox(),
                    watch.firstFinal());
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }
}
