package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.launcher.command.AgenderCommand;
import io.agender.program.ExitCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class UsageMistakesTest {

    static Stream<String> commands() {
        List<String> names = new ArrayList<>();
        add(AgenderCommand.commandLine(() -> false), "", names);
        // These two take whatever they get for a call for help.
        return names.stream().filter(name -> !name.equals("help") && !name.equals("generate-completion"));
    }

    private static void add(CommandLine command, String path, List<String> names) {
        names.add(path);
        command.getSubcommands().forEach((name, sub) -> add(sub, (path + " " + name).strip(), names));
    }

    @ParameterizedTest(name = "agender {0}")
    @MethodSource("commands")
    void should_answer_a_mistake_with_two_lines_for_every_command(String command) {
        Agender wrong = run(command, "--no-such-option");

        assertThat(wrong.exitCode()).as("%s", wrong).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(wrong.err().lines().toList()).as("%s", wrong).hasSize(2).satisfies(lines -> {
            assertThat(lines.get(0)).startsWith("agender: ").hasSizeLessThan(200);
            assertThat(lines.get(1)).contains("See: agender ");
        });
        assertThat(wrong.out()).isEmpty();
    }

    /** What one is sent to must be there. */
    @ParameterizedTest(name = "agender {0}")
    @MethodSource("commands")
    void should_send_the_user_to_a_help_that_is_there(String command) {
        String sentence = run(command, "--no-such-option").err();
        String help = sentence.substring(sentence.indexOf("See: agender ") + "See: agender ".length())
                .strip();
        Agender shown = run(help);

        assertThat(shown.exitCode()).as("agender %s: %s", help, shown).isZero();
        assertThat(shown.out()).contains("Usage: agender");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run x.mp4 --detecter yunet | Unknown option: '--detecter' | Did you mean --debug or --detector or --detect-size? See: agender help run",
                "models pul yunet           | Unmatched arguments from index 1: 'pul', 'yunet' | Did you mean pull? See: agender help models",
                "read                       | Missing required parameter: 'TOPIC' | See: agender help read",
                "                           | A command is missing. | See: agender help",
                "topics                     | A command is missing. | See: agender help topics",
            })
    void should_say_what_is_wrong_and_what_may_be_meant(String command, String wrong, String hint) {
        Agender run = run(command == null ? "" : command);

        assertThat(run.err().lines().toList()).as("%s", run).hasSize(2).satisfies(lines -> {
            assertThat(lines.get(0)).isEqualTo("agender: " + wrong);
            assertThat(lines.get(1)).contains(hint);
        });
    }

    private static Agender run(String command, String... more) {
        return Agender.run(
                Stream.concat(Arrays.stream(command.split(" ")).filter(word -> !word.isEmpty()), Stream.of(more))
                        .toArray(String[]::new));
    }
}
