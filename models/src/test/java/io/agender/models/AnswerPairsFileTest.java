package io.agender.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.models.AnswerPairs.Gender;
import io.agender.models.AnswerPairs.Network;
import io.agender.models.AnswerPairs.Pair;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerPairsFileTest {

    private static final AnswerPairs PAIRS = new AnswerPairs(
            "3 faces",
            "blazeface",
            List.of(new Network(ModelFile.Task.GENDER_AND_AGE, "face-api", "02d20dc2fec8")),
            "2026-11-30",
            13,
            List.of(
                    new Pair(20, 29, Gender.FEMALE, 24, Gender.MALE, 2),
                    new Pair(70, 79, Gender.MALE, 61, Gender.UNKNOWN, 1)));

    @TempDir
    private Path folder;

    @Test
    void should_read_what_it_writes_with_a_line_for_each_pair() {
        String text = AnswerPairsFile.write(PAIRS);

        assertThat(text).contains("\n    [20,29,\"FEMALE\",24,\"MALE\",2],\n");
        assertThat(AnswerPairsFile.read("a", text.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(PAIRS);
        assertThat(PAIRS.faces()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "FEMALE",24,"MALE",2]  | "UNKNOWN",24,"MALE",2] | pairs[0] must have the gender FEMALE or MALE
            [20,29,                | [29,20,                | pairs[0] must have ages from 0 to 150
            24,"MALE",2]           | 151,"MALE",2]          | pairs[0] must have an answered age from 0 to 150
            24,"MALE",2]           | 24,"MALE",0]           | pairs[0] must have faces
            24,"MALE",2]           | 24,"MALE"]             | pairs[0]
            24,"MALE",2]           | 24.5,"MALE",2]         | pairs[0] has a value that does not fit
            2026-11-30             | yesterday              | measured must be a day like 2026-11-30
            "data"                 | "date"                 | it lacks data
            "02d20dc2fec8"         | ""                     | networks.sha256 must not be empty
            """)
    void should_refuse_in_one_sentence_what_is_not_exactly_right(String right, String wrong, String problem) {
        byte[] text = AnswerPairsFile.write(PAIRS)
                .replace(right.strip(), wrong.strip())
                .getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> AnswerPairsFile.read("mine.pairs.json", text))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("File of answers mine.pairs.json is wrong: ")
                .hasMessageContaining(problem.strip());
    }

    @Test
    void should_be_found_beside_the_bundled_networks_that_answered() {
        ModelCatalog catalog = ModelCatalog.load(Optional.empty(), name -> Optional.empty());

        for (String name : List.of("face-api", "ssrnet-imdb")) {
            ModelDescriptor model = catalog.attributes(name);
            AnswerPairs pairs = catalog.pairs(model).orElseThrow();
            assertThat(pairs.faces()).isGreaterThan(900);
            assertThat(pairs.networks())
                    .as("measured with the very files that are bundled")
                    .isEqualTo(model.files().stream()
                            .map(file ->
                                    new Network(file.task(), name, file.sha256().substring(0, 12)))
                            .toList());
        }
        assertThat(catalog.pairs(catalog.attributes("gear"))).isEmpty();
    }

    @Test
    void should_be_taken_from_the_model_directory_and_be_no_descriptor_there() throws IOException {
        Files.writeString(folder.resolve("gear.pairs.json"), AnswerPairsFile.write(PAIRS));
        Files.writeString(folder.resolve("face-api.pairs.json"), AnswerPairsFile.write(PAIRS));

        ModelCatalog catalog = ModelCatalog.load(Optional.of(folder), name -> Optional.empty());

        assertThat(catalog.pairs(catalog.attributes("gear"))).contains(PAIRS);
        assertThat(catalog.pairs(catalog.attributes("face-api")))
                .as("one's own goes before the bundled one")
                .contains(PAIRS);
    }
}
