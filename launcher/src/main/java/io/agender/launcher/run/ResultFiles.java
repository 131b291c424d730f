package io.agender.launcher.run;

import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.program.files.UserMask;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.RecordJson;
import io.agender.schemas.RollupSummary;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.utils.Utils;

/**
 * The files that a run leaves. They grow in a hidden folder beside their place and appear there only when the run is
 * complete; otherwise nothing is left. They take the place of another run's of files, but not of a live run's. Faces are kept apart by camera until then, so that the finished file is ordered
 * by camera and frame however the cameras were interleaved. Belongs to one thread.
 */
final class ResultFiles implements AutoCloseable {

    static final String FACES = "faces.jsonl";
    static final String SUMMARY = "summary.jsonl";
    static final String HOURLY = "summary.hourly.jsonl";
    static final String DAILY = "summary.daily.jsonl";
    static final String WEEKLY = "summary.weekly.jsonl";

    private final Path directory;
    private final OutputFolder folder;
    private final Path workshop;
    private final Map<String, Path> facesByCamera = new LinkedHashMap<>();
    private final Map<String, OutputStream> writers = new LinkedHashMap<>();
    private final Map<String, Path> videos = new LinkedHashMap<>();
    private List<Path> laidAside = List.of();

    private ResultFiles(Path directory, OutputFolder folder, Path workshop) {
        this.directory = directory;
        this.folder = folder;
        this.workshop = workshop;
    }

    /**
     * Makes the folder if it is not there, and the files in which the results grow.
     *
     * @throws CommandException when the folder can't be written, or another run writes to it
     */
    static ResultFiles open(Path directory, List<String> cameras) {
        ResultFiles files;
        try {
            OutputFolder folder = OutputFolder.open(directory);
            try {
                files = new ResultFiles(directory, folder, Files.createTempDirectory(directory, ".agender-run-"));
            } catch (IOException e) {
                folder.close();
                throw e;
            }
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FILES,
                    "The output folder " + directory + " can't be written; choose another one with --output.",
                    e);
        }
        try {
            for (String camera : cameras) {
                Path part = files.workshop.resolve(camera + "." + FACES);
                files.facesByCamera.put(camera, part);
                files.writers.put(camera, new BufferedOutputStream(Files.newOutputStream(part)));
            }
            return files;
        } catch (IOException e) {
            files.close();
            throw new UncheckedIOException(e);
        }
    }

    /** Appends a line for a frame. */
    void add(FrameFaces faces) {
        try {
            writeLine(writers.get(faces.getCameraId()), faces);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the video of a camera grows. */
    Path video(String camera) {
        return videos.computeIfAbsent(camera, id -> workshop.resolve(id + ".mp4"));
    }

    /**
     * Completes the files and moves them into place.
     *
     * @param summaries the final windows, in the order in which they shall stand in the file
     * @param rollups hours, days and weeks, in the same way
     * @return the files that are there now
     */
    List<Path> complete(List<DemographicSummary> summaries, List<RollupSummary> rollups) {
        try {
            closeWriters();
            List<Path> finished = new ArrayList<>();
            finished.add(concatenated());
            finished.add(written(SUMMARY, summaries));
            for (Map.Entry<String, List<RollupSummary>> sums : rollups.stream()
                    .collect(Collectors.groupingBy(ResultFiles::file, LinkedHashMap::new, Collectors.toList()))
                    .entrySet()) {
                finished.add(written(sums.getKey(), sums.getValue()));
            }
            videos.values().stream().filter(Files::exists).forEach(finished::add);
            laidAside = folder.layLiveAside();
            List<Path> placed = new ArrayList<>();
            for (Path file : finished) {
                UserMask.apply(file);
                placed.add(
                        Files.move(file, directory.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING));
            }
            return placed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a live run had written into the folder, as it is called since the files are complete. */
    List<Path> laidAside() {
        return laidAside;
    }

    private Path written(String name, List<? extends IndexedRecord> records) throws IOException {
        Path file = workshop.resolve(name);
        try (OutputStream writer = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (IndexedRecord record : records) {
                writeLine(writer, record);
            }
        }
        return file;
    }

    /** Called as its topic is, as the other files are. */
    private static String file(RollupSummary sum) {
        return switch (sum.getPeriod()) {
            case DAILY -> DAILY;
            case WEEKLY -> WEEKLY;
            default -> HOURLY;
        };
    }

    private Path concatenated() throws IOException {
        Path all = workshop.resolve(FACES);
        try (OutputStream out = Files.newOutputStream(all)) {
            for (Path part : facesByCamera.values()) {
                Files.copy(part, out);
            }
        }
        return all;
    }

    /** Streams and not writers: in Java 17 a writer on a full disk leaves its file open. */
    private static void writeLine(OutputStream out, IndexedRecord record) throws IOException {
        out.write(RecordJson.line(record).getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }

    private void closeWriters() throws IOException {
        for (OutputStream writer : writers.values()) {
            writer.close();
        }
        writers.clear();
    }

    /** Removes what did not move into place, and the folder if it was made for nothing. */
    @Override
    public void close() {
        // What can't be flushed, to a full disk say, is thrown away below anyway.
        writers.values().forEach(writer -> Utils.closeQuietly(writer, "results"));
        writers.clear();
        try {
            deleteTree(workshop);
        } finally {
            folder.close();
        }
    }

    /** Deletes a folder and all in it, as far as it goes. */
    static void deleteTree(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                    Files.deleteIfExists(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
