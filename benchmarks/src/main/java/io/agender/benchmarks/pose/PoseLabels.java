package io.agender.benchmarks.pose;

import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a table of head poses: columns file, yaw and pitch, in degrees.
 *
 * @param pictures which pictures count, by their whole name; others are passed over
 */
record PoseLabels(Path file, Path folder, Pattern pictures) {

    /**
     * The labels of the pictures that count.
     *
     * @param problems takes one sentence for each line that is left out
     * @throws CommandException when the table can't be read or has no usable line
     */
    List<LabelledPose> read(List<String> problems) {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                CSVParser table = CSVFormat.DEFAULT
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .setIgnoreSurroundingSpaces(true)
                        .get()
                        .parse(reader)) {
            List<LabelledPose> poses = new ArrayList<>();
            for (CSVRecord line : table) {
                if (pictures.matcher(line.get("file")).matches()) {
                    read(line, poses, problems);
                }
            }
            if (poses.isEmpty()) {
                throw new IllegalArgumentException(
                        problems.isEmpty() ? "no picture that counts is in it" : problems.get(0));
            }
            return List.copyOf(poses);
        } catch (IOException | UncheckedIOException e) {
            throw new CommandException(
                    ExitCode.FILES, "The labels " + file + " can't be read: " + e.getMessage() + ".", e);
        } catch (IllegalArgumentException e) {
            throw new CommandException(
                    ExitCode.BAD_INPUT, "The labels " + file + " are of no use: " + e.getMessage() + ".", e);
        }
    }

    private void read(CSVRecord line, List<LabelledPose> poses, List<String> problems) {
        Path picture = folder.resolve(line.get("file"));
        try {
            if (!Files.isRegularFile(picture)) {
                throw new IllegalArgumentException("there is no picture " + picture);
            }
            poses.add(new LabelledPose(
                    picture, Double.parseDouble(line.get("yaw")), Double.parseDouble(line.get("pitch"))));
        } catch (IllegalArgumentException e) {
            problems.add("Line " + (line.getRecordNumber() + 1) + " of " + file.getFileName() + " is left out: "
                    + e.getMessage());
        }
    }
}
