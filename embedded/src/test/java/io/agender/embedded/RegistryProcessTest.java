package io.agender.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistryProcessTest {

    @Test
    void should_give_the_registry_the_language_and_the_encodings_of_all_our_processes() throws IOException {
        List<String> all = Files.readAllLines(Path.of("..", "deploy", "language.options")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();

        assertThat(RegistryProcess.LANGUAGE).isEqualTo(all);
    }
}
