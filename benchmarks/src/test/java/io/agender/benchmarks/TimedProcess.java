package io.agender.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process from its start to its end.
 *
 * @param wallSeconds by the clock
 * @param processorSeconds of it and of all that it waited for, in user and kernel mode
 * @param output what it printed
 */
record TimedProcess(double wallSeconds, double processorSeconds, String output) {

    private static final Pattern TIMES = Pattern.compile("(?m)^processor ([0-9.]+) ([0-9.]+)$");
    private static final String TIMED = "export LC_ALL=C; TIMEFORMAT='processor %U %S'; time \"$@\" 2>>\"$LOG\"";

    /** Waits for its end; throws when that is not 0. */
    static TimedProcess run(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path log = Files.createTempFile("agender-timed-", ".log");
        Path times = Files.createTempFile("agender-timed-", ".times");
        try {
            List<String> timed = new ArrayList<>(List.of("bash", "-c", TIMED + "; exit $?", "bash"));
            timed.addAll(command);
            ProcessBuilder builder = new ProcessBuilder(timed).redirectError(times.toFile());
            builder.environment().putAll(environment);
            builder.environment().put("LOG", log.toString());
            long start = System.nanoTime();
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            double wall = (System.nanoTime() - start) / 1e9;
            Matcher used = TIMES.matcher(Files.readString(times));
            if (code != 0 || !used.find()) {
                throw new IllegalStateException(command + " ended with " + code + ": " + output + Files.readString(log)
                        + Files.readString(times));
            }
            return new TimedProcess(
                    wall, Double.parseDouble(used.group(1)) + Double.parseDouble(used.group(2)), output);
        } finally {
            Files.delete(log);
            Files.delete(times);
        }
    }
}
