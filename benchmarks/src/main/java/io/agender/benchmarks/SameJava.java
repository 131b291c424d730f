package io.agender.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts programs in JVMs like this one: the same Java, the same options, the same class path.
 *
 * @param program the main class behind the script {@code agender}
 */
public record SameJava(Class<?> program) {

    /** Starts what {@code agender} with these arguments does. */
    OwnProcess agender(String name, Path folder, List<String> arguments) {
        return start(name, folder, program, arguments);
    }

    /**
     * Starts a program, which ends when it is closed, and with this process at the latest.
     *
     * @param name for messages and its log
     * @param folder where it logs
     */
    OwnProcess start(String name, Path folder, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Tethered.class.getName(), main.getName()));
        command.addAll(arguments);
        Path log = folder.resolve(name + ".log");
        try {
            return new OwnProcess(
                    name,
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.appendTo(new File(log.toString())))
                            .start(),
                    log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
