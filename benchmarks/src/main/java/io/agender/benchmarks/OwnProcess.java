package io.agender.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program in a JVM of its own. Closing it lets it end; what does not is killed. */
final class OwnProcess implements AutoCloseable {

    private static final long MAX_STOP_SECONDS = 40;
    private static final int LAST_LINES = 20;

    private final String name;
    private final Process process;
    private final BufferedReader output;
    private final Path log;

    OwnProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
        this.log = log;
    }

    /** Waits for what it says next. */
    String nextLine() {
        try {
            String line = output.readLine();
            if (line == null) {
                throw ended();
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Throws when it has ended. */
    void check() {
        if (!process.isAlive()) {
            throw ended();
        }
    }

    private IllegalStateException ended() {
        return new IllegalStateException("The process of the " + name + " ended with "
                + process.onExit().join().exitValue() + "; its log ends with:\n" + endOfLog());
    }

    private String endOfLog() {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Processor time that it took so far, of all its threads and in the kernel, as the system counts it. */
    Duration processorTime() {
        return processorTime(process.toHandle());
    }

    /** The same of all that it started and that still runs. */
    Duration processorTimeOfChildren() {
        return process.descendants().map(OwnProcess::processorTime).reduce(Duration.ZERO, Duration::plus);
    }

    /** The same of any process; zero where the system does not tell. */
    static Duration processorTime(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Memory that it has now, its libraries' included; 0 where the system does not tell. */
    long residentMegabytes() {
        return Footprint.residentMegabytes(String.valueOf(process.pid()));
    }

    /** Questions to its JVM, which the caller closes. */
    JvmQuestions questions() {
        return JvmQuestions.to(process.pid());
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close(); // see Tethered
            if (!process.waitFor(MAX_STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
