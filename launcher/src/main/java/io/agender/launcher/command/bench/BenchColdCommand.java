package io.agender.launcher.command.bench;

import io.agender.benchmarks.ColdBench;
import io.agender.launcher.Home;
import io.agender.launcher.Logging;
import io.agender.program.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Times the program as its users start it. */
@Command(
        name = "cold",
        description = "Times whole runs, from the start of the script to its end, and what they took of the processors;"
                + " beside another checkout or other options of the JVM, in turns.",
        mixinStandardHelpOptions = true)
final class BenchColdCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "VIDEO", description = "A video file, an animation or a folder of pictures.")
    private String video;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many runs of each side. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--against",
            paramLabel = "SCRIPT",
            description = "The agender of another checkout, which is built, to compare with; may be repeated.")
    private List<Path> against = List.of();

    @Option(
            names = "--against-options",
            paramLabel = "OPTIONS",
            description = "Options of the JVM, as AGENDER_JAVA_OPTS takes them, to compare with; may be repeated.")
    private List<String> options = List.of();

    @Override
    public Integer call() throws InterruptedException {
        Logging.quiet();
        if (rounds < 1) {
            throw new ParameterException(spec.commandLine(), "--rounds must be 1 or more.");
        }
        Path own = Home.script();
        List<ColdBench.Side> sides = new ArrayList<>();
        sides.add(new ColdBench.Side("as it is", own, ""));
        for (Path script : against) {
            if (!Files.isExecutable(script)) {
                throw new ParameterException(spec.commandLine(), "--against: " + script + " is no script.");
            }
            sides.add(new ColdBench.Side(script.toString(), script.toAbsolutePath(), ""));
        }
        options.forEach(given -> sides.add(new ColdBench.Side("`" + given + "`", own, given)));
        new ColdBench(rounds).run(video, sides, spec.commandLine().getOut());
        return ExitCode.OK;
    }
}
