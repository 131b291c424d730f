package io.agender.launcher.command;

import io.agender.benchmarks.TrackingBench;
import io.agender.launcher.Logging;
import io.agender.launcher.engine.Engines;
import io.agender.program.ExitCode;
import io.agender.runtime.Durations;
import io.agender.vision.VideoOptions;
import io.agender.vision.engine.VisionConfig;
import io.agender.vision.track.AttributeAverage;
import io.agender.vision.track.ClassifySchedule;
import io.agender.vision.track.TrackerConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures how well faces are followed. */
@Command(
        name = "tracking",
        description = "Follows the faces of videos and tells how well: tracks per visit, id switches, gender flips.",
        mixinStandardHelpOptions = true)
final class BenchTrackingCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "VIDEO", arity = "1..*", description = "Video files, animations or folders of pictures.")
    private List<String> videos;

    @Option(
            names = "--truth",
            paramLabel = "FILE",
            description = "JSON with the real visits of the only VIDEO. Default: the JSON beside each video, if any.")
    private Path truth;

    @Option(names = "--fps", paramLabel = "N", defaultValue = "0", description = "At most this many frames a second.")
    private double framesPerSecond;

    @Option(names = "--detector", paramLabel = "NAME", defaultValue = "auto", description = "Face detector.")
    private String detector;

    @Option(names = "--min-score", paramLabel = "0..1", description = "Detections of this score begin tracks.")
    private Double minScore;

    @Option(names = "--weak-score", paramLabel = "0..1", description = "Detections of this score continue tracks.")
    private Double weakScore;

    @Option(names = "--confirm-hits", paramLabel = "N", description = "Detections after which a track counts.")
    private Integer confirmHits;

    @Option(names = "--lost-after", paramLabel = "DURATION", description = "How long a face may be out of sight.")
    private String lostAfter;

    @Option(names = "--classify-interval", paramLabel = "DURATION", description = "Time between two classifications.")
    private String classifyInterval;

    @Option(
            names = "--detect-interval",
            paramLabel = "DURATION",
            defaultValue = "0s",
            description = "How long the detector rests after it looked.")
    private String detectInterval;

    @Option(
            names = "--miss",
            paramLabel = "0..1",
            defaultValue = "0",
            description = "Share of the faces to hide from the tracker, as a worse detector would.")
    private double missed;

    @Override
    public Integer call() {
        Logging.quiet();
        if (truth != null && videos.size() > 1) {
            throw new ParameterException(spec.commandLine(), "--truth is the truth of one VIDEO; name one.");
        }
        bench().run(
                        videos,
                        Optional.ofNullable(truth),
                        Engines.videos(),
                        spec.commandLine().getOut());
        return ExitCode.OK;
    }

    private TrackingBench bench() {
        TrackerConfig tracker = TrackerConfig.DEFAULTS;
        ClassifySchedule schedule = ClassifySchedule.DEFAULTS;
        try {
            return new TrackingBench(
                    new VisionConfig(
                            detector,
                            VisionConfig.AUTO,
                            minScore == null ? OptionalDouble.empty() : OptionalDouble.of(minScore),
                            OptionalDouble.of(weakScore == null ? tracker.lowScore() : weakScore),
                            VisionConfig.DEFAULTS.threads(),
                            Optional.empty(),
                            VisionConfig.DEFAULT_MAX_PIXELS),
                    tracker.withConfirmHits(confirmHits == null ? tracker.confirmHits() : confirmHits)
                            .withLostAfter(duration(lostAfter, tracker.lostAfter())),
                    new ClassifySchedule(duration(classifyInterval, schedule.interval()), schedule.improvement()),
                    Durations.parse(detectInterval),
                    missed,
                    AttributeAverage.GENDER_THRESHOLD,
                    new VideoOptions(framesPerSecond, 0, VideoOptions.DEFAULTS.jpegQuality()));
        } catch (IllegalArgumentException error) {
            throw new ParameterException(spec.commandLine(), error.getMessage() + ".", error);
        }
    }

    private static Duration duration(String text, Duration otherwise) {
        return text == null ? otherwise : Durations.parse(text);
    }
}
