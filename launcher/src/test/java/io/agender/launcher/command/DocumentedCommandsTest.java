package io.agender.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.agender.launcher.command.option.Retention;
import io.agender.launcher.command.option.SettingOptions;
import io.agender.launcher.read.Moment;
import io.agender.launcher.settings.KnownSettings;
import io.agender.runtime.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Every command that the documentation shows. Those of ours are parsed by the real command line, with the values of all
 * options; above a block with others stands what runs it, {@code <!-- run by FILE -->}, or for the reader that nothing does,
 * {@code <sub>Not run by a test: WHY.</sub>}. Blocks that are no commands have a language, such as {@code text}.
 */
class DocumentedCommandsTest {

    private static final Path HOME = Path.of("..");

    /** A fence, and the line before it. */
    private static final Pattern BLOCK =
            Pattern.compile("(?m)^(.*)\\n(?:[ ]*\\n)?^[ ]*```[ ]*(\\S*)\\n((?s:.*?))^[ ]*```[ ]*$");

    private static final Pattern RUN_BY = Pattern.compile("<!-- run by (\\S+) -->");
    private static final Pattern NOT_RUN = Pattern.compile("<sub>Not run by a test: .{5,}\\.</sub>");
    private static final Pattern VARIABLE = Pattern.compile("([A-Z][A-Z_0-9]*)=.*");
    private static final Set<String> OF_THE_JVM = Set.of("AGENDER_JAVA_OPTS");

    /** The tools of Compose hand their arguments to the program in its image; two of them to one of its commands. */
    private static final Pattern IN_THE_IMAGE =
            Pattern.compile("docker compose run(?: --rm| --no-deps| -[veu] \\S+)* (camera|models|cli|aggregator) (.*)");

    private static final Map<String, String> COMMANDS = Map.of("camera", "cameras", "models", "models");

    /** @param page where it stands @param line as it is written, joined @param mark the line above its block */
    record Documented(String page, String line, String mark) {

        @Override
        public String toString() {
            return page + ": " + line;
        }
    }

    static List<Documented> commands() throws IOException {
        List<Documented> commands = new ArrayList<>();
        for (Path page : pages()) {
            Matcher block = BLOCK.matcher(Files.readString(page));
            while (block.find()) {
                if (Set.of("", "sh", "bash").contains(block.group(2))) {
                    lines(block.group(3))
                            .forEach(line -> commands.add(new Documented(
                                    HOME.relativize(page).toString(),
                                    line,
                                    block.group(1).strip())));
                }
            }
        }
        return commands;
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(HOME.resolve("README.md"), HOME.resolve("CONTRIBUTING.md")));
        for (String folder : List.of("docs", "docs/adr", "models", "samples", "benchmarks")) {
            try (Stream<Path> files = Files.list(HOME.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
            }
        }
        return pages;
    }

    /** Lines that go on are one; where some have a prompt, the others are what was printed. */
    private static List<String> lines(String block) {
        List<String> lines = block.replaceAll("\\\\\\n\\s*", "")
                .lines()
                .map(line -> line.replaceFirst("(^|\\s+)#\\s.*", "").strip())
                .filter(line -> !line.isEmpty())
                .filter(line -> !line.startsWith("export ")) // a variable, and no command
                .toList();
        return lines.stream().noneMatch(line -> line.startsWith("$ "))
                ? lines
                : lines.stream()
                        .filter(line -> line.startsWith("$ "))
                        .map(line -> line.substring(2))
                        .toList();
    }

