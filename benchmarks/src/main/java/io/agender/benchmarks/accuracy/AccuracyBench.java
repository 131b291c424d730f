package io.agender.benchmarks.accuracy;

import io.agender.aggregator.config.AgeBands;
import io.agender.models.AnswerPairs;
import io.agender.models.AnswerPairsFile;
import io.agender.models.MeasuredErrors;
import io.agender.models.MeasuredErrorsFile;
import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.program.files.UserMask;
import io.agender.vision.VideoSources;
import io.agender.vision.engine.VisionConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;

/**
 * Measures detectors and models on labelled faces and prints their errors.
 *
 * @param folder with the pictures
 * @param csv the labels; {@code labels.csv} of the folder when empty
 * @param columns which columns of the labels say what, where they don't have the usual names
 * @param limit at most so many faces, spread evenly over the labels; 0 for all
 * @param border around pictures that are cut tightly, in parts of their sides; empty for none
 * @param sizes sides of faces in pixels at which they are read again from afar
 * @param far of so many faces, spread evenly, those that were found are read from afar; 0 for all
 * @param frame what a face far away is seen in
 * @param anywhere whether it is anywhere in that frame, or in the middle
 * @param empty folders of pictures, videos or test scenes without a face
 * @param bands how ages are grouped in the confusion
 * @param genderMinAge below this answered age in years there is no gender
 * @param markdown where the tables are written too
 * @param json where the figures are written for programs
 * @param pairs folder for what each model answered, {@code NAME.pairs.json}; with one detector only
 * @param errors folder for the tables of each model's card, {@code NAME.errors.json}; with one detector only
 * @param data names the faces in what is written; the folder's name when empty
 */
public record AccuracyBench(
        Path folder,
        Optional<Path> csv,
        Map<String, String> columns,
        int limit,
        OptionalDouble border,
        List<Integer> sizes,
        int far,
        FrameSize frame,
        boolean anywhere,
        List<String> empty,
        AgeBands bands,
        double genderMinAge,
        Optional<Path> markdown,
        Optional<Path> json,
        Optional<Path> pairs,
        Optional<Path> errors,
        Optional<String> data) {

    private static final int PROGRESS_STEP = 500;

    /**
     * Measures and prints.
     *
     * @param detectors each is measured with each model; what {@code config} understands
     * @param models at least one, as of the detectors
     * @param config the engine of a detector and a model
     * @param sources open what shows no face
     * @param out where the tables go
     * @param err where progress and pictures that are left out are told
     * @throws CommandException when the labels can't be read, or a report can't be written
     */
    public void run(
            List<String> detectors,
            List<String> models,
            BiFunction<String, String, VisionConfig> config,
            VideoSources sources,
            PrintWriter out,
            PrintWriter err) {
        Path labels = csv.orElse(folder.resolve("labels.csv"));
        LabelsFile.Labels read = new LabelsFile(labels, folder, labelColumns()).read();
        Remarks remarks = new Remarks();
        remarks.leftOut(read.problems());
        List<LabelledFace> faces = Spread.over(read.faces(), limit);
        List<Contender> contenders = detectors.stream()
                .flatMap(detector -> models.stream().map(model -> new Contender(detector, model)))
                .toList();
        List<FalseFaces> falseFaces =
                new EmptyPlaces(empty, sources, detector -> config.apply(detector, models.get(0))).look(detectors);
        AccuracyRun run = new AccuracyRun(
                border,
                sizes,
                far,
                frame,
                anywhere,
                genderMinAge,
                contender -> config.apply(contender.detector(), contender.model()));
        List<Measured> measured = run.run(faces, contenders, remarks, done -> {
            if (done % PROGRESS_STEP == 0) {
                err.println(done + " of " + faces.size() + " faces");
                err.flush();
            }
        });
        remarks.tell(err);
        if (measured.get(0).samples().isEmpty()) {
            throw new CommandException(
                    ExitCode.BAD_INPUT, "None of the pictures that " + labels + " names can be read.");
        }
        AccuracyReport report = AccuracyReport.of(
                data.orElse(
                        measured.get(0).samples().size() + " faces of " + folder + " (" + labels.getFileName() + ")"),
                frame,
                measured,
                bands,
                falseFaces);
        String tables = AccuracyMarkdown.of(report);
        out.print(tables);
        out.flush();
        markdown.ifPresent(file -> write(file, tables));
        json.ifPresent(file -> write(file, AccuracyJson.of(report)));
        pairs.ifPresent(into -> measured.forEach(one -> writePairs(one, into)));
        errors.ifPresent(into -> report.contenders().forEach(one -> writeErrors(one, into)));
    }

    private void writeErrors(AccuracyReport.Contestant one, Path into) {
        MeasuredErrors tables = ErrorRows.of(one, faces(), frame.toString(), genderMinAge, today());
        write(into.resolve(tables.networks().get(0).name() + MeasuredErrors.ENDING), MeasuredErrorsFile.write(tables));
    }

    private String faces() {
        return data.orElse(String.valueOf(folder.toAbsolutePath().normalize().getFileName()));
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    private void writePairs(Measured measured, Path into) {
        AnswerPairs answers = MeasuredPairs.of(measured, faces(), genderMinAge, today());
        if (answers.pairs().isEmpty()) {
            throw new CommandException(
                    ExitCode.BAD_INPUT,
                    "No face that is labelled with age and gender got an age of " + measured.contender()
                            + ", so there are no pairs to write.");
        }
        write(into.resolve(answers.networks().get(0).name() + AnswerPairs.ENDING), AnswerPairsFile.write(answers));
    }

    private LabelColumns labelColumns() {
        try {
            return new LabelColumns(columns);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.BAD_INPUT, "--columns: " + e.getMessage() + ".", e);
        }
    }

    private static void write(Path file, String text) {
        try {
            UserMask.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FILES, "The report " + file + " can't be written: " + e.getMessage() + ".", e);
        }
    }
}
