package io.agender.benchmarks.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.agender.benchmarks.accuracy.LabelsFile.Labels;
import io.agender.program.CommandException;
import io.agender.vision.Gender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsFileTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void putPictures() throws IOException {
        Files.createDirectories(folder.resolve("val"));
        Files.writeString(folder.resolve("val/1.jpg"), "a picture");
        Files.writeString(folder.resolve("val/2.jpg"), "a picture");
    }

    @Test
    void should_say_which_table_is_in_another_encoding() throws IOException {
        String line = "val/1.jpg,20,29,FEMALE,Black\n";
        Path table = folder.resolve("labels.csv");
        Files.writeString(
                table,
                "file,age_from,age_to,gender,group\n" + line.repeat(1000) + line.replace("Black", "Jütin"),
                StandardCharsets.ISO_8859_1);

        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> new LabelsFile(table, folder, new LabelColumns(Map.of())).read())
                .withMessageStartingWith("The labels " + table + " can't be read: ");
    }

    @Test
    void should_read_its_own_columns() throws IOException {
        Labels labels = read(Map.of(), """
                file,age_from,age_to,gender,group
                val/1.jpg,20,29,FEMALE,Black
                val/2.jpg,70,,MALE,
                """);

        assertThat(labels.problems()).isEmpty();
        assertThat(labels.faces())
                .containsExactly(
                        new LabelledFace(
                                folder.resolve("val/1.jpg"),
                                Optional.of(AgeRange.of(20, 29)),
                                Optional.of(Gender.FEMALE),
                                "Black"),
                        new LabelledFace(
                                folder.resolve("val/2.jpg"),
                                Optional.of(AgeRange.parse("70+")),
                                Optional.of(Gender.MALE),
                                ""));
    }

    @Test
    void should_read_fairfaces_table_as_it_is_and_as_a_spreadsheet_leaves_it() throws IOException {
        Labels labels = read(Map.of(), "\uFEFF" + """
                file,age,gender,race,service_test
                val/1.jpg,03-Sep,Male,East Asian,False
                val/2.jpg,more than 70,Female,Indian,True
                """);

        assertThat(labels.problems()).isEmpty();
        assertThat(labels.faces())
                .extracting(face -> face.age().orElseThrow().label())
                .containsExactly("3-9", "70+");
        assertThat(labels.faces()).extracting(LabelledFace::group).containsExactly("East Asian", "Indian");
    }

    @Test
    void should_read_columns_that_the_user_names() throws IOException {
        Labels labels = read(Map.of("file", "Bild", "age", "Alter"), """
                Bild,Alter,Notiz
                val/1.jpg,41,x
                """);

        assertThat(labels.faces().get(0).age()).contains(AgeRange.of(41, 41));
        assertThat(labels.faces().get(0).gender()).isEmpty();
    }

    @Test
    void should_tell_each_line_that_makes_no_sense_and_go_on() throws IOException {
        Labels labels = read(Map.of(), """
                file,age,gender
                val/1.jpg,old,Male
                val/3.jpg,30,Male
                val/2.jpg,30,robot
                val/2.jpg,,
                val/2.jpg,30,Male
                """);

        assertThat(labels.faces()).hasSize(1);
        assertThat(labels.problems())
                .containsExactly(
                        "Line 2 of labels.csv is left out: 'old' is no age; write 34, 30-39 or 70+.",
                        "Line 3 of labels.csv is left out: there is no picture " + folder.resolve("val/3.jpg") + ".",
                        "Line 4 of labels.csv is left out: 'robot' is no gender; write female or male.",
                        "Line 5 of labels.csv is left out: it says neither age nor gender.");
    }

    @Test
    void should_say_what_is_wrong_with_a_table_that_is_of_no_use() {
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> read(Map.of(), "a,b\n1,2\n"))
                .withMessageContaining("no column names the pictures; say which one by --columns file=NAME");
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> read(Map.of("age", "Alter"), "file,age\nval/1.jpg,2\n"))
                .withMessageContaining("there is no column Alter; the columns are file, age");
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> new LabelsFile(folder.resolve("none.csv"), folder, new LabelColumns(Map.of())).read())
                .satisfies(error -> assertThat(error.exitCode()).isEqualTo(4));
    }

    private Labels read(Map<String, String> columns, String table) throws IOException {
        Path file = Files.writeString(folder.resolve("labels.csv"), table);
        return new LabelsFile(file, folder, new LabelColumns(columns)).read();
    }
}
