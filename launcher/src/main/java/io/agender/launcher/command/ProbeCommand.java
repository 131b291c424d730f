package io.agender.launcher.command;

import io.agender.launcher.Logging;
import io.agender.launcher.command.option.SettingGroups;
import io.agender.launcher.command.option.SettingOptions;
import io.agender.launcher.engine.EngineConfig;
import io.agender.launcher.engine.Engines;
import io.agender.launcher.engine.FoundFaces;
import io.agender.launcher.probe.MeasuredRate;
import io.agender.launcher.probe.PictureFlaws;
import io.agender.launcher.probe.ProbeText;
import io.agender.launcher.settings.SettingsLayers;
import io.agender.program.ExitCode;
import io.agender.program.files.UserMask;
import io.agender.runtime.config.Durations;
import io.agender.runtime.config.SettingsException;
import io.agender.vision.RtspTransport;
import io.agender.vision.VideoFrame;
import io.agender.vision.VideoLocation;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.VisionException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what a source is, before it becomes a camera. */
@Command(
        name = "probe",
        description = {
            "Opens a video or a camera, tells what it is and how small faces may be in it, and takes a picture of it if"
                    + " wanted.",
            "Exit code 2 and one sentence when it can't be opened. See docs/cameras.md."
        },
        mixinStandardHelpOptions = true)
final class ProbeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SOURCE",
            description =
                    "A file, a folder or pattern of pictures, an address such as rtsp://camera/stream, a webcam such as"
                            + " /dev/video0, or test:faces.")
    private String source;

    @Option(
            names = "--snapshot",
            paramLabel = "FILE",
            description = "Write the first frame there: as PNG when the name ends in .png, else as JPEG.")
    private Path snapshot;

    @Option(
            names = "--stall-timeout",
            paramLabel = "DURATION",
            defaultValue = "10s",
            description = "How long to wait for an answer, and then for a frame (default: ${DEFAULT-VALUE}).")
    private String stallTimeout;

    @Option(
            names = "--rtsp-transport",
            paramLabel = "tcp|udp",
            defaultValue = "tcp",
            description = "How the pictures of an RTSP camera travel (default: ${DEFAULT-VALUE}).")
    private RtspTransport rtspTransport;

    @Mixin
    private SettingOptions detector = SettingGroups.detector();

    @Option(names = "--config", paramLabel = "FILE", description = "YAML file with settings, for the detector's.")
    private Path config;

    @Override
    public Integer call() throws IOException {
        Logging.quiet();
        FoundFaces faces = FoundFaces.of(EngineConfig.from(new SettingsLayers(System.getenv())
                .collect(Optional.ofNullable(config), Optional.empty(), detector.chosen())));
        try (VideoSource video = Engines.videos().open(source, options())) {
            Optional<VideoFrame> first = video.next();
            PrintWriter out = spec.commandLine().getOut();
            out.println(new ProbeText(new VideoLocation(source), video.info()));
            faces.clause(video.info().width(), video.info().height())
                    .ifPresent(clause -> out.println("faces     " + clause));
            first.flatMap(frame -> PictureFlaws.of(frame.image().bytes()))
                    .ifPresent(flaws -> flaws.sentences().forEach(flaw -> out.println("note      " + flaw)));
            if (snapshot != null && first.isPresent()) {
                UserMask.write(snapshot, first.get().image().bytes());
                out.println("snapshot  " + snapshot);
            }
            if (video.info().live()) {
                out.println("measured  " + measured(video));
            }
        }
        return ExitCode.OK;
    }

    /** The source can be lost meanwhile; what was asked for is known by then. */
    private static String measured(VideoSource video) {
        try {
            OptionalDouble rate = MeasuredRate.of(video);
            return rate.isPresent() ? ProbeText.rate(rate.getAsDouble()) : "nothing: too few frames came";
        } catch (VisionException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return "nothing: " + e.getMessage();
        }
    }

    private VideoOptions options() {
        boolean png =
                snapshot != null && snapshot.toString().toLowerCase(Locale.ROOT).endsWith(".png");
        return new VideoOptions(0, 0, png ? VideoOptions.LOSSLESS : VideoOptions.AS_IT_COMES)
                .withStallTimeout(stallTimeout())
                .withRtspTransport(rtspTransport);
    }

    private Duration stallTimeout() {
        try {
            Duration time = Durations.parse(stallTimeout);
            if (time.compareTo(Duration.ofMillis(1)) >= 0) {
                return time;
            }
        } catch (IllegalArgumentException e) {
            throw new SettingsException("--stall-timeout: " + e.getMessage() + ".");
        }
        throw new SettingsException("--stall-timeout must be at least 1ms, not " + stallTimeout + ".");
    }
}
