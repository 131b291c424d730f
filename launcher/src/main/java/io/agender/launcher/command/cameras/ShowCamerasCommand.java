package io.agender.launcher.command.cameras;

import io.agender.launcher.Logging;
import io.agender.launcher.Reachability;
import io.agender.launcher.Shown;
import io.agender.launcher.command.option.CommonOptions;
import io.agender.launcher.run.AppliedSettings;
import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.runtime.config.KafkaConfig;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.RecordJson;
import io.agender.schemas.Topic;
import io.agender.schemas.camera.CameraVersions;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what the topic agender.cameras says. */
@Command(
        name = "show",
        description = {
            "Prints what the topic agender.cameras says: a line for each camera with the newest version of its"
                    + " settings, or all versions of one camera, each as a JSON object."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:shown",
            "2:a wrong option or setting, or no such camera",
            "3:the brokers or the registry could not be reached or refused"
        })
final class ShowCamerasCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", arity = "0..1", description = "The camera. Default: all, a line each.")
    private Optional<String> id;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws InterruptedException {
        Logging.quiet();
        KafkaConfig kafka = KafkaConfig.from(common.collect(List.of()));
        Reachability.check(kafka);
        Reachability.checkTopic(kafka, Topic.CAMERAS);
        Map<String, CameraSettings> there = new AppliedSettings(kafka).there();
        PrintWriter out = spec.commandLine().getOut();
        if (id.isEmpty()) {
            there.forEach((camera, settings) -> out.println(Shown.line(camera + ": " + sentence(settings))));
            return ExitCode.OK;
        }
        CameraSettings settings = Optional.ofNullable(there.get(id.get()))
                .orElseThrow(() -> new CommandException(
                        ExitCode.BAD_INPUT,
                        "The topic " + Topic.CAMERAS + " has no settings of camera " + id.get() + "."));
        settings.getVersions().forEach(version -> out.println(RecordJson.line(version)));
        return ExitCode.OK;
    }

    private static String sentence(CameraSettings settings) {
        return CameraVersions.newest(Optional.of(settings))
                .map(ShowCamerasCommand::sentence)
                .orElse("no version");
    }

    private static String sentence(CameraVersion version) {
        return "version " + version.getVersion() + ", valid from " + version.getValidFrom() + ", "
                + many(version.getZones().size(), "zone") + ", "
                + many(version.getLines().size(), "line")
                + (version.getTimeZone() == null ? "" : ", " + version.getTimeZone());
    }

    private static String many(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
