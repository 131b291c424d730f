package io.agender.launcher;

import io.agender.dashboard.http.PortTakenException;
import io.agender.models.ModelException;
import io.agender.models.fetch.FetchException;
import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.runtime.RegistryErrors;
import io.agender.runtime.StreamsFailedException;
import io.agender.runtime.config.SettingsException;
import io.agender.runtime.input.MissingPositionException;
import io.agender.schemas.RegistryException;
import io.agender.vision.VideoNotWrittenException;
import io.agender.vision.VisionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;

/**
 * The one place that says which errors are expected, and turns them into a sentence and an exit code. Everything else is
 * a bug and rises with its stack trace.
 */
final class ErrorMessages {

    private ErrorMessages() {}

    /** What to tell the user. */
    record ErrorMessage(String text, int exitCode) {}

    /** The sentence for an error, or nothing when it is a bug. */
    static Optional<ErrorMessage> of(Throwable error) {
        Throwable cause = unwrapped(error);
        if (cause instanceof InterruptedException
                || cause instanceof org.apache.kafka.common.errors.InterruptException) {
            return Optional.of(new ErrorMessage("Interrupted; nothing was kept.", ExitCode.INTERRUPTED));
        }
        if (cause instanceof CommandException known) {
            return message(known.getMessage(), known.exitCode());
        }
        if (cause instanceof FetchException || cause instanceof VideoNotWrittenException) {
            return message(cause.getMessage(), ExitCode.FILES);
        }
        Optional<String> system = SystemRefusals.sentence(cause);
        if (system.isPresent()) {
            return message(system.get(), ExitCode.FILES);
        }
        if (cause instanceof SettingsException
                || cause instanceof PortTakenException
                || cause instanceof ModelException
                || cause instanceof VisionException
                || cause instanceof ConfigException) {
            return message(cause.getMessage(), ExitCode.BAD_INPUT);
        }
        Optional<RegistryException> registry = RegistryErrors.in(cause);
        if (registry.isPresent()) {
            return message(registry.get().getMessage(), ExitCode.KAFKA);
        }
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof MissingPositionException) {
                return message(at.getMessage(), ExitCode.KAFKA);
            }
        }
        Optional<String> refusal = Refusals.sentence(cause);
        if (refusal.isPresent()) {
            return message(refusal.get(), ExitCode.KAFKA);
        }
        if (cause instanceof StreamsFailedException failed) {
            Throwable reason = failed.getCause() == null ? failed : failed.getCause();
            return reason == failed ? message(failed.getMessage(), ExitCode.FAILURE) : ofStreams(failed, reason);
        }
        if (cause instanceof KafkaException) {
            return message("Kafka: " + cause.getMessage(), ExitCode.KAFKA);
        }
        if (cause instanceof UncheckedIOException || cause instanceof IOException) {
            return message(fileMessage(cause), ExitCode.FILES);
        }
        return Optional.empty();
    }

    private static Optional<ErrorMessage> ofStreams(StreamsFailedException failed, Throwable reason) {
        for (Throwable at = reason; at != null; at = at.getCause()) {
            if (at instanceof IOException) {
                return message(failed.getMessage(), ExitCode.KAFKA);
            }
            if (at.getCause() == null && at instanceof KafkaException) {
                return message(failed.getMessage(), ExitCode.KAFKA);
            }
        }
        return Optional.empty();
    }

    private static String fileMessage(Throwable error) {
        Throwable io = error instanceof UncheckedIOException ? error.getCause() : error;
        String kind = io.getClass().getSimpleName().replace("Exception", "");
        return io.getMessage() == null
                ? "Reading or writing failed: " + kind + "."
                : "Reading or writing failed: " + io.getMessage() + " (" + kind + ").";
    }

    private static Optional<ErrorMessage> message(String text, int exitCode) {
        return Optional.of(new ErrorMessage(Shown.line(text), exitCode));
    }

    private static Throwable unwrapped(Throwable error) {
        Throwable at = error;
        while ((at instanceof CompletionException || at instanceof ExecutionException) && at.getCause() != null) {
            at = at.getCause();
        }
        return at;
    }
}
