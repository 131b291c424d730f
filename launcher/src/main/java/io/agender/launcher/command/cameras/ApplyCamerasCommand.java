package io.agender.launcher.command.cameras;

import io.agender.launcher.Logging;
import io.agender.launcher.Reachability;
import io.agender.launcher.Shown;
import io.agender.launcher.command.option.CommonOptions;
import io.agender.launcher.run.AppliedSettings;
import io.agender.launcher.settings.CameraSettingsFile;
import io.agender.program.ExitCode;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.SettingsException;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.Topic;
import io.agender.schemas.camera.BorderLines;
import io.agender.schemas.camera.CameraVersions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes the settings of cameras from a file to the topic agender.cameras. */
@Command(
        name = "apply",
        description = {
            "Takes time zone, opening hours, zones and lines of each camera in FILE to the topic agender.cameras, as a"
                    + " new version where they changed.",
            "Windows go by the version that is valid when they start. Cameras that the file does not name keep what"
                    + " they have."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the topic has what the file says",
            "2:a wrong file, option or setting, or somebody else was faster (--seen)",
            "3:the brokers or the registry could not be reached or refused"
        })
final class ApplyCamerasCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            defaultValue = "cameras.yml",
            description = "YAML file with the list of cameras, and the settings of Kafka where --config names no other;"
                    + " see docs/zones.md. Default: ${DEFAULT-VALUE}.")
    private Path file;

    @Option(
            names = "--valid-from",
            paramLabel = "TIME",
            description =
                    "From when on they are valid, by the cameras' time, such as 2026-11-30T09:00:00Z. Default: now.")
    private Optional<String> validFrom;

    @Option(
            names = "--seen",
            paramLabel = "ID=VERSION",
            description =
                    "The version of a camera that you saw last, 0 for none; if there is another, nothing is written."
                            + " May be repeated.")
    private Map<String, Integer> seen = new LinkedHashMap<>();

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws InterruptedException {
        Logging.quiet();
        Map<String, CameraVersion> wanted = CameraSettingsFile.read(
                file, validFrom.map(ApplyCamerasCommand::time).orElseGet(Instant::now));
        KafkaConfig kafka = KafkaConfig.from(common.collectWith(file));
        Reachability.check(kafka);
        Reachability.checkTopic(kafka, Topic.CAMERAS);
        Map<String, CameraSettings> written = new AppliedSettings(kafka).apply(wanted, seen);
        PrintWriter out = spec.commandLine().getOut();
        wanted.keySet()
                .forEach(camera -> out.println(Shown.line(camera + ": "
                        + CameraVersions.newest(Optional.ofNullable(written.get(camera)))
                                .map(version ->
                                        "version " + version.getVersion() + ", valid from " + version.getValidFrom())
                                .orElse("unchanged"))));
        wanted.forEach((camera, settings) -> BorderLines.warnings(camera, settings)
                .forEach(warning -> spec.commandLine().getErr().println("agender: " + Shown.line(warning))));
        if (wanted.isEmpty()) {
            out.println(Shown.line("No camera in " + file + " has a time zone, opening hours, zones or lines."));
        }
        return ExitCode.OK;
    }

    private static Instant time(String text) {
        try {
            Instant time = Instant.parse(text);
            if (!time.isBefore(Instant.EPOCH)) {
                return time;
            }
        } catch (DateTimeParseException e) {
            // told below
        }
        throw new SettingsException(
                "--valid-from must be a time since 1970 such as 2026-11-30T09:00:00Z, not " + text + ".");
    }
}
