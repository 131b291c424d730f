package io.agender.launcher;

import io.agender.vision.VideoLocation;
import java.io.PrintWriter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Answers a call that is no command of ours with what is wrong and where to read more, two lines and no manual. */
final class UsageMistakes implements IParameterExceptionHandler {

    private static final Pattern NO_PAIR = Pattern.compile("(?s)( should be in KEY=VALUE.* format) but was .*");
    private static final int MAX_SUGGESTIONS = 3;

    @Override
    public int handleParseException(ParameterException error, String[] all) {
        CommandLine command = error.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("agender: " + shown(error));
        err.println(suggestions(error) + "See: " + help(command.getCommandSpec()));
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** What belongs nowhere may be the address of a camera; what is no pair for --kafka, a password. */
    private static String shown(ParameterException error) {
        String text = NO_PAIR.matcher(String.valueOf(error.getMessage())).replaceAll("$1");
        return Shown.line(new VideoLocation(text).toString());
    }

    private static String suggestions(ParameterException error) {
        List<String> known =
                error instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        return known.isEmpty()
                ? ""
                : known.stream()
                        .map(each -> each.replaceFirst("[ =].*", ""))
                        .distinct()
                        .limit(MAX_SUGGESTIONS)
                        .collect(Collectors.joining(" or ", "Did you mean ", "? "));
    }

    /** The command help knows the commands of the first level only. */
    private static String help(CommandSpec command) {
        CommandSpec parent = command.parent();
        if (parent == null) {
            return command.name() + " help";
        }
        return parent.parent() == null
                ? parent.name() + " help " + command.name()
                : command.qualifiedName() + " --help";
    }
}
