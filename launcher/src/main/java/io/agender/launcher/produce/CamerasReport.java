package io.agender.launcher.produce;

import io.agender.producer.CameraResult;
import io.agender.producer.CameraResult.Outcome;
import io.agender.producer.source.Extent;
import io.agender.producer.status.CameraFailedException;
import io.agender.producer.status.CameraStatus;
import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.vision.VisionException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;

/** What came of all cameras, and what the program ends with. */
public final class CamerasReport {

    private final List<CameraResult> results;

    public CamerasReport(List<CameraResult> results) {
        this.results = List.copyOf(results);
    }

    /** The totals, one line for each camera; none for a lone camera of which there is nothing but an error. */
    public List<String> totals() {
        return onlyError().isPresent()
                ? List.of()
                : results.stream().map(CamerasReport::total).toList();
    }

    private static String total(CameraResult result) {
        CameraStatus status = result.status();
        return result.camera().cameraId() + ": " + result.sent().frames() + " frames sent"
                + StatusText.some(status.dropped(), "dropped")
                + StatusText.some(status.unreadable(), "unreadable")
                + StatusText.some(status.unanswered(), "unconfirmed")
                + StatusText.some(status.reconnects(), "reconnects")
                + result.stream().map(stream -> ", stream " + stream.streamId()).orElse("")
                + result.failure().map(failure -> "; " + failure.getMessage()).orElse("")
                + (result.failure().isEmpty()
                        ? status.trouble()
                                .map(why -> "; lost at the end: " + why)
                                .orElse("")
                        : "");
    }

    /**
     * Returns when all that was asked for was sent. To be stopped is the end that live cameras are made for, if neither a
     * number of frames nor a time was asked for; and they drop frames.
     *
     * @throws CommandException when a camera failed, was never reached, was not played to its end, or frames were not
     *     confirmed, or of a file dropped
     */
    public void check() {
        Optional<CameraFailedException> only = onlyError();
        if (only.isPresent()) {
            throw new CommandException(exitCode(only.get()), only.get().getMessage(), only.get());
        }
        Optional<CameraFailedException> failure =
                results.stream().flatMap(result -> result.failure().stream()).findFirst();
        if (failure.isPresent()) {
            throw new CommandException(exitCode(failure.get()), "Not every frame was sent; see above.", failure.get());
        }
        for (CameraResult result : results) {
            check(result);
        }
    }

    private static void check(CameraResult result) {
        CameraStatus status = result.status();
        if (result.stream().isEmpty() && status.trouble().isPresent()) {
            throw new CommandException(
                    ExitCode.BAD_INPUT,
                    "Camera " + status.cameraId() + " was never reached: "
                            + status.trouble().get());
        }
        if (result.outcome() == Outcome.STOPPED && !status.live()) {
            throw new CommandException(
                    ExitCode.INTERRUPTED,
                    "Stopped before the end of camera " + status.cameraId() + "; what was sent of it is in the topic.");
        }
        if (result.outcome() == Outcome.STOPPED && !result.extent().equals(Extent.ALL)) {
            throw new CommandException(
                    ExitCode.INTERRUPTED,
                    "Stopped before camera " + status.cameraId()
                            + " had given what --limit or --duration asks for; what"
                            + " was sent of it is in the topic.");
        }
        if (status.dropped() > 0 && !status.live()) {
            throw new CommandException(
                    ExitCode.KAFKA,
                    "Camera " + status.cameraId() + ": " + status.dropped()
                            + " frames of its source were dropped, for the brokers did not take them in time; --policy wait"
                            + " drops none.");
        }
        if (status.unanswered() > 0) {
            throw new CommandException(
                    ExitCode.KAFKA,
                    "Camera " + status.cameraId() + ": the brokers have not confirmed the last " + status.unanswered()
                            + " frames.");
        }
    }

    private Optional<CameraFailedException> onlyError() {
        return results.size() == 1 && results.get(0).stream().isEmpty()
                ? results.get(0).failure()
                : Optional.empty();
    }

    /** What a program ends with for this failure. */
    public static int exitCode(CameraFailedException failure) {
        if (failure.getCause() instanceof VisionException || failure.getCause() instanceof InvalidTimestampException) {
            return ExitCode.BAD_INPUT;
        }
        return failure.getCause() instanceof KafkaException ? ExitCode.KAFKA : ExitCode.FAILURE;
    }
}
