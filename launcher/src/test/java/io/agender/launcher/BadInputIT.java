package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import io.agender.program.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Whatever a user gets wrong: one sentence, a documented exit code, no stack trace, nothing left behind. */
class BadInputIT {

    private static final String DOOR = Truth.SAMPLES.resolve("door.mp4").toString();

    @TempDir
    Path folder;

    @BeforeEach
    void makeBadInput() throws IOException {
        Files.writeString(folder.resolve("text.mp4"), "This is no video.\n");
        Files.createFile(folder.resolve("empty.mp4"));
        Files.createDirectory(folder.resolve("nothing"));
        Files.createDirectory(folder.resolve("bad"));
        Files.writeString(folder.resolve("bad/1.jpg"), "This is no picture.\n");
        Files.createFile(folder.resolve("bad/2.jpg"));
        Files.writeString(folder.resolve("file"), "");
        Files.writeString(folder.resolve("broken.yml"), "windw: 10s\n");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(2, "missing.mp4", "run", "{}/missing.mp4"),
                mistake(2, "text.mp4", "run", "{}/text.mp4"),
                mistake(2, "empty.mp4", "run", "{}/empty.mp4"),
                mistake(2, "nothing", "run", "{}/nothing"),
                mistake(2, "none of the 2 pictures of", "run", "{}/bad"),
                mistake(2, "none of the 2 pictures of", "run", "{}/bad/*.jpg", DOOR),
                mistake(2, "VIDEO", "run"),
                mistake(2, "window", "run", DOOR, "--window", "0s"),
                mistake(2, "'soon' is not a duration", "run", DOOR, "--window", "soon"),
                mistake(2, "--colour", "run", DOOR, "--colour", "red"),
                mistake(2, "vgg", "run", DOOR, "--model", "vgg"),
                mistake(2, "eyes", "run", DOOR, "--detector", "eyes"),
                mistake(2, "min.score", "run", DOOR, "--min-score", "7"),
                mistake(2, "start.time", "run", DOOR, "--start-time", "yesterday"),
                mistake(2, "start.time lies in the future", "run", DOOR, "--start-time", "2099-01-01T00:00:00Z"),
                mistake(2, "start.time lies in the future", "produce", DOOR, "--start-time", "2099-01-01T00:00:00Z"),
                mistake(2, "slow", "run", DOOR, "--profile", "slow"),
                mistake(2, "did you mean 'window'", "run", DOOR, "--config", "{}/broken.yml"),
                mistake(2, "twice", "run", "--camera", "a=" + DOOR, "--camera", "a=" + DOOR),
                mistake(2, "--registry-url", "run", DOOR, "--bootstrap-servers", "127.0.0.1:1"),
                mistake(2, "'rtsp://***@cam/s' is not a camera", "run", "--camera", "rtsp://root:hunter2@cam/s"),
                mistake(2, "missing.mp4", "run", "lobby={}/missing.mp4"),
                mistake(
                        2,
                        "--retention is for runs with a live camera",
                        "run",
                        DOOR,
                        "--retention",
                        "agender.faces=1h"),
                mistake(2, "'rtsp://***@cam/s'", "dashboard", "rtsp://root:hunter2@cam/s"),
                mistake(2, "'*=K\uFFFDln' is not readable as UTF-8", "run", DOOR, "--sites", "*=K\uFFFDln"),
                mistake(4, "file", "run", DOOR, "--output", "{}/file"),
                mistake(4, "file", "run", DOOR, "--data-dir", "{}/file"),
                mistake(
                        3,
                        "127.0.0.1:1",
                        "run",
                        DOOR,
                        "--bootstrap-servers",
                        "127.0.0.1:1",
                        "--registry-url",
                        "http://127.0.0.1:1"),
                mistake(2, "A command is missing", new String[0]),
                mistake(2, "dance", "dance"));
    }

    private static Arguments mistake(int exitCode, String named, String... args) {
        return Arguments.of(exitCode, named, List.of(args));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("mistakes")
    void should_answer_a_mistake_with_a_sentence_and_an_exit_code(int exitCode, String named, List<String> args)
            throws IOException {
        Path out = folder.resolve("out");
        Agender run = Agender.run(args.stream()
                .map(argument -> argument.replace("{}", folder.toString()))
                .toArray(String[]::new));
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(exitCode);
        assertThat(run.err()).as(run.toString()).contains(named).doesNotContain("\tat ", "Exception in", "hunter2");
        assertThat(out).doesNotExist();
        try (Stream<Path> left = Files.list(Path.of("."))) {
            assertThat(left.map(Path::getFileName).map(Path::toString)).doesNotContain("out");
        }
    }

    /** Each waits for ten seconds, so all do at the same time. */
    static List<Arguments> commandsWithoutABroker() {
        return Stream.of(
                        "produce test:faces",
                        "process",
                        "aggregate",
                        "dashboard",
                        "verify",
                        "topics create",
                        "read agender.faces")
                .map(command -> {
                    List<String> args = new ArrayList<>(List.of(command.split(" ")));
                    args.addAll(List.of("--bootstrap-servers", "127.0.0.1:1"));
                    return Arguments.of(Named.of(
                            command,
                            CompletableFuture.supplyAsync(
                                    () -> Agender.run(args.toArray(String[]::new)), task -> new Thread(task).start())));
                })
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commandsWithoutABroker")
    void should_say_in_one_sentence_that_no_broker_answers(CompletableFuture<Agender> command) {
        Agender run = command.join();

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(ExitCode.KAFKA);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith("agender: No Kafka broker answers at 127.0.0.1:1; check --bootstrap-servers (");
    }

    @Test
    void should_say_which_port_is_taken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Agender run = Agender.run(
                    "run",
                    DOOR,
                    "--port",
                    String.valueOf(taken.getLocalPort()),
                    "--output",
                    folder.resolve("out").toString());
            assertThat(run.exitCode()).as(run.toString()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(run.err()).contains(String.valueOf(taken.getLocalPort())).doesNotContain("\tat ");
            assertThat(folder.resolve("out"))
                    .satisfiesAnyOf(path -> assertThat(path).doesNotExist(), path -> assertThat(path)
                            .isEmptyDirectory());
        }
    }

    @Test
    void should_print_the_stack_trace_only_with_debug() {
        Agender run =
                Agender.run("--debug", "run", folder.resolve("missing.mp4").toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains("\tat ");
        becomeQuietAgain();
    }

    private static void becomeQuietAgain() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.getLogger("ROOT").setLevel(Level.ERROR);
        context.getLogger("io.agender").setLevel(Level.WARN);
        context.getLogger("org.apache.kafka").setLevel(Level.ERROR);
    }
}
