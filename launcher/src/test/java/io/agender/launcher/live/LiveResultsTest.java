package io.agender.launcher.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.program.CommandException;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveResultsTest {

    private static final LocalDate MAY = LocalDate.parse("2026-05-01");
    private static final TopicPartition PARTITION = new TopicPartition(Topic.FACES, 0);

    @TempDir
    Path folder;

    private Path data;
    private Path output;
    private Set<RollupPeriod> rollups = Set.of();
    private LocalDate today = MAY;
    private long offset;

    @BeforeEach
    void makeFolders() throws IOException {
        data = Files.createDirectory(folder.resolve("data"));
        output = folder.resolve("out");
    }

    @AfterEach
    void forgetTheInterrupt() {
        Thread.interrupted();
    }

    @Test
    void should_go_on_behind_what_was_written() throws IOException {
        try (LiveResults results = open()) {
            assertThat(results.isFirst()).isTrue();
            write(results, 3);
        }
        try (LiveResults results = open()) {
            assertThat(results.isFirst()).isFalse();
            assertThat(results.holds(record(2))).isTrue();
            assertThat(results.holds(record(3))).isFalse();
            write(results, 2);
        }
        assertThat(faces()).hasSize(5);
    }

    @Test
    void should_cut_off_what_a_killed_run_has_written_behind_its_bookmark() throws IOException {
        try (LiveResults results = open()) {
            write(results, 3);
        }
        Files.writeString(output.resolve("faces.jsonl"), Files.readString(output.resolve("faces.jsonl")) + "half a li");
        open().close();

        assertThat(faces()).hasSize(3).allMatch(line -> line.endsWith("}"));
    }

    @Test
    void should_go_on_in_a_new_file_when_its_owner_has_taken_the_old_one() throws IOException {
        try (LiveResults results = open()) {
            write(results, 3);
        }
        Files.delete(output.resolve("faces.jsonl"));
        try (LiveResults results = open()) {
            write(results, 1);
        }

        assertThat(faces()).hasSize(1);
    }

    @Test
    void should_lay_aside_what_another_run_has_left() throws IOException {
        Files.createDirectory(output);
        Files.writeString(output.resolve("summary.jsonl"), "of somebody else\n");
        open().close();

        assertThat(output.resolve("summary.earlier.jsonl")).hasContent("of somebody else");
        assertThat(output.resolve("summary.jsonl")).isEmptyFile();
    }

    @Test
    void should_begin_a_file_each_day_and_delete_those_that_are_too_old() throws Exception {
        Files.createDirectory(output);
        Files.writeString(output.resolve("faces-of-mine.jsonl"), "not ours\n");
        try (LiveResults results = open()) {
            for (int day = 0; day < 12; day++) {
                today = MAY.plusDays(day);
                write(results, 1);
                age();
                results.tickNow();
            }
        }

        assertThat(names())
                .contains("faces.jsonl", "faces-2026-05-11.jsonl", "faces-2026-05-04.jsonl", "faces-of-mine.jsonl")
                .contains("summary.jsonl")
                .doesNotContain("faces-2026-05-01.jsonl", "faces-2026-05-02.jsonl", "faces-2026-05-03.jsonl");
    }

    @Test
    void should_begin_a_file_when_one_is_too_large() throws Exception {
        try (LiveResults results = open()) {
            for (int i = 0; i < 3; i++) {
                write(results, 3_000);
                results.tickNow();
            }
        }

        assertThat(names()).contains("faces.jsonl", "faces-2026-05-01.jsonl", "faces-2026-05-01.2.jsonl");
        assertThat(Files.size(output.resolve("faces-2026-05-01.jsonl"))).isLessThan(3 << 20);
    }

    @Test
    void should_leave_files_alone_that_another_run_writes() {
        try (LiveResults first = open()) {
            assertThat(first.isFirst()).isTrue();
            assertThatThrownBy(this::open)
                    .isInstanceOf(CommandException.class)
                    .hasMessage("Another run writes to the output folder " + output
                            + "; wait for its end, or choose another folder with --output.");
        }
    }

    @Test
    void should_lose_no_line_when_it_is_killed_while_a_file_is_laid_aside() throws Exception {
        try (LiveResults results = open()) {
            write(results, 3);
            results.tickNow();
        }
        // The file is laid aside, and the bookmark still tells of it.
        Files.move(output.resolve("faces.jsonl"), output.resolve("faces-2026-05-01.jsonl"));
        try (LiveResults results = open()) {
            assertThat(results.holds(record(3))).isFalse();
            write(results, 2);
        }

        assertThat(faces()).hasSize(2);
        assertThat(Files.readAllLines(output.resolve("faces-2026-05-01.jsonl"))).hasSize(3);
    }

    @Test
    void should_leave_a_file_where_it_is_that_a_run_on_other_data_writes() throws IOException {
        try (LiveResults first = open()) {
            write(first, 2);
            first.tickNow();
            data = Files.createDirectory(folder.resolve("other"));
            assertThatThrownBy(this::open).hasMessageContaining("Another run writes to the output folder");
        }

        assertThat(faces()).hasSize(2);
        assertThat(names()).containsExactlyInAnyOrder("faces.jsonl", "summary.jsonl");
    }

    @Test
    void should_write_and_lay_aside_whenever_its_thread_is_interrupted() throws IOException {
        try (LiveResults results = open()) {
            write(results, 2);
            Thread.currentThread().interrupt();
            results.tickNow();
            today = MAY.plusDays(1);
            write(results, 3);
            results.tickNow();
            write(results, 4);
        }
        assertThat(Thread.interrupted()).as("the interrupt is left to others").isTrue();

        assertThat(Files.readAllLines(output.resolve("faces-2026-05-01.jsonl"))).hasSize(5);
        assertThat(faces()).hasSize(4);
        try (LiveResults results = open()) {
            assertThat(results.holds(record(8))).isTrue();
            assertThat(results.holds(record(9))).isFalse();
        }
    }

    @Test
    void should_write_new_records_at_the_offsets_of_those_that_a_loss_of_power_took() throws IOException {
        try (LiveResults results = open()) {
            write(results, 10);
        }
        try (LiveResults results = open()) {
            results.begin(Map.of(PARTITION, 4L));
            assertThat(results.holds(record(3))).isTrue();
            assertThat(results.holds(record(4))).isFalse();
            offset = 4;
            write(results, 1);
        }
        try (LiveResults results = open()) {
            assertThat(results.holds(record(4))).isTrue();
            assertThat(results.holds(record(5))).as("what was taken since").isFalse();
        }
    }

    @Test
    void should_know_where_it_began_when_it_is_killed_before_its_first_record() throws IOException {
        try (LiveResults results = open()) {
            results.begin(Map.of(PARTITION, 7L));
            assertThat(results.isFirst()).isTrue();
            Bookmark left = Bookmark.read(
                    data.resolve("results.properties"), output.toAbsolutePath().normalize());
            assertThat(left.next()).isEqualTo(Map.of(PARTITION, 7L));
        }
    }

    @Test
    void should_write_each_revision_of_hours_and_days_to_files_of_their_own() throws IOException {
        rollups = Set.of(RollupPeriod.HOURLY, RollupPeriod.DAILY);
        try (LiveResults results = open()) {
            results.add(LiveRecords.rollup("lobby", RollupPeriod.HOURLY, 0, 1, 3));
            results.add(LiveRecords.rollup("lobby", RollupPeriod.HOURLY, 0, 2, 4));
            results.add(LiveRecords.rollup("lobby", RollupPeriod.DAILY, 0, 1, 4));
            assertThat(results.rollups()).containsExactly(Topic.SUMMARY_HOURLY, Topic.SUMMARY_DAILY);
            assertThat(results.files()).hasSize(4);
        }

        assertThat(Files.readAllLines(output.resolve("summary.hourly.jsonl"))).hasSize(2);
        assertThat(Files.readAllLines(output.resolve("summary.daily.jsonl"))).hasSize(1);
    }

    @Test
    void should_go_on_with_the_hours_after_a_run_without_them() throws IOException {
        rollups = Set.of(RollupPeriod.HOURLY);
        try (LiveResults results = open()) {
            results.add(LiveRecords.rollup("lobby", RollupPeriod.HOURLY, 0, 1, 3));
        }
        rollups = Set.of();
        try (LiveResults results = open()) {
            assertThat(results.rollups()).isEmpty();
        }
        rollups = Set.of(RollupPeriod.HOURLY);
        try (LiveResults results = open()) {
            results.add(LiveRecords.rollup("lobby", RollupPeriod.HOURLY, 1, 1, 3));
        }

        assertThat(Files.readAllLines(output.resolve("summary.hourly.jsonl"))).hasSize(2);
        assertThat(names()).containsExactlyInAnyOrder("faces.jsonl", "summary.jsonl", "summary.hourly.jsonl");
    }

    @ParameterizedTest
    @CsvSource({"1, true", "1, false", "4, true", "4, false", "100, true", "100, false"})
    void should_lay_aside_what_a_run_of_files_has_put_in_the_place_of_its_own(int lines, boolean inPlace)
            throws IOException {
        try (LiveResults results = open()) {
            write(results, 4);
        }
        String others = "{\"of\":\"clip.mp4\"}\n".repeat(lines);
        if (!inPlace) {
            Files.delete(output.resolve("faces.jsonl"));
        }
        Files.writeString(output.resolve("faces.jsonl"), others);
        try (LiveResults results = open()) {
            assertThat(results.laidAside()).containsExactly(output.resolve("faces.earlier.jsonl"));
            write(results, 2);
        }

        assertThat(output.resolve("faces.earlier.jsonl")).content().isEqualTo(others);
        assertThat(faces()).hasSize(2).allMatch(line -> line.contains("lobby"));
    }

    @Test
    void should_lay_aside_another_file_that_is_as_its_own_was() throws IOException {
        try (LiveResults results = open()) {
            write(results, 3);
        }
        List<String> before = faces();
        Path replacement =
                Files.writeString(output.resolve("new"), Files.readString(output.resolve("faces.jsonl")) + "{}\n");
        Files.move(replacement, output.resolve("faces.jsonl"), StandardCopyOption.REPLACE_EXISTING);
        open().close();

        assertThat(Files.readAllLines(output.resolve("faces.earlier.jsonl")))
                .startsWith(before.toArray(String[]::new))
                .endsWith("{}");
    }

    @Test
    void should_know_its_own_file_when_it_was_killed_before_its_first_line_was_told_of() throws IOException {
        open().close();
        Files.writeString(output.resolve("faces.jsonl"), "a line that the bookmark does not tell of\n");
        try (LiveResults results = open()) {
            write(results, 1);
        }

        assertThat(faces()).hasSize(1).allMatch(line -> line.contains("lobby"));
        assertThat(names()).containsExactlyInAnyOrder("faces.jsonl", "summary.jsonl");
    }

    @Test
    void should_go_on_where_an_earlier_version_stopped_which_told_files_by_their_length_alone() throws IOException {
        try (LiveResults results = open()) {
            write(results, 3);
        }
        Path bookmark = data.resolve("results.properties");
        Files.write(
                bookmark,
                Files.readAllLines(bookmark).stream()
                        .filter(line ->
                                !line.startsWith("number.") && !line.startsWith("line.") && !line.startsWith("days."))
                        .toList());
        try (LiveResults results = open()) {
            write(results, 2);
        }

        assertThat(faces()).hasSize(5);
        assertThat(names()).containsExactlyInAnyOrder("faces.jsonl", "summary.jsonl");
    }

    @Test
    void should_keep_what_it_laid_aside_of_others_as_long_as_its_own_also_when_it_writes_nothing() throws IOException {
        today = LocalDate.now();
        Files.createDirectory(output);
        Path old = Files.writeString(output.resolve("faces.jsonl"), "of a run in spring\n");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(200))));
        try (LiveResults results = open()) {
            passDays(results, 7);
            assertThat(names()).contains("faces.earlier.jsonl");
            passDays(results, 3);
            assertThat(names()).containsExactlyInAnyOrder("faces.jsonl", "summary.jsonl");
        }
    }

    @Test
    void should_delete_nothing_by_a_clock_that_is_ahead_by_years_and_is_set_back() throws Exception {
        try (LiveResults results = open()) {
            for (int day = 0; day < 6; day++) {
                write(results, 1);
                age();
                passDays(results, 1);
            }
        }
        LocalDate right = today;
        List<String> before = names();
        today = right.plusYears(9);
        try (LiveResults results = open()) {
            results.tickNow();
            passDays(results, 1);
            today = right;
            results.tickNow();
            passDays(results, 1);
        }

        assertThat(names()).containsAll(before).contains("faces-2026-05-01.jsonl");
    }

    @Test
    void should_keep_a_file_that_was_begun_by_a_clock_without_power() throws IOException {
        Files.createDirectory(output);
        Files.writeString(output.resolve("faces-1970-01-01.jsonl"), "of today\n");
        Path old = Files.writeString(output.resolve("faces-1970-01-02.jsonl"), "of last year\n");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(400))));
        today = LocalDate.now();
        try (LiveResults results = open()) {
            passDays(results, 3);
        }

        assertThat(names()).contains("faces-1970-01-01.jsonl").doesNotContain("faces-1970-01-02.jsonl");
    }

    @Test
    void should_delete_hours_that_are_too_old_after_a_start_without_them() throws IOException {
        rollups = Set.of(RollupPeriod.HOURLY);
        try (LiveResults results = open()) {
            results.add(LiveRecords.rollup("lobby", RollupPeriod.HOURLY, 0, 1, 3));
            passDays(results, 1);
        }
        age();
        rollups = Set.of();
        try (LiveResults results = open()) {
            passDays(results, 10);
        }

        assertThat(names()).doesNotContain("summary.hourly-2026-05-01.jsonl");
    }

    private void passDays(LiveResults results, int days) throws IOException {
        for (int day = 0; day < days; day++) {
            today = today.plusDays(1);
            results.tickNow();
        }
    }

    /** Gives each file that was laid aside the time of the day in its name. */
    private void age() throws IOException {
        for (String name : names()) {
            Matcher day = Pattern.compile("\\d{4}-\\d\\d-\\d\\d").matcher(name);
            if (day.find()) {
                Instant then = LocalDate.parse(day.group())
                        .atStartOfDay(ZoneId.systemDefault())
                        .toInstant();
                Files.setLastModifiedTime(output.resolve(name), FileTime.from(then));
            }
        }
    }

    private LiveResults open() {
        return LiveResults.open(
                output,
                data,
                new LiveConfig(false, 1 << 20, 1 << 20),
                Topic.all().stream()
                        .map(topic -> topic.withRetention(Duration.ofDays(7)))
                        .toList(),
                rollups,
                () -> today);
    }

    private void write(LiveResults results, int frames) throws IOException {
        for (int i = 0; i < frames; i++) {
            results.add(LiveRecords.faces("lobby", "stream", offset, 1));
            results.took(record(offset));
            offset++;
        }
    }

    private static ConsumerRecord<String, byte[]> record(long offset) {
        return new ConsumerRecord<>(Topic.FACES, 0, offset, "lobby", new byte[0]);
    }

    private List<String> faces() throws IOException {
        return Files.readAllLines(output.resolve("faces.jsonl"));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(output)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .toList();
        }
    }
}
