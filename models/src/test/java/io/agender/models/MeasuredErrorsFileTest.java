package io.agender.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.models.AnswerPairs.Network;
import io.agender.models.MeasuredErrors.By;
import io.agender.models.MeasuredErrors.Row;
import io.agender.models.ModelDescriptor.ModelKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasuredErrorsFileTest {

    private static final MeasuredErrors ERRORS = new MeasuredErrors(
            "9 faces",
            "blazeface",
            List.of(new Network(ModelFile.Task.AGE, "ssrnet-megaface", "02d20dc2fec8")),
            "2026-11-30",
            "640 x 360",
            28,
            13,
            List.of(
                    new Row(By.ALL, "all", 9, 8, 7.5, -1.0, 0.875, 0.857),
                    new Row(By.AGE, "70+", 1, 0, null, null, null, null)));

    /** What a small face may be answered worse than a large one. */
    private static final double YEARS = 1.5;

    private static final double SHARE = 0.05;
    private static final double ROUNDING = 1e-9;

    private final ModelCatalog catalog = ModelCatalog.load(Optional.empty(), name -> Optional.empty());

    @TempDir
    private Path folder;

    @Test
    void should_read_what_it_writes_with_a_line_for_each_row() {
        String text = MeasuredErrorsFile.write(ERRORS);

        assertThat(text).contains("\n    {\"by\":\"AGE\",\"part\":\"70+\",\"faces\":1,\"found\":0}\n");
        assertThat(MeasuredErrorsFile.read("a", text.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(ERRORS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "found":8              | "found":10             | rows[0] must not have more faces found than there are
            "ageError":7.5         | "ageError":-7.5        | rows[0] must have an error of ages from 0 to 150
            "ageBias":-1.0         | "ageBias":-151         | rows[0] must have a bias of ages of at most 150
            "genderRight":0.857    | "genderRight":85.7     | rows[0] must have shares from 0 to 1
            "part":"all"           | "part":""              | rows[0] part must not be empty
            "minFaceSide": 28.0    | "minFaceSide": -1      | minFaceSide must be from 0 to 10000
            "genderMinAge": 13.0   | "genderMinAge": 151    | genderMinAge must be from 0 to 150
            2026-11-30             | yesterday              | measured must be a day like 2026-11-30
            "frame"                | "room"                 | it lacks frame
            """)
    void should_refuse_in_one_sentence_what_is_not_exactly_right(String right, String wrong, String problem) {
        byte[] text = MeasuredErrorsFile.write(ERRORS)
                .replace(right.strip(), wrong.strip())
                .getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> MeasuredErrorsFile.read("mine.errors.json", text))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("File of errors mine.errors.json is wrong: ")
                .hasMessageContaining(problem.strip());
    }

    @Test
    void should_be_taken_from_the_model_directory_and_be_no_descriptor_there() throws IOException {
        Files.writeString(folder.resolve("levi-hassner.errors.json"), MeasuredErrorsFile.write(ERRORS));
        Files.writeString(folder.resolve("face-api.errors.json"), MeasuredErrorsFile.write(ERRORS));

        ModelCatalog mine = ModelCatalog.load(Optional.of(folder), name -> Optional.empty());

        assertThat(mine.errors(mine.attributes("levi-hassner"))).contains(ERRORS);
        assertThat(mine.errors(mine.attributes("face-api")))
                .as("one's own goes before the bundled one")
                .contains(ERRORS);
    }

    @Test
    void should_stand_in_the_card_of_every_model_whose_weights_can_be_had() {
        for (ModelDescriptor model : catalog.all()) {
            if (model.kind() == ModelKind.ATTRIBUTES) {
                boolean known = model.files().stream().allMatch(file -> file.sha256() != null);
                assertThat(catalog.errors(model).isPresent())
                        .as(model.name() + " was measured")
                        .isEqualTo(known);
                if (!known) {
                    assertThat(model.card().measured())
                            .as(model.name())
                            .contains("neither by group nor by the size of the face");
                }
            }
        }
    }

    @Test
    void should_tell_of_the_very_files_that_the_descriptor_names_with_the_weakest_first() {
        for (ModelDescriptor model : catalog.all()) {
            catalog.errors(model).ifPresent(errors -> {
                assertThat(errors.networks())
                        .as(model.name())
                        .isEqualTo(model.files().stream()
                                .map(file -> new Network(
                                        file.task(), model.name(), file.sha256().substring(0, 12)))
                                .toList());
                assertThat(errors.rows())
                        .extracting(Row::by)
                        .contains(By.ALL, By.GROUP_AND_GENDER, By.GROUP, By.GENDER, By.AGE, By.SIZE);
                assertThat(errors.rows().stream()
                                .filter(row -> row.by() == By.GROUP && row.genderRight() != null)
                                .map(Row::genderRight)
                                .toList())
                        .as(model.name())
                        .isSorted();
                assertThat(errors.rows().stream()
                                .filter(row -> row.by() == By.AGE)
                                .map(Row::ageError)
                                .toList())
                        .as(model.name())
                        .isSortedAccordingTo(Comparator.reverseOrder());
            });
        }
    }

    @Test
    void should_give_each_model_the_smallest_face_by_the_rule_or_the_reason_why_there_is_none() {
        for (ModelDescriptor model : catalog.all()) {
            catalog.errors(model).ifPresent(errors -> {
                Double smallest = smallestFace(errors);
                assertThat(model.attributes().minFaceSide()).as(model.name()).isEqualTo(smallest);
                if (smallest == null) {
                    assertThat(model.card().limits()).as(model.name()).contains("none is too small to say");
                }
            });
        }
    }

    /** As ADR 039 has it; null where even the smallest faces are answered about as the largest. */
    private static Double smallestFace(MeasuredErrors errors) {
        List<Row> sizes =
                errors.rows().stream().filter(row -> row.by() == By.SIZE).toList();
        Row large = sizes.get(sizes.size() - 1);
        int at = sizes.size() - 1;
        while (at > 0 && isAboutAs(large, sizes.get(at - 1))) {
            at--;
        }
        return at == 0 ? null : Double.valueOf(sizes.get(at).part().replace(" px", ""));
    }

    private static boolean isAboutAs(Row large, Row small) {
        return small.ageError() - large.ageError() < YEARS + ROUNDING
                && (large.genderRight() == null || large.genderRight() - small.genderRight() < SHARE + ROUNDING);
    }
}
