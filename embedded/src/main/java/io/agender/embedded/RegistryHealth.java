package io.agender.embedded;

import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.program.files.DiskSpace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Asks a registry's process over HTTP whether it is ready, but not before its log says that it has its port: until then
 * somebody else may have taken that, and would be told the password.
 */
final class RegistryHealth {

    private static final Duration MAX_ANSWER = Duration.ofSeconds(2);
    private static final long PAUSE_MILLIS = 50;

    private RegistryHealth() {}

    /**
     * Waits until the registry is ready.
     *
     * @throws CommandException when the process ends before, or the time is over
     */
    static void await(Process process, String url, RegistryConfig config, Duration timeout) {
        Path logFile = RegistryProcess.logFile(config);
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(MAX_ANSWER)
                .build();
        HttpRequest.Builder asking =
                HttpRequest.newBuilder(URI.create(url + "/health/ready")).timeout(MAX_ANSWER);
        config.login().ifPresent(login -> asking.header("Authorization", login.authorization()));
        HttpRequest question = asking.build();
        long end = System.nanoTime() + timeout.toNanos();
        try {
            while (!listens(process, url, logFile) || !isReady(http, question)) {
                if (process.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw ended(process, logFile);
                }
                if (System.nanoTime() > end) {
                    throw CommandException.withFile(
                            ExitCode.KAFKA,
                            "The embedded registry was not ready within " + timeout.toSeconds() + " s; its log is "
                                    + logFile + ".",
                            logFile);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.INTERRUPTED, "Interrupted while the embedded registry started.", e);
        }
    }

    /** The sentence for a process that ended without being asked. */
    static CommandException ended(Process process, Path logFile) {
        if (DiskSpace.isFull(logFile.getParent())) {
            return new CommandException(
                    ExitCode.FILES,
                    "The embedded registry stopped: the disk of " + logFile.getParent()
                            + " is full; free some space, or" + " name another data directory.");
        }
        return CommandException.withFile(
                ExitCode.KAFKA,
                "The embedded registry ended by itself (exit code " + process.exitValue() + "); its log is " + logFile
                        + ".",
                logFile);
    }

    /** The log is written anew at each start, and Quarkus says so when it has the port. */
    private static boolean listens(Process process, String url, Path logFile) {
        try {
            return process.isAlive()
                    && Files.readString(logFile, StandardCharsets.ISO_8859_1).contains("Listening on: " + url);
        } catch (IOException e) { // nothing is logged yet
            return false;
        }
    }

    private static boolean isReady(HttpClient http, HttpRequest question) throws InterruptedException {
        try {
            return http.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) { // it does not listen yet
            return false;
        }
    }
}
