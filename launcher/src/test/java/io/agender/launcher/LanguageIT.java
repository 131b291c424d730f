package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private static final String TURKISH = "-Duser.language=tr -Duser.country=TR";
    private static final String FILES = """
            mkdir Straße
            cp samples/door.mp4 tür.mp4
            for month in １ ２ １０; do cp samples/astronaut.png "Straße/$month月.png"; done
            """;

    @TempDir
    Path folder;

    private Checkout checkout;

    @BeforeEach
    void makeACheckoutWithAnUmlaut() throws Exception {
        checkout = Checkout.make(folder, "Prüfung");
        assertThat(checkout.run(FILES, Map.of())).isZero();
    }

    @AfterEach
    void removeIt() throws Exception {
        checkout.removeLinks();
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
        int exitCode = checkout.run(
                "./agender run tür.mp4 --camera Bilder=Straße --limit 20 --no-video --no-dashboard"
                        + " --sites '*=Köln İstanbul' --output Ergebnis-ü && mv Ergebnis-ü ../out",
                environment);

        assertThat(exitCode).as(checkout.log()).isZero();
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
        int exitCode = checkout.run(
                "java " + TURKISH + " -Dagender.home=. -cp 'launcher/target/agender/lib/*' io.agender.launcher.Main"
                        + " run tür.mp4 --limit 20 --no-video --no-dashboard --output ../out",
                Map.of("LC_ALL", "C.UTF-8"));

        assertThat(exitCode).as(checkout.log()).isZero();
        assertThat(lines("faces.jsonl")).hasSize(20);
    }

    private List<JsonNode> lines(String file) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("out").resolve(file))) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }
}
