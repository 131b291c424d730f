package io.agender.launcher.command.cameras;

import io.agender.launcher.Logging;
import io.agender.program.ExitCode;
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

/** Adds a camera to a list. */
@Command(
        name = "add",
        description = "Adds a camera to the list; whoever plays the list is to be started again.",
        mixinStandardHelpOptions = true)
final class AddCameraCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "ID", description = "A name for the camera.")
    private String id;

    @Parameters(
            index = "1",
            paramLabel = "SOURCE",
            description = "A file, a folder or an address. $${file:PATH} stands for the first line of a file, such as a"
                    + " password; mind the single quotes.")
    private String source;

    @Option(names = "--site", paramLabel = "LABEL", description = "The place that the camera belongs to.")
    private Optional<String> site;

    @Option(
            names = "--set",
            paramLabel = "SETTING=VALUE",
            description = "A setting of this camera alone, such as fps=10; may be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Mixin
    private CameraListOption list;

    @Override
    public Integer call() {
        Logging.quiet();
        Map<String, String> entry = new LinkedHashMap<>();
        entry.put("id", id);
        entry.put("url", source);
        site.ifPresent(label -> entry.put("site", label));
        entry.putAll(settings);
        list.read().add(entry);
        spec.commandLine().getOut().println(id + ": added");
        return ExitCode.OK;
    }
}
