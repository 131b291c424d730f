package io.agender.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.text.TestTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page's scripts that touch no page, by Node's own test runner: {@code src/test/javascript}. */
class PageScriptsTest {

    private static final Path SCRIPTS = Path.of("src/main/resources/io/agender/dashboard/http/web");
    private static final Path TESTS = Path.of("src/test/javascript");

    @TempDir
    Path folder;

    @Test
    void should_pass_the_tests_of_the_scripts() throws Exception {
        TestTool.NODE.require(nodeIsHere(), "There is no Node; in Debian: apt-get install nodejs");
        // The browser is told that they are modules by the page, Node by this file.
        Files.writeString(folder.resolve("package.json"), "{\"type\": \"module\"}");
        copy(SCRIPTS, folder.resolve("web"));
        copy(TESTS, folder.resolve("test"));

        Process node = new ProcessBuilder(
                        Stream.concat(Stream.of("node", "--test", "--test-reporter=tap"), tests().stream())
                                .toList())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(node.waitFor()).as(said).isZero();
        assertThat(said).containsPattern("# pass [1-9]").contains("# fail 0");
    }

    private List<String> tests() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("test"))) {
            return files.map(Path::toString).sorted().toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".js")).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static boolean nodeIsHere() throws InterruptedException {
        try {
            Process asked = new ProcessBuilder("node", "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return asked.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
