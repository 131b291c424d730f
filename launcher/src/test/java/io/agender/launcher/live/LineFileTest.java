package io.agender.launcher.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineFileTest {

    private static final LocalDate MAY = LocalDate.parse("2026-05-01");

    @TempDir
    Path folder;

    private boolean full;

    @Test
    void should_not_take_what_a_full_disk_took_by_half_for_written_when_it_is_written_again() throws IOException {
        Bookmark.Mark left;
        try (LineFile file = open(Map.of(), FullOnce::new)) {
            file.add("first");
            left = file.sync();
            full = true;
            file.add("second");
            assertThatThrownBy(file::sync).hasMessage("No space left on device");
            assertThatThrownBy(file::sync).hasMessage("a line of faces.jsonl is written by half");
            assertThatThrownBy(file::sync).hasMessage("a line of faces.jsonl is written by half");
        }
        try (LineFile file = open(Map.of("faces", left), FileOutputStream::new)) {
            file.add("second");
        }

        assertThat(folder.resolve("faces.jsonl")).hasContent("first\nsecond\n");
    }

    private LineFile open(Map<String, Bookmark.Mark> left, Function<FileDescriptor, OutputStream> disk)
            throws IOException {
        return LineFile.open(
                folder, "faces", new Bookmark(folder, Map.of(), left, Optional.empty()), 1 << 20, MAY, disk);
    }

    /** Takes the half of what is written while the disk is full, which is once. */
    private final class FullOnce extends FileOutputStream {

        FullOnce(FileDescriptor file) {
            super(file);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            if (full) {
                full = false;
                super.write(bytes, from, count / 2);
                throw new IOException("No space left on device");
            }
            super.write(bytes, from, count);
        }
    }
}
