package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * With what options the script starts the JVM, and when it makes the archive of classes; by a Java and a Maven that only write
 * down what they were told.
 */
class ScriptTest {

    private static final Path SCRIPT = Path.of("..", "agender");
    private static final String BUILT_BY = "A vendor-%s.0.1.jsa";

    @TempDir
    private Path folder;

    @BeforeEach
    void layOutACheckout() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "a shell is needed");
        Files.copy(SCRIPT, folder.resolve("agender"));
        Files.createDirectories(folder.resolve("deploy"));
        Files.createDirectories(folder.resolve("embedded/src/main"));
        program("bin/mvn", "mkdir -p launcher/target/agender/lib && echo built >>builds");
        program("bin/java", """
                case $1 in -XshowSettings*)
                  printf '    %s = %s\\n' java.specification.version "$VERSION" java.vm.vendor 'A vendor' \\
                    java.vm.version "$VERSION.0.1" >&2
                  exit ;;
                esac
                echo "$*" >>"$FOLDER/started"
                for option; do
                  case $option in *ArchiveClassesAtExit=* | *AOTCacheOutput=*)
                    [ "${RECORDS:-yes}" = yes ] || exit 1
                    : >"${option#*=}" ;;
                  esac
                done
                """);
    }

    @ParameterizedTest(name = "on JDK {0}")
    @CsvSource({
        "17, -XX:ArchiveClassesAtExit=, -XX:SharedArchiveFile=",
        "21, -XX:ArchiveClassesAtExit=, -XX:SharedArchiveFile=",
        "25, -XX:AOTCacheOutput=, -XX:AOTCache="
    })
    void should_make_an_archive_of_classes_by_a_run_and_start_with_it(String jdk, String recording, String replaying)
            throws Exception {
        agender(jdk, "yes", "run", "clip.mp4");

        assertThat(started()).hasSize(3).satisfiesOnlyOnce(line -> assertThat(line)
                .contains(recording, " io.agender.launcher.Main run test:faces")
                .doesNotContain(replaying));
        assertThat(started()).satisfiesOnlyOnce(line -> assertThat(line)
                .contains(replaying + folder.resolve("launcher/target/agender/classes-" + BUILT_BY.formatted(jdk)))
                .contains(" io.agender.launcher.Main run clip.mp4")
                .doesNotContain(recording));
        assertThat(archives()).containsExactly("classes-" + BUILT_BY.formatted(jdk));

        agender(jdk, "yes", "demo");

        assertThat(started()).hasSize(4).last().asString().contains(replaying, "Main demo");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void should_start_without_an_archive_where_another_jvm_has_built() throws Exception {
        agender("17", "yes", "--version");
        agender("25", "yes", "--version");

        assertThat(started()).last().asString().doesNotContain("SharedArchiveFile", "AOTCache");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void should_start_without_an_archive_that_could_not_be_made() throws Exception {
        agender("17", "no", "--version");

        assertThat(archives()).isEmpty();
        assertThat(started())
                .last()
                .asString()
                .doesNotContain("SharedArchiveFile")
                .contains("Main --version");
    }

    @Test
    void should_make_the_archive_again_when_the_sources_have_changed() throws Exception {
        agender("17", "yes", "--version");
        Path source = Files.createFile(folder.resolve("embedded/src/main/New.java"));
        Files.setLastModifiedTime(source, FileTime.fromMillis(System.currentTimeMillis() + 10_000));
        agender("25", "yes", "--version");

        assertThat(builds()).isEqualTo(2);
        assertThat(archives()).containsExactly("classes-" + BUILT_BY.formatted("25"));
    }

    @Test
    void should_make_the_archive_again_and_build_nothing_when_maven_has_packaged_the_program() throws Exception {
        agender("17", "yes", "--version");
        Path jar = Files.createFile(Files.createDirectories(folder.resolve("launcher/target/agender/lib"))
                .resolve("agender-launcher.jar"));
        Files.setLastModifiedTime(jar, FileTime.fromMillis(System.currentTimeMillis() + 10_000));
        int before = started().size();
        agender("17", "yes", "--version");

        assertThat(started().subList(before, started().size()))
                .hasSize(2)
                .first()
                .asString()
                .contains("ArchiveClassesAtExit");
        assertThat(started()).last().asString().contains("SharedArchiveFile", "Main --version");
        assertThat(builds()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "demo", "process", "aggregate", "produce", "dashboard", "notify"})
    void should_start_each_command_with_what_was_measured_for_it(String command) throws Exception {
        agender("17", "yes", command);

        assertThat(started())
                .last()
                .asString()
                .contains(
                        "-XX:+UseG1GC", "-XX:MaxGCPauseMillis=50", "-XX:TieredStopAtLevel=1", "-XX:MaxRAMPercentage=40")
                .matches(line -> line.contains("-XX:MaxRAM=2560m")
                        == List.of("run", "demo").contains(command));
    }

    private void agender(String jdk, String records, String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of("bash", "agender"), Stream.of(arguments))
                        .toList())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile());
        builder.environment().put("JAVA_HOME", folder.toString());
        builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().put("FOLDER", folder.toString());
        builder.environment().put("VERSION", jdk);
        builder.environment().put("RECORDS", records);
        builder.environment().remove("AGENDER_JAVA_OPTS");
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("said")))
                .isZero();
    }

    private List<String> started() throws IOException {
        return Files.readAllLines(folder.resolve("started"));
    }

    private int builds() throws IOException {
        return Files.readAllLines(folder.resolve("builds")).size();
    }

    private List<String> archives() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("launcher/target/agender"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("classes-"))
                    .toList();
        }
    }

    private void program(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/usr/bin/env bash\n" + text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
