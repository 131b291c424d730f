package io.agender.launcher.command.option;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.launcher.command.AgenderCommand;
import io.agender.launcher.engine.EngineConfig;
import io.agender.launcher.settings.KnownSettings;
import io.agender.launcher.settings.SettingsLayers;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class SettingOptionsTest {

    private static final String KAFKA = "--bootstrap-servers --client-config --config --kafka --profile --registry-url";
    private static final String SOURCES =
            "--camera --duration --fps --hwaccel --limit --max-width --quality --rtsp-transport --sites --stall-timeout --start-time";
    private static final String MODELS =
            "--classify-min-size --detect-min-face --detect-region --detect-size --detector --execution-provider --extra-heads --gender-min-age --min-score --model"
                    + " --model-dir --threads";
    private static final String WINDOWS =
            "--age-bands --grace --idle --partial-interval --privacy-min-count --rollups --rows --window";
    private static final String RUN =
            "--dashboard-port --data-dir --no-dashboard --no-video --output --partitions --port --stay";
    private static final String WATCHING = "--http-host --http-port --log-format";
    private static final String SERVICE = "--data-dir --instance-id";

    private final CommandLine agender = AgenderCommand.commandLine(() -> false);

    /** The options that users have in their scripts. */
    static Stream<Map.Entry<String, String>> commands() {
        return new TreeMap<>(Map.of(
                        "run", String.join(" ", SOURCES, RUN, WINDOWS, MODELS, KAFKA, "--blur --no-pictures"),
                        "demo", String.join(" ", RUN, WINDOWS, MODELS, KAFKA, "--blur --no-pictures"),
                        "produce", String.join(" ", SOURCES, WATCHING, KAFKA, "--loop --policy --realtime"),
                        "process", String.join(" ", MODELS, SERVICE, WATCHING, KAFKA),
                        "aggregate", String.join(" ", WINDOWS, SERVICE, WATCHING, KAFKA),
                        "dashboard", String.join(" ", WATCHING, KAFKA, "--bind --blur --no-pictures --port"),
                        "verify", String.join(" ", WINDOWS, KAFKA)))
                .entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void should_have_the_options_that_users_know(Map.Entry<String, String> command) {
        List<String> names = agender.getSubcommands().get(command.getKey()).getCommandSpec().options().stream()
                .map(OptionSpec::longestName)
                .filter(name -> !List.of("--help", "--version", "--debug").contains(name))
                .toList();

        assertThat(names).containsAll(List.of(command.getValue().split(" ")));
    }

    @Test
    void should_say_of_an_option_what_the_manual_says_of_its_setting() {
        OptionSpec option = agender.getSubcommands().get("run").getCommandSpec().findOption("--window");

        assertThat(String.join("", option.description()))
                .startsWith(KnownSettings.key("window").documentation)
                .endsWith(" Default: 10s.");
    }

    @Test
    void should_take_what_the_user_chose_for_the_setting_and_nothing_else() {
        SettingOptions models = SettingGroups.models();
        CommandSpec command = CommandSpec.create();
        command.addMixin("models", CommandSpec.forAnnotatedObject(models));
        CommandLine commandLine = new CommandLine(command);
        SettingOptions.addTo(commandLine);

        commandLine.parseArgs("--min-score", "0.7", "--detector=yunet");

        assertThat(models.chosen())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(EngineConfig.MIN_SCORE, "0.7", EngineConfig.DETECTOR, "yunet"));
    }

    @Test
    void should_set_a_flag_to_what_it_stands_for() {
        SettingOptions run = SettingGroups.run();
        CommandSpec command = CommandSpec.create();
        command.addMixin("run", CommandSpec.forAnnotatedObject(run));
        CommandLine commandLine = new CommandLine(command);
        SettingOptions.addTo(commandLine);

        commandLine.parseArgs("--no-video");

        assertThat(run.chosen()).containsExactly(Map.entry("annotated.video", "false"));
    }

    /** A percent sign in a setting's text is no format. */
    @Test
    void should_print_the_help_of_every_command() {
        List<String> helps = new ArrayList<>();
        help(agender, helps);

        assertThat(helps).hasSizeGreaterThan(15).allSatisfy(help -> assertThat(help)
                .contains("Usage:"));
        assertThat(helps.stream().collect(Collectors.joining())).contains("%NAME");
    }

    /** By the script itself: it keeps the words of an option under its label, so two of one label lose theirs. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run     | --detector           | auto blazeface haar ultraface yunet",
                "run     | --model              | face-api faceres-deep ssrnet-imdb",
                "process | --model              | face-api seed",
                "run     | --profile            | accurate fast seed",
                "produce | --policy             | auto wait drop",
                "produce | --rtsp-transport     | tcp udp",
                "produce | --hwaccel            | none vaapi nvdec qsv videotoolbox d3d11va",
                "produce | --log-format         | text json",
                "process | --execution-provider | cpu cuda",
            })
    void should_complete_the_names_of_what_there_is(String command, String option, String words) {
        List<String> lines =
                function(AutoComplete.bash("agender", agender), command).lines().toList();
        String set = lines.stream()
                .filter(line -> line.endsWith("# " + option + " values"))
                .findFirst()
                .orElseThrow();
        String variable = set.replaceFirst(" *local (\\w+)=.*", "$1");

        assertThat(set.replaceAll(".*\\((.*)\\).*", "$1").replace("\"", "").split(" "))
                .contains(words.split(" "));
        assertThat(lines.stream().filter(line -> line.contains("local " + variable + "=")))
                .hasSize(1);
    }

    @Test
    void should_complete_topics_and_models_where_they_are_named() {
        String script = AutoComplete.bash("agender", agender);

        assertThat(function(script, "read")).contains("agender.frames", "agender.dead-letters");
        assertThat(function(script, "models_pull")).contains("yunet", "ssrnet-wiki");
    }

    @Test
    void should_name_the_profiles_that_are_bundled() {
        assertThat(SettingsLayers.BUNDLED_PROFILES).allSatisfy(name -> assertThat(
                        SettingsLayers.class.getResource("/io/agender/launcher/profiles/" + name + ".yaml"))
                .isNotNull());
        assertThat(new File("src/main/resources/io/agender/launcher/profiles").list())
                .hasSameSizeAs(SettingsLayers.BUNDLED_PROFILES);
    }

    private static String function(String script, String command) {
        String rest = script.substring(script.indexOf("function _picocli_agender_" + command + "()"));
        return rest.substring(0, rest.indexOf("\n}"));
    }

    private static void help(CommandLine commandLine, List<String> helps) {
        helps.add(commandLine.getUsageMessage());
        commandLine.getSubcommands().values().forEach(command -> help(command, helps));
    }
}
