package io.agender.launcher;

import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.vision.VideoLocation;

/**
 * Text that was broken before it came here: Java puts a mark where bytes are not of the encoding that it believes in. In
 * a record it would stay broken, so it is refused at the door.
 */
public final class LostText {

    private static final char MARK = '\uFFFD';
    private static final String CURE =
            "; write it in UTF-8, and where ./agender is not what starts Java, start it with LC_ALL=C.UTF-8.";

    private LostText() {}

    /** Throws {@link CommandException} when an argument of the command line is broken. */
    static void refuse(String... arguments) {
        for (String argument : arguments) {
            if (argument.indexOf(MARK) >= 0) {
                throw refusal("'" + new VideoLocation(argument) + "'");
            }
        }
    }

    /** Throws {@link CommandException} when the value of a setting is broken; it is not shown, for it may be a secret. */
    public static void refuseSetting(String name, String value) {
        if (value.indexOf(MARK) >= 0) {
            throw refusal("The setting " + name);
        }
    }

    private static CommandException refusal(String what) {
        return new CommandException(ExitCode.BAD_INPUT, what + " is not readable as UTF-8" + CURE);
    }
}
