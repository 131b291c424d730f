package io.agender.benchmarks.pose;

import io.agender.benchmarks.accuracy.FrameSize;
import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.program.files.UserMask;
import io.agender.vision.VisionException;
import io.agender.vision.engine.VisionConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Measures head poses on labelled pictures and prints their errors.
 *
 * @param folder with the pictures
 * @param csv the labels; {@code labels.csv} of the folder when empty
 * @param pictures which of them count, by their whole name
 * @param turn by how many degrees pictures are turned one way and the other, for the roll; 0 for not
 * @param sizes sides of faces in pixels at which they are looked at from afar
 * @param frame what a face far away is seen in
 * @param angles within which a head watches
 * @param markdown where the tables are written too
 * @param json where the figures are written for programs
 */
public record PoseBench(
        Path folder,
        Optional<Path> csv,
        Pattern pictures,
        double turn,
        List<Integer> sizes,
        FrameSize frame,
        PoseAngles angles,
        Optional<Path> markdown,
        Optional<Path> json) {

    /**
     * Measures and prints.
     *
     * @param config the engine of a detector, with landmarks of every face
     * @throws CommandException when the labels or a picture can't be read, or a report can't be written
     */
    public void run(List<String> detectors, Function<String, VisionConfig> config, PrintWriter out, PrintWriter err) {
        Path labels = csv.orElse(folder.resolve("labels.csv"));
        List<String> problems = new ArrayList<>();
        List<LabelledPose> heads = new PoseLabels(labels, folder, pictures).read(problems);
        problems.forEach(err::println);
        err.flush();
        List<MeasuredPoses> measured;
        try {
            measured = new PoseRun(turn, sizes, frame, config).run(heads, detectors);
        } catch (VisionException e) {
            throw new CommandException(ExitCode.BAD_INPUT, e.getMessage() + ".", e);
        }
        PoseReport report = new PoseReport(
                heads.size() + " pictures of " + folder + " (" + labels.getFileName() + ")", frame, angles, measured);
        String tables = report.markdown();
        out.print(tables);
        out.flush();
        markdown.ifPresent(file -> write(file, tables));
        json.ifPresent(file -> write(file, report.json()));
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
