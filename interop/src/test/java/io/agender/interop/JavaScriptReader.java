package io.agender.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.agender.text.TestTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The program in {@code javascript/}, run in {@code target/javascript}, where npm puts its packages. */
final class JavaScriptReader {

    static final Path SOURCES = Path.of("javascript");
    static final String PROGRAM = "read-topics.mjs";
    static final String LOCK = "package-lock.json";

    private static final Path PLACE = Path.of("target", "javascript").toAbsolutePath();
    private static final Path INSTALLED = PLACE.resolve("installed.json");

    /** What npm says when the registry can't be reached or won't serve; all else is a fault of ours. */
    private static final Pattern UNREACHABLE = Pattern.compile("ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT"
            + "|EHOSTUNREACH|ENETUNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT|code E(403|407|429|5\\d\\d)");

    private JavaScriptReader() {}

    /** Fetches the packages if they are not there yet; skips the test, with a reason, where that can't be done. */
    static void install() throws IOException, InterruptedException {
        Files.createDirectories(PLACE);
        for (String program : List.of("node", "npm")) {
            TestTool.NODE.require(
                    answers(program), "There is no " + program + " here; in Debian: apt-get install nodejs npm");
        }
        for (String file : List.of(".npmrc", "package.json", LOCK, PROGRAM)) {
            Files.copy(SOURCES.resolve(file), PLACE.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(INSTALLED) || Files.mismatch(INSTALLED, PLACE.resolve(LOCK)) >= 0) {
            fetch();
            Files.copy(PLACE.resolve(LOCK), INSTALLED, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static boolean answers(String program) throws IOException, InterruptedException {
        try (ChildProgram asked = ChildProgram.start(PLACE, List.of(program, "--version"))) {
            return asked.exitCode() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void fetch() throws IOException, InterruptedException {
        try (ChildProgram npm = ChildProgram.start(PLACE, List.of("npm", "ci", "--fetch-retries=1"))) {
            String said = npm.rest();
            int exitCode = npm.exitCode();
            if (exitCode != 0 && UNREACHABLE.matcher(npm.errors()).find()) {
                abort("npm can't fetch the packages: " + npm.errors());
            }
            assertThat(exitCode).as("npm ci\n%s\n%s", said, npm.errors()).isZero();
        }
    }

    /** Starts it; it follows the topics until it is closed. */
    static ChildProgram start(String broker, String registryUrl, List<String> topics) throws IOException {
        List<String> command = new ArrayList<>(List.of("node", PROGRAM, broker, registryUrl));
        command.addAll(topics);
        return ChildProgram.start(PLACE, command);
    }
}
