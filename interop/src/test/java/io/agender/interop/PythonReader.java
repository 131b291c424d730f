package io.agender.interop;

import io.agender.text.TestTool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The program in {@code python/}, run where it lies by a Python that has its two packages. */
final class PythonReader {

    static final Path SOURCES = Path.of("python");
    static final String PROGRAM = "read_topics.py";

    /** Debian's packages are for Debian's Python, which need not be the first one on the path. */
    private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

    private PythonReader() {}

    /** A Python that can run it; skips the test, with a reason, where there is none. */
    static String python() throws IOException, InterruptedException {
        Optional<String> found = Optional.empty();
        for (String python : PYTHONS) {
            if (found.isEmpty() && hasPackages(python)) {
                found = Optional.of(python);
            }
        }
        TestTool.PYTHON.require(
                found.isPresent(),
                "There is no Python with confluent-kafka and avro here; in Debian: apt-get install"
                        + " python3-confluent-kafka python3-avro");
        return found.orElseThrow();
    }

    private static boolean hasPackages(String python) throws IOException, InterruptedException {
        try (ChildProgram asked =
                ChildProgram.start(SOURCES, List.of(python, "-c", "import avro.io, confluent_kafka"))) {
            return asked.exitCode() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Starts it; it follows the topics until it is closed. */
    static ChildProgram start(String python, String broker, String registryUrl, List<String> topics)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(python, "-B", PROGRAM, broker, registryUrl));
        command.addAll(topics);
        return ChildProgram.start(SOURCES, command);
    }
}
