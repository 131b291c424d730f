package io.agender.benchmarks.accuracy;

import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.vision.Gender;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads a table of labels. A line that makes no sense is told and left out; a table that makes none is refused. */
final class LabelsFile {

    private static final Map<String, Gender> GENDERS = Map.of(
            "male", Gender.MALE,
            "m", Gender.MALE,
            "man", Gender.MALE,
            "female", Gender.FEMALE,
            "f", Gender.FEMALE,
            "woman", Gender.FEMALE);

    private final Path file;
    private final Path pictures;
    private final LabelColumns columns;

    /** @param pictures the folder that the names of pictures are relative to */
    LabelsFile(Path file, Path pictures, LabelColumns columns) {
        this.file = file;
        this.pictures = pictures;
        this.columns = columns;
    }

    /**
     * What a table says.
     *
     * @param problems one sentence for each line that is left out
     */
    record Labels(List<LabelledFace> faces, List<String> problems) {}

    /** @throws CommandException when the table can't be read or has no usable line */
    Labels read() {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                CSVParser table = CSVFormat.DEFAULT
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .setIgnoreSurroundingSpaces(true)
                        .get()
                        .parse(reader)) {
            return read(table);
        } catch (IOException | UncheckedIOException e) {
            throw new CommandException(
                    ExitCode.FILES, "The labels " + file + " can't be read: " + e.getMessage() + ".", e);
        } catch (IllegalArgumentException e) {
            throw new CommandException(
                    ExitCode.BAD_INPUT, "The labels " + file + " are of no use: " + e.getMessage() + ".", e);
        }
    }

    private Labels read(CSVParser table) {
        List<String> header = new ArrayList<>(table.getHeaderNames());
        if (!header.isEmpty()) {
            header.set(0, header.get(0).replace("\uFEFF", "")); // spreadsheets put a mark in front
        }
        Places places = new Places(
                columns.find(LabelColumns.FILE, header)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "no column names the pictures; say which one by --columns file=NAME")),
                columns.find(LabelColumns.AGE, header),
                columns.find(LabelColumns.AGE_FROM, header),
                columns.find(LabelColumns.AGE_TO, header),
                columns.find(LabelColumns.GENDER, header),
                columns.find(LabelColumns.GROUP, header));
        List<LabelledFace> faces = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (CSVRecord line : table) {
            try {
                faces.add(face(line, places));
            } catch (IllegalArgumentException e) {
                problems.add("Line " + (line.getRecordNumber() + 1) + " of " + file.getFileName() + " is left out: "
                        + e.getMessage() + ".");
            }
        }
        if (faces.isEmpty()) {
            throw new IllegalArgumentException(
                    problems.isEmpty()
                            ? "there is no line in it"
                            : "no line makes sense; the first: " + problems.get(0));
        }
        return new Labels(List.copyOf(faces), List.copyOf(problems));
    }

    private record Places(
            int file,
            Optional<Integer> age,
            Optional<Integer> from,
            Optional<Integer> to,
            Optional<Integer> gender,
            Optional<Integer> group) {}

    private LabelledFace face(CSVRecord line, Places places) {
        String name = text(line, Optional.of(places.file));
        if (name.isEmpty()) {
            throw new IllegalArgumentException("it names no picture");
        }
        Path picture;
        try {
            picture = pictures.resolve(name);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'" + name + "' is no name of a file", e);
        }
        if (!Files.isRegularFile(picture)) {
            throw new IllegalArgumentException("there is no picture " + picture);
        }
        Optional<AgeRange> age = age(line, places);
        Optional<Gender> gender = gender(text(line, places.gender));
        if (age.isEmpty() && gender.isEmpty()) {
            throw new IllegalArgumentException("it says neither age nor gender");
        }
        return new LabelledFace(picture, age, gender, text(line, places.group));
    }

    private static Optional<AgeRange> age(CSVRecord line, Places places) {
        String from = text(line, places.from);
        if (!from.isEmpty()) {
            String to = text(line, places.to);
            return Optional.of(
                    new AgeRange(years(from), to.isEmpty() ? OptionalInt.empty() : OptionalInt.of(years(to))));
        }
        String age = text(line, places.age);
        return age.isEmpty() ? Optional.empty() : Optional.of(AgeRange.parse(age));
    }

    private static int years(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no age in whole years", e);
        }
    }

    private static Optional<Gender> gender(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Gender gender = GENDERS.get(text.toLowerCase(Locale.ROOT));
        if (gender == null) {
            throw new IllegalArgumentException("'" + text + "' is no gender; write female or male");
        }
        return Optional.of(gender);
    }

    private static String text(CSVRecord line, Optional<Integer> at) {
        return at.filter(place -> place < line.size())
                .map(line::get)
                .map(String::strip)
                .orElse("");
    }
}
