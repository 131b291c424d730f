package io.agender.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import picocli.AutoComplete;

/** The class path that the image's build writes down, and whether an archive of classes can belong to it. */
class ImageClassPathTest {

    private static final Path SCRIPT =
            Path.of(System.getProperty("agender.home", ".."), "deploy", "docker", "class-path.sh");

    @TempDir
    Path folder;

    private Path options;
    private Path archive;

    @BeforeEach
    void layOutAnImage() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "a shell is needed");
        archive = folder.resolve("classes.jsa");
        copy(AutoComplete.class, "app/b.jar");
        copy(Logger.class, "lib/z.jar");
        copy(Logger.class, "lib/Y.jar");
        copy(Logger.class, "natives/jars/zstd-jni.jar");
        Files.createFile(Files.createDirectories(folder.resolve("natives/jars/ffmpeg/linux"))
                .resolve("libavcodec.so"));
        options = Files.writeString(
                folder.resolve("java.options"), run(List.of("/bin/sh", SCRIPT.toString(), "" + folder)));
    }

    @Test
    void should_name_all_jars_in_one_order_then_the_folders_and_the_users_jars_last() throws IOException {
        assertThat(Files.readString(options))
                .isEqualTo("-cp\n"
                        + String.join(
                                ":",
                                Stream.of(
                                                "app/b.jar",
                                                "lib/Y.jar",
                                                "lib/z.jar",
                                                "natives/jars/zstd-jni.jar",
                                                "natives/jars/ffmpeg",
                                                "ext/*")
                                        .map(entry -> folder + "/" + entry)
                                        .toList())
                        + "\n");
    }

    @Test
    void should_let_an_archive_of_classes_hold_whatever_jars_the_user_brings() throws Exception {
        Path list = folder.resolve("classes");
        java("-XX:DumpLoadedClassList=" + list, AutoComplete.class.getName(), "--help");
        java("-Xshare:dump", "-XX:SharedClassListFile=" + list, "-XX:SharedArchiveFile=" + archive);
        copy(Logger.class, "ext/theirs.jar");

        String loaded = java(
                "-Xshare:on",
                "-XX:SharedArchiveFile=" + archive,
                "-Xlog:class+load",
                AutoComplete.class.getName(),
                "--help");

        assertThat(loaded)
                .containsPattern("(?m)picocli\\.CommandLine source: shared objects file")
                .containsPattern("(?m)java\\.lang\\.Object source: shared objects file");
    }

    private void copy(Class<?> jar, String to) throws IOException, URISyntaxException {
        Path target = folder.resolve(to);
        Files.createDirectories(target.getParent());
        Files.copy(
                Path.of(jar.getProtectionDomain().getCodeSource().getLocation().toURI()), target);
    }

    private String java(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@" + options));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private static String run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
