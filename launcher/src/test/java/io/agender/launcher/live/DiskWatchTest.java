package io.agender.launcher.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.program.CommandException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskWatchTest {

    private static final long MEGABYTE = 1 << 20;

    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();
    private long left = 10_000 * MEGABYTE;
    private long nanos;

    @Test
    void should_say_once_an_hour_that_a_disk_gets_full() {
        DiskWatch disk = disk();
        disk.check();
        assertThat(said).isEmpty();
        left = 300 * MEGABYTE;
        disk.check();
        disk.check();
        assertThat(said)
                .containsExactly("The disk of " + folder + " has 300 MB left; below 48 MB this run stands still.");
        nanos += Duration.ofMinutes(61).toNanos();
        disk.check();
        assertThat(said).hasSize(2);
    }

    @Test
    void should_end_before_the_disk_is_full() {
        DiskWatch disk = disk();
        left = 40 * MEGABYTE;
        assertThatThrownBy(disk::check)
                .isInstanceOf(CommandException.class)
                .hasMessage("The disk of " + folder + " is full.");
        left = 60 * MEGABYTE; // what has ended gave that back
        assertThat(disk.isReason(new IllegalStateException("whatever ends then")))
                .isTrue();
    }

    @Test
    void should_know_a_disk_that_was_full_by_what_it_said() {
        DiskWatch disk = disk();
        assertThat(disk.isReason(new UncheckedIOException(new IOException("No space left on device"))))
                .isTrue();
        assertThat(disk.isReason(new UncheckedIOException(new IOException("Permission denied"))))
                .isFalse();
    }

    @Test
    void should_wait_until_there_is_room_or_the_run_is_to_end() throws Exception {
        left = 50 * MEGABYTE;
        assertThatThrownBy(() -> disk().awaitRoom(() -> true)).isInstanceOf(InterruptedException.class);
        assertThatCode(() -> disk().awaitRoom(() -> {
                    left = 100 * MEGABYTE;
                    return false;
                }))
                .doesNotThrowAnyException();
        assertThat(said).endsWith("There is room again.");
    }

    @Test
    void should_try_again_after_half_a_minute_when_it_is_another_disk_that_was_full() throws Exception {
        DiskWatch disk = disk();
        assertThat(disk.isReason(new UncheckedIOException(new IOException("Disk quota exceeded"))))
                .isTrue();
        assertThatThrownBy(() -> disk.awaitRoom(() -> true)).isInstanceOf(InterruptedException.class);
        disk.awaitRoom(() -> {
            nanos += Duration.ofSeconds(31).toNanos();
            return false;
        });
        assertThat(said).last().asString().endsWith("in half a minute this run tries again.");
    }

    @Test
    void should_name_the_folder_whose_disk_is_full() throws Exception {
        Path output = Files.createDirectory(folder.resolve("results"));
        DiskWatch disk = new DiskWatch(
                folder,
                output,
                said::add,
                place -> said.size() == 1 || !place.equals(output) ? 100 * MEGABYTE : 50 * MEGABYTE,
                () -> nanos);
        disk.awaitRoom(() -> true);
        assertThat(said)
                .startsWith("The disk is full: no camera is read until 96 MB are free for " + output.toAbsolutePath()
                        + ".");
    }

    private DiskWatch disk() {
        return new DiskWatch(folder, folder.resolve("not/there/yet"), said::add, place -> left, () -> nanos);
    }
}
