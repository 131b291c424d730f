package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The whole program as its users start it, whatever language their system speaks: from a checkout whose folder has an
 * umlaut, on files that have some too, with a place whose name must come out as it went in.
 */
class LanguageIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String UMLAUT = "Prüfung";

    private static final String TURKISH = "-Duser.language=tr -Duser.country=TR";

    @TempDir
    Path folder;

    /** A shell that makes a checkout of links to the one that was built: this JVM may not be able to name the folder. */
    @BeforeEach
    void makeACheckoutWithAnUmlaut() throws Exception {
        String script = """
                set -eu
                mkdir -p '%1$s/launcher/target/agender' '%1$s/Straße' && cd '%1$s'
                cp "$HOUSE/agender" .
                for part in samples deploy launcher/target/registry launcher/target/agender/lib; do
                  ln -s "$HOUSE/$part" "$part"
                done
                touch launcher/target/agender/.built
                cp samples/door.mp4 tür.mp4
                for month in １ ２ １０; do cp samples/astronaut.png "Straße/$month月.png"; done
                """.replace("%1$s", UMLAUT);
        Process shell = bash(script, Map.of("HOUSE", "" + Path.of("..").toRealPath()));
        assertThat(shell.waitFor()).isZero();
    }

    /** JUnit warns of each link that it would have to delete. */
    @AfterEach
    void removeTheLinks() throws Exception {
        bash("find . -type l -delete", Map.of()).waitFor();
    }

    static List<Arguments> languages() {
        return List.of(
                Arguments.of("none, as under cron", Map.of()),
                Arguments.of("POSIX", Map.of("LC_ALL", "POSIX", "LANG", "POSIX")),
                Arguments.of(
                        "Turkish, of the system and of the JVM",
                        Map.of(
                                "LC_ALL",
                                "tr_TR.UTF-8",
                                "LANG",
                                "tr_TR.UTF-8",
                                "JAVA_TOOL_OPTIONS",
                                TURKISH,
                                "AGENDER_JAVA_OPTS",
                                TURKISH)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("languages")
    void should_start_and_keep_every_letter(String language, Map<String, String> environment) throws Exception {
        run(
                "./agender run tür.mp4 --camera Bilder=Straße --limit 20 --no-video --no-dashboard"
                        + " --sites '*=Köln İstanbul' --output Ergebnis-ü && mv Ergebnis-ü ../out",
                environment);

        List<JsonNode> faces = lines("faces.jsonl");
        assertThat(faces).hasSize(20 + 3);
        assertThat(faces)
                .allSatisfy(frame -> assertThat(frame.get("site").asText()).isEqualTo("Köln İstanbul"));
        assertThat(faces).extracting(frame -> frame.get("cameraId").asText()).contains("Bilder");
        assertThat(lines("summary.jsonl"))
                .isNotEmpty()
                .allSatisfy(window -> assertThat(window.get("site").asText()).isEqualTo("Köln İstanbul"));
    }

    @Test
    void should_start_where_the_jvm_is_turkish_and_the_script_is_not_used() throws Exception {
        run(
                "java " + TURKISH + " -Dagender.home=. -cp 'launcher/target/agender/lib/*' io.agender.launcher.Main"
                        + " run tür.mp4 --limit 20 --no-video --no-dashboard --output ../out",
                Map.of("LC_ALL", "C.UTF-8"));

        assertThat(lines("faces.jsonl")).hasSize(20);
    }

    private void run(String command, Map<String, String> environment) throws Exception {
        Process shell = bash("cd '" + UMLAUT + "' && PATH=\"$JAVA_HOME/bin:$PATH\" && " + command, environment);
        assertThat(shell.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(shell.exitValue())
                .as(Files.readString(folder.resolve("log")))
                .isZero();
    }

    /** The script comes over standard input: as an argument this JVM might spoil it. */
    private Process bash(String script, Map<String, String> environment) throws IOException {
        Path file = Files.write(folder.resolve("script"), script.getBytes(StandardCharsets.UTF_8));
        ProcessBuilder builder = new ProcessBuilder("bash", "-eu", "-s")
                .directory(folder.toFile())
                .redirectInput(file.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        Map<String, String> all = builder.environment();
        all.keySet().retainAll(List.of("PATH", "HOME", "AGENDER_MODEL_DIRECTORY"));
        all.put("JAVA_HOME", System.getProperty("java.home"));
        all.putAll(environment);
        return builder.start();
    }

    private List<JsonNode> lines(String file) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("out").resolve(file))) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }
}
