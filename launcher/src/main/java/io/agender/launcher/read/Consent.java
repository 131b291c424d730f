package io.agender.launcher.read;

import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.runtime.config.SettingsException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Asks before pictures of people become files.
 *
 * @param given whether the user said yes beforehand
 * @param terminal whether a person can be asked
 * @param in where the answer comes from
 * @param err where the question goes, so that it is in no file of the user's
 */
public record Consent(boolean given, boolean terminal, InputStream in, PrintWriter err) {

    /** Throws a {@link CommandException} unless the user says yes, and a {@link SettingsException} when nobody is there. */
    public void toWritePictures(String folder) {
        if (given) {
            return;
        }
        if (!terminal) {
            throw new SettingsException("--pictures writes pictures of people to " + folder
                    + ", and there is no terminal to ask on; say --yes if that is meant.");
        }
        err.print("Pictures show people. Write them to " + folder + ", readable by you alone? [y/N] ");
        err.flush();
        try {
            String answer = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
            if (answer == null || !answer.strip().toLowerCase(Locale.ROOT).matches("y|yes")) {
                throw new CommandException(ExitCode.BAD_INPUT, "No picture was written.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
