package io.agender.launcher.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BookmarkTest {

    private static final LocalDate MAY = LocalDate.parse("2026-05-01");

    @TempDir
    Path folder;

    private Path file;
    private Bookmark bookmark;

    @BeforeEach
    void makeBookmark() {
        file = folder.resolve("results.properties");
        bookmark = new Bookmark(
                folder,
                Map.of(new TopicPartition("agender.faces", 3), 17L),
                Map.of("faces", new Bookmark.Mark(170, MAY, FileIdentity.UNKNOWN.endingWith(new byte[] {'}', '\n'}))),
                Optional.of(SeenDays.first(MAY)));
    }

    @AfterEach
    void forgetTheInterrupt() {
        Thread.interrupted();
    }

    @Test
    void should_be_read_as_it_was_written() throws IOException {
        bookmark.write(file);
        assertThat(Bookmark.read(file, folder)).isEqualTo(bookmark);
    }

    @Test
    void should_be_written_by_a_thread_that_is_interrupted() throws IOException {
        Thread.currentThread().interrupt();
        bookmark.write(file);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(Bookmark.read(file, folder)).isEqualTo(bookmark);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "next.agender.faces-0=",
                "next.agender.faces-=4",
                "next.agender=4",
                "length.faces=170",
                "length.faces=170\nbegun.faces=2026-05",
                "length.faces=-1\nbegun.faces=2026-05-01",
                "length.faces=1\nbegun.faces=2026-05-01\nline.faces=2",
                "days.last=2026-05-01",
                "output=\\u00"
            })
    void should_know_nothing_when_it_is_not_whole(String content) throws IOException {
        Files.writeString(file, "next.agender.faces-1=4\n" + content);
        assertThat(Bookmark.read(file, folder)).isEqualTo(new Bookmark(folder, Map.of(), Map.of(), Optional.empty()));
    }
}