    @Test
    void should_find_the_commands() throws IOException {
        assertThat(commands()).hasSizeGreaterThan(80);
        assertThat(commands())
                .filteredOn(command -> arguments(command.line()).isPresent())
                .hasSizeGreaterThan(40);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void should_be_parsed_or_say_who_runs_it(Documented command) throws IOException {
        Optional<List<String>> arguments = arguments(command.line());
        if (arguments.isPresent()) {
            parse(arguments.get());
            return;
        }
        Matcher runBy = RUN_BY.matcher(command.mark());
        if (runBy.matches()) {
            assertThat(HOME.resolve(runBy.group(1))).exists();
        } else {
            assertThat(command.mark())
                    .as("%s: mark its block with <!-- run by FILE --> or <sub>Not run by a test: WHY.</sub>", command)
                    .matches(NOT_RUN);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void should_set_variables_that_there_are(Documented command) throws IOException {
        Set<String> ofCompose = Files.readAllLines(HOME.resolve(".env")).stream()
                .filter(line -> line.matches("[A-Z_]+=.*"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .collect(Collectors.toSet());
        for (String word : words(command.line())) {
            Matcher variable = VARIABLE.matcher(word);
            if (!variable.matches()) {
                return;
            }
            String name = variable.group(1);
            boolean setting = name.startsWith("AGENDER_")
                    && (OF_THE_JVM.contains(name) || ofSettings().contains(name) || ofCompose.contains(name));
            assertThat(setting || ofCompose.contains(name)).as(name).isTrue();
        }
    }

    /** Calls within a sentence, which may leave out what they are about; there too no option may be of yesterday. */
    static List<Documented> mentioned() throws IOException {
        List<Documented> calls = new ArrayList<>();
        for (Path page : pages()) {
            if (page.startsWith(HOME.resolve("docs/adr"))) {
                continue; // decisions may speak of what is no longer, or was never made
            }
            Matcher call = Pattern.compile("`((?:\\./)?agender [a-z][^`]*)`").matcher(Files.readString(page));
            while (call.find()) {
                calls.add(new Documented(
                        HOME.relativize(page).toString(), call.group(1).replaceAll("\\s+", " "), ""));
            }
        }
        return calls;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mentioned")
    void should_mention_commands_and_options_that_there_are(Documented call) {
        List<String> arguments = arguments(call.line()).orElseThrow();
        try {
            commandLine().parseArgs(arguments.toArray(String[]::new));
        } catch (MissingParameterException e) {
            // what it is about is said around it
        }
    }

    private static Set<String> ofSettings() {
        Set<String> names = new HashSet<>();
        KnownSettings.DEFINITIONS.forEach(definition -> definition
                .names()
                .forEach(name -> names.add("AGENDER_" + name.replace('.', '_').toUpperCase(Locale.ROOT))));
        return names;
    }

    /** The program's arguments, if it is one of our commands. */
    private static Optional<List<String>> arguments(String line) {
        List<String> words = words(line);
        while (!words.isEmpty() && VARIABLE.matcher(words.get(0)).matches()) {
            words = words.subList(1, words.size());
        }
        if (words.isEmpty()) {
            return Optional.empty();
        }
        if (words.get(0).equals("./agender") || words.get(0).equals("agender")) {
            return Optional.of(words.subList(1, words.size()));
        }
        Matcher image = IN_THE_IMAGE.matcher(String.join(" ", words));
        return image.matches()
                ? Optional.of(Stream.concat(
                                Optional.ofNullable(COMMANDS.get(image.group(1))).stream(),
                                Stream.of(image.group(2).split(" ")))
                        .toList())
                : Optional.empty();
    }

    /** As a shell takes a line apart, up to where its output goes. An ellipsis is for more of the kind. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = Pattern.compile("(?:\\$\\([^)]*\\)|[^\\s'\"]|'[^']*'|\"[^\"]*\")+")
                .matcher(line);
        while (word.find() && !Set.of(">", "|", "&&", ";").contains(word.group())) {
            if (!word.group().equals("…")) {
                words.add(word.group().replaceAll("['\"]", ""));
            }
        }
        return words;
    }

    /** As the program makes it. */
    private static CommandLine commandLine() {
        return AgenderCommand.commandLine(() -> false).setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static void parse(List<String> arguments) {
        CommandLine agender = commandLine();
        ParseResult parsed = agender.parseArgs(arguments.toArray(String[]::new));
        while (parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
        }
        CommandSpec command = parsed.commandSpec();
        if (command.name().equals("help")) {
            List<String> path = arguments.subList(1, arguments.size());
            assertThat(path).as("agender help takes one command").hasSizeLessThan(2);
            assertThat(agender.getSubcommands()).containsKeys(path.toArray(String[]::new));
        }
        chosen(command).forEach(DocumentedCommandsTest::check);
        for (OptionSpec option : parsed.matchedOptions()) {
            if (option.completionCandidates() != null) {
                List<String> known = new ArrayList<>();
                option.completionCandidates().forEach(known::add);
                assertThat(option.originalStringValues().stream().flatMap(value -> Arrays.stream(value.split(","))))
                        .as(option.longestName())
                        .isSubsetOf(known);
            }
            if (Set.of("--from", "--until").contains(option.longestName())
                    && !Set.of("beginning", "end").contains(option.getValue())) {
                Moment.parse(option.longestName(), option.getValue(), ZoneOffset.UTC);
            }
            if (option.longestName().equals("--retention")) {
                Retention.parse(option.getValue());
            }
        }
        for (CommandLine.Model.PositionalParamSpec parameter : parsed.matchedPositionals()) {
            if (parameter.completionCandidates() != null) {
                List<String> known = new ArrayList<>();
                parameter.completionCandidates().forEach(known::add);
                assertThat(parameter.originalStringValues()).isSubsetOf(known);
            }
        }
    }

    private static Map<String, String> chosen(CommandSpec command) {
        Map<String, String> all = new HashMap<>();
        for (CommandSpec mixin : command.mixins().values()) {
            if (mixin.userObject() instanceof SettingOptions options) {
                all.putAll(options.chosen());
            }
            all.putAll(chosen(mixin));
        }
        return all;
    }

    private static void check(String name, String value) {
        assertThatCode(() -> {
                    Settings settings = new Settings(Map.of(name, value));
                    KnownSettings.DEFINITIONS.stream()
                            .filter(definition -> definition.names().contains(name))
                            .forEach(settings::read);
                })
                .as("%s = %s", name, value)
                .doesNotThrowAnyException();
    }
}
