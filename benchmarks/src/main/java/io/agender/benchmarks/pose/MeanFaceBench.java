package io.agender.benchmarks.pose;

import io.agender.benchmarks.accuracy.LabelledPicture;
import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.vision.DecodedFrame;
import io.agender.vision.Detection;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.Landmark.Point;
import io.agender.vision.ModelUse;
import io.agender.vision.VisionException;
import io.agender.vision.engine.VisionConfig;
import io.agender.vision.engine.VisionEngine;
import io.agender.vision.geometry.MeanFace;
import io.agender.vision.geometry.MeanFace.ModelPoint;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Fits the mean faces that head poses are told by to labelled pictures, and prints them beside those of the program, with
 * the errors of both: on the pictures they were fitted to, and on the others.
 *
 * @param folder with the pictures
 * @param csv the labels; {@code labels.csv} of the folder when empty
 * @param fitOn to which of them faces are fitted, by their whole name; the others are held out
 * @param angles within which a head watches, and up to which yaw heads are fitted to
 */
public record MeanFaceBench(Path folder, Optional<Path> csv, Pattern fitOn, PoseAngles angles) {

    private static final Pattern ALL = Pattern.compile(".*");

    /**
     * Fits and prints.
     *
     * @param config the engine of a detector, with landmarks of every face
     * @throws CommandException when the labels or a picture can't be read, or don't tell a face
     */
    public void run(List<String> detectors, Function<String, VisionConfig> config, PrintWriter out, PrintWriter err) {
        List<String> problems = new ArrayList<>();
        List<LabelledPose> heads = new PoseLabels(csv.orElse(folder.resolve("labels.csv")), folder, ALL).read(problems);
        problems.forEach(err::println);
        err.flush();
        for (String detector : detectors) {
            try {
                out.print(report(detector, heads, config.apply(detector)).markdown());
            } catch (VisionException | IllegalArgumentException e) {
                throw new CommandException(ExitCode.BAD_INPUT, detector + ": " + e.getMessage() + ".", e);
            }
            out.flush();
        }
    }

    private MeanFaceReport report(String detector, List<LabelledPose> heads, VisionConfig config) {
        try (VisionEngine engine = VisionEngine.open(config);
                FrameAnalyzer analyzer = engine.newAnalyzer()) {
            List<FoundHead> found =
                    heads.stream().map(head -> look(analyzer, head)).toList();
            MeanFace program = inProgram(engine.models(), found);
            List<Point> points =
                    program.points().stream().map(ModelPoint::point).toList();
            List<SeenHead> fittedTo = found.stream()
                    .filter(head -> isFittedTo(head) && Math.abs(head.label().yaw()) <= angles.measuredYaw())
                    .flatMap(head -> head.seen().stream())
                    .toList();
            return new MeanFaceReport(
                    detector,
                    program,
                    new MeanFaceFit(points).fit(fittedTo),
                    fittedTo.size(),
                    found.stream().filter(this::isFittedTo).toList(),
                    found.stream().filter(head -> !isFittedTo(head)).toList(),
                    angles);
        }
    }

    private boolean isFittedTo(FoundHead head) {
        return fitOn.matcher(head.label().picture().getFileName().toString()).matches();
    }

    private static FoundHead look(FrameAnalyzer analyzer, LabelledPose label) {
        try (DecodedFrame frame =
                analyzer.decode(LabelledPicture.read(label.picture()).padded(0))) {
            return new FoundHead(
                    label,
                    frame.detect().stream()
                            .filter(one -> one.score() >= analyzer.minScore())
                            .max(Comparator.comparingDouble(one -> one.box().longerSide())));
        }
    }

    /** The face that the program fits such landmarks to. */
    private static MeanFace inProgram(List<ModelUse> models, List<FoundHead> found) {
        List<Detection> faces =
                found.stream().flatMap(head -> head.face().stream()).toList();
        if (faces.isEmpty() || faces.get(0).landmarks().isEmpty()) {
            throw new IllegalArgumentException("no face with landmarks is found in these pictures");
        }
        if (models.stream().anyMatch(use -> use.task() == ModelUse.Task.LANDMARKS)) {
            return MeanFace.FACE_API_68;
        }
        return faces.get(0).landmarks().stream().anyMatch(one -> one.point() == Point.LEFT_EAR)
                ? MeanFace.BLAZEFACE
                : MeanFace.YUNET;
    }
}
