package io.agender.launcher.command.bench;

import io.agender.benchmarks.tracking.TrackingBench;
import io.agender.inference.InferenceConfig;
import io.agender.inference.TrackingConfig;
import io.agender.launcher.Logging;
import io.agender.launcher.command.option.SettingGroups;
import io.agender.launcher.command.option.SettingOptions;
import io.agender.launcher.engine.EngineConfig;
import io.agender.launcher.engine.Engines;
import io.agender.producer.source.FrameProducerConfig;
import io.agender.program.ExitCode;
import io.agender.runtime.config.Settings;
import io.agender.vision.VideoOptions;
import io.agender.vision.engine.VisionConfig;
import io.agender.vision.track.AttributeAverage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private SettingOptions tracking = SettingGroups.tracking();

    @Option(names = "--weak-score", paramLabel = "0..1", description = "Detections of this score continue tracks.")
    private Double weakScore;

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
        Settings settings = new Settings(tracking.chosen());
        EngineConfig engine = EngineConfig.from(settings);
        TrackingConfig config = InferenceConfig.from(settings).tracking().orElseThrow();
        try {
            return new TrackingBench(
                    new VisionConfig(
                            engine.detector(),
                            engine.model(),
                            engine.minScore(),
                            OptionalDouble.of(
                                    weakScore == null ? config.thresholds().lowScore() : weakScore),
                            engine.threads(),
                            Optional.empty(), // what lies in a user's folder changes no measurement
                            engine.maxPixels()),
                    config.thresholds(),
                    config.schedule(),
                    config.detectInterval(),
                    missed,
                    AttributeAverage.GENDER_THRESHOLD,
                    new VideoOptions(
                            FrameProducerConfig.from(settings).video().framesPerSecond(),
                            0,
                            VideoOptions.DEFAULTS.jpegQuality()));
        } catch (IllegalArgumentException error) {
            throw new ParameterException(spec.commandLine(), error.getMessage() + ".", error);
        }
    }
}
