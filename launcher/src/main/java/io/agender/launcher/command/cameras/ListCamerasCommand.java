package io.agender.launcher.command.cameras;

import io.agender.launcher.Logging;
import io.agender.launcher.settings.CamerasFile;
import io.agender.program.ExitCode;
import io.agender.vision.VideoLocation;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a list of cameras. */
@Command(
        name = "list",
        description =
                "Prints the list, a camera a line: its id, its source without user and password, what else is set.",
        mixinStandardHelpOptions = true)
final class ListCamerasCommand implements Callable<Integer> {

    private static final Set<String> COLUMNS = Set.of("id", "url");

    @Spec
    private CommandSpec spec;

    @Mixin
    private CameraListOption list;

    @Override
    public Integer call() {
        Logging.quiet();
        List<Map<String, String>> entries = list.read().cameras().entries();
        int width = entries.stream()
                .mapToInt(entry -> shown(entry, "id").length())
                .max()
                .orElse(0);
        PrintWriter out = spec.commandLine().getOut();
        entries.forEach(entry -> out.println(
                (pad(shown(entry, "id"), width) + "  " + shown(entry, "url") + "  " + rest(entry)).stripTrailing()));
        return ExitCode.OK;
    }

    private static String rest(Map<String, String> entry) {
        return entry.entrySet().stream()
                .filter(one -> !COLUMNS.contains(one.getKey()) && !CamerasFile.isForSummaries(one.getKey()))
                .map(one -> one.getKey() + "=" + new VideoLocation(one.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static String shown(Map<String, String> entry, String name) {
        return new VideoLocation(entry.getOrDefault(name, "?")).toString();
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
