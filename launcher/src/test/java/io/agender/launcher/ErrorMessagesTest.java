package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.models.ModelException;
import io.agender.models.fetch.FetchException;
import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.runtime.StreamsFailedException;
import io.agender.runtime.config.SettingsException;
import io.agender.schemas.RegistryException;
import io.agender.vision.VideoNotWrittenException;
import io.agender.vision.VisionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rocksdb.RocksDBException;

class ErrorMessagesTest {

    static Stream<Arguments> expected() {
        return Stream.of(
                Arguments.of(new SettingsException("a"), ExitCode.BAD_INPUT),
                Arguments.of(new ModelException("a"), ExitCode.BAD_INPUT),
                Arguments.of(new VisionException("a"), ExitCode.BAD_INPUT),
                Arguments.of(new FetchException("a"), ExitCode.FILES),
                Arguments.of(new ConfigException("a"), ExitCode.BAD_INPUT),
                Arguments.of(new CommandException(ExitCode.FILES, "a"), ExitCode.FILES),
                Arguments.of(new TimeoutException("a"), ExitCode.KAFKA),
                Arguments.of(new UncheckedIOException(new IOException("a")), ExitCode.FILES),
                Arguments.of(new ExecutionException(new VisionException("a")), ExitCode.BAD_INPUT),
                Arguments.of(new InterruptedException(), ExitCode.INTERRUPTED),
                Arguments.of(
                        new VideoNotWrittenException("a", new IOException("No space left on device")), ExitCode.FILES),
                Arguments.of(new VideoNotWrittenException("a", null), ExitCode.FILES),
                Arguments.of(
                        new VisionException("a", new IOException("/c/clip.mp4: Too many open files")), ExitCode.FILES),
                Arguments.of(
                        new StreamsException(new ProcessorStateException("the base directory can't be made")),
                        ExitCode.FILES),
                Arguments.of(
                        new StreamsFailedException(
                                "aggregator",
                                new StreamsException(
                                        new ProcessorStateException(
                                                "Error while executing flush from store cameras",
                                                new RocksDBException(
                                                        "IO error: No space left on device: While appending to file: /d/8.log")))),
                        ExitCode.FILES),
                Arguments.of(
                        new StreamsFailedException(
                                "aggregator",
                                new StreamsException(new ProcessorStateException(
                                        "Error opening store cameras",
                                        new RocksDBException("IO error: lock /d/LOCK: Permission denied")))),
                        ExitCode.FILES),
                Arguments.of(
                        new StreamsFailedException(
                                "aggregator",
                                new StreamsException(
                                        new RegistryException(RegistryException.Kind.REFUSED, "No.", null))),
                        ExitCode.KAFKA),
                Arguments.of(
                        new StreamsFailedException(
                                "aggregator", new StreamsException(new RuntimeException(new ConnectException("a")))),
                        ExitCode.KAFKA));
    }

    @ParameterizedTest
    @MethodSource("expected")
    void should_turn_an_expected_error_into_a_sentence_and_a_code(Throwable error, int exitCode) {
        assertThat(ErrorMessages.of(error)).hasValueSatisfying(sentence -> {
            assertThat(sentence.exitCode()).isEqualTo(exitCode);
            assertThat(sentence.text()).isNotBlank();
        });
    }

    @Test
    void should_let_a_bug_rise() {
        assertThat(ErrorMessages.of(new NullPointerException("bug"))).isEmpty();
        assertThat(ErrorMessages.of(new StreamsFailedException(
                        "aggregator", new ProcessorStateException("a", new IllegalStateException("bug")))))
                .isEmpty();
        assertThat(ErrorMessages.of(
                        new StreamsFailedException("aggregator", new StreamsException(new NullPointerException()))))
                .isEmpty();
    }
}
