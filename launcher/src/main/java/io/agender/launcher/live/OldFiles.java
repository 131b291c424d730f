package io.agender.launcher.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of one name that were laid aside, and how long they are kept: by the day in their name, of a file from
 * elsewhere the day on which it was laid aside. What was written later than its name says, for the clock was wrong when
 * it was begun, is kept by that.
 *
 * @param folder of the files
 * @param name without day and ending
 * @param kept negative for ever
 */
record OldFiles(Path folder, String name, Duration kept) {

    /** Deletes what is too old. */
    void delete(LocalDate today) throws IOException {
        if (kept.isNegative()) {
            return;
        }
        // The last line of a file may be of the day after the one in its name.
        LocalDate oldest = today.minusDays(kept.toDays() + 1);
        Pattern ours =
                Pattern.compile(Pattern.quote(name) + "(?:-(\\d{4}-\\d\\d-\\d\\d)|\\.earlier)(?:\\.\\d+)?\\.jsonl");
        List<Path> all;
        try (Stream<Path> files = Files.list(folder)) {
            all = files.toList();
        }
        for (Path file : all) {
            Matcher matcher = ours.matcher(file.getFileName().toString());
            if (matcher.matches()
                    && isBefore(matcher.group(1), oldest)
                    && written(file).isBefore(oldest)) {
                Files.delete(file);
            }
        }
    }

    private static LocalDate written(Path file) throws IOException {
        return LocalDate.ofInstant(Files.getLastModifiedTime(file).toInstant(), ZoneId.systemDefault());
    }

    private static boolean isBefore(String day, LocalDate oldest) {
        try {
            return day == null || LocalDate.parse(day).isBefore(oldest);
        } catch (DateTimeParseException e) {
            return false; // no day of ours
        }
    }
}
