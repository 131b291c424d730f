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
import io.agender.schemas.Topic;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds a version without settings to cameras in the topic agender.cameras. */
@Command(
        name = "withdraw",
        description = {
            "Takes back what was applied to cameras: from now on they have no zones, lines, opening hours and time"
                    + " zone.",
            "Earlier versions stay, for windows that went by them. The file with the list is not touched."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:taken back",
            "2:a wrong option or setting, or a camera without settings",
            "3:the brokers or the registry could not be reached or refused"
        })
final class WithdrawCamerasCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", arity = "1..*", description = "The cameras.")
    private List<String> ids;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws InterruptedException {
        Logging.quiet();
        KafkaConfig kafka = KafkaConfig.from(common.collect(List.of()));
        Reachability.check(kafka);
        Reachability.checkTopic(kafka, Topic.CAMERAS);
        AppliedSettings applied = new AppliedSettings(kafka);
        Map<String, CameraSettings> there = applied.there();
        Map<String, CameraVersion> empty = new LinkedHashMap<>();
        for (String id : ids) {
            if (!there.containsKey(id)) {
                throw new CommandException(
                        ExitCode.BAD_INPUT, "The topic " + Topic.CAMERAS + " has no settings of camera " + id + ".");
            }
            empty.put(
                    id,
                    CameraVersion.newBuilder()
                            .setVersion(0)
                            .setValidFrom(Instant.now())
                            .setAppliedAt(Instant.EPOCH)
                            .build());
        }
        Map<String, CameraSettings> written = applied.apply(empty, Map.of());
        ids.forEach(id -> spec.commandLine()
                .getOut()
                .println(Shown.line(id + (written.containsKey(id) ? ": withdrawn" : ": had nothing"))));
        return ExitCode.OK;
    }
}
