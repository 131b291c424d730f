package io.agender.launcher.command;

import io.agender.dashboard.view.SummaryCsv;
import io.agender.launcher.Home;
import io.agender.launcher.Logging;
import io.agender.launcher.Reachability;
import io.agender.launcher.Shown;
import io.agender.launcher.command.option.CommonOptions;
import io.agender.launcher.command.option.SettingGroups;
import io.agender.launcher.command.option.SettingOptions;
import io.agender.launcher.read.Consent;
import io.agender.launcher.read.CsvLines;
import io.agender.launcher.read.JsonLines;
import io.agender.launcher.read.Moment;
import io.agender.launcher.read.PictureFolder;
import io.agender.launcher.read.ReadPlan;
import io.agender.launcher.read.RecordLines;
import io.agender.launcher.read.TopicReading;
import io.agender.launcher.run.TimeZoneConfig;
import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.Settings;
import io.agender.runtime.config.SettingsException;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.Topic;
import io.agender.schemas.reader.StartPosition;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.common.errors.InterruptException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Prints the records of a topic. */
@Command(
        name = "read",
        description = {
            "Prints the records of a topic, a JSON object a line, from the oldest to the newest that is there, or as they"
                    + " come with --follow. Reads committed records only, joins no group and commits nothing.",
            "A picture is its size and SHA-256. Of a dead letter \"refused\" says which record it is about, and why."
                    + " See docs/kafka.md."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all that was asked for was printed; with --follow also: stopped",
            "1:some records could not be read; all others were printed",
            "2:a wrong option or setting, or nobody agreed to pictures",
            "3:the brokers or the registry could not be reached or refused, or there is no such topic",
            "4:a picture or the output could not be written",
            "130:interrupted with Ctrl-C before the end",
            "143:stopped with SIGTERM before the end"
        })
final class ReadCommand implements Callable<Integer> {

    private static final String BEGINNING = "beginning";
    private static final String END = "end";

    /** What there are columns for. */
    private static final Set<Class<?>> SUMMARIES = Set.of(DemographicSummary.class, RollupSummary.class);

    @ParentCommand
    private AgenderCommand agender;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "TOPIC",
            completionCandidates = TopicNames.class,
            description = "One of our topics: ${COMPLETION-CANDIDATES}.")
    private String topic;

    @Option(
            names = "--from",
            paramLabel = "beginning|end|TIME",
            defaultValue = BEGINNING,
            description =
                    "Where to begin: the oldest record that is left, what comes from now on, or the records of a time"
                            + " or later, such as 2026-11-29T10:00. Default: ${DEFAULT-VALUE}.")
    private String from;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Leaves out records of this time or later; with --follow it ends when the time has come.")
    private String until;

    @Option(
            names = "--camera",
            paramLabel = "ID",
            description = "Only records of this camera; in topics of sites the label of one. May be repeated.")
    private Set<String> cameras = new LinkedHashSet<>();

    @Option(names = "--limit", paramLabel = "N", description = "Most records. Default: all.")
    private Long limit;

    @Option(
            names = {"-f", "--follow"},
            description = "Goes on with records as they come, until Ctrl-C.")
    private boolean follow;

    @Option(names = "--csv", description = "Summaries, hours and days as a table for spreadsheets.")
    private boolean csv;

    @Option(
            names = "--pictures",
            paramLabel = "DIR",
            description = "Writes the pictures of agender.frames to files there, for this user alone. Asks first.")
    private Path pictures;

    @Option(names = "--yes", description = "Agrees to --pictures beforehand, for scripts.")
    private boolean yes;

    @Mixin
    private SettingOptions times = SettingGroups.times();

    @Mixin
    private CommonOptions common;

    /** For completion and help. */
    static final class TopicNames extends ArrayList<String> {

        private static final long serialVersionUID = 1L;

        TopicNames() {
            super(Topic.all().stream().map(Topic::name).toList());
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        Logging.quiet();
        check();
        Settings settings = common.collect(List.of(times));
        KafkaConfig kafka = KafkaConfig.from(settings);
        ReadPlan plan = plan(TimeZoneConfig.from(settings).zone());
        PrintWriter err = spec.commandLine().getErr();
        if (pictures != null) {
            new Consent(yes, Home.terminal(), System.in, err).toWritePictures(Shown.line(pictures.toString()));
        }
        if (Topic.valueType(topic).isPresent()) {
            Reachability.check(kafka);
        } else {
            Reachability.checkBrokers(kafka);
        }
        Reachability.checkTopic(kafka, topic);
        PrintWriter out = Shown.records(spec.commandLine().getOut());
        TopicReading reading = new TopicReading(
                kafka,
                plan,
                sentence -> err.println("agender: " + Shown.line(sentence)),
                () -> out.checkError() || follow && agender.stopRequested().getAsBoolean());
        try {
            reading.run(lines(reading, out));
        } catch (InterruptException e) {
            if (!follow) {
                Thread.interrupted();
                throw new CommandException(ExitCode.INTERRUPTED, "Interrupted; only a part was printed.", e);
            }
        }
        out.flush();
        return ExitCode.OK;
    }

    private RecordLines lines(TopicReading reading, PrintWriter out) {
        if (!csv) {
            return new JsonLines(out, Optional.ofNullable(pictures).map(PictureFolder::open));
        }
        SummaryCsv table = new SummaryCsv(
                topic.equals(Topic.SUMMARY) ? DemographicSummary.getClassSchema() : RollupSummary.getClassSchema());
        reading.look((record, value) -> value.ifPresent(table::expect));
        return new CsvLines(out, table);
    }

    private void check() {
        if (!new TopicNames().contains(topic)) {
            throw wrong("'" + topic + "' is no topic of ours; there are " + String.join(", ", new TopicNames()) + ".");
        }
        if (csv && Topic.valueType(topic).filter(SUMMARIES::contains).isEmpty()) {
            throw wrong("--csv is for topics of summaries, and " + topic + " is none.");
        }
        if (pictures != null && (csv || !topic.equals(Topic.FRAMES))) {
            throw wrong("--pictures is for " + Topic.FRAMES + "; no other topic has any.");
        }
        if (limit != null && limit < 1) {
            throw wrong("--limit must be 1 or more, not " + limit + ".");
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    private ReadPlan plan(ZoneId zone) {
        String place = from.strip().toLowerCase(Locale.ROOT);
        Optional<Instant> first = place.equals(BEGINNING) || place.equals(END)
                ? Optional.empty()
                : Optional.of(Moment.parse("--from", from, zone));
        Optional<Instant> last = Optional.ofNullable(until).map(text -> Moment.parse("--until", text, zone));
        if (first.isPresent() && last.isPresent() && !first.get().isBefore(last.get())) {
            throw new SettingsException("--until " + until + " is not after --from " + from + ".");
        }
        StartPosition start = first.map(StartPosition::at)
                .orElseGet(() -> place.equals(END) ? StartPosition.end() : StartPosition.beginning());
        return new ReadPlan(
                topic,
                start,
                first,
                last,
                cameras,
                limit == null ? OptionalLong.empty() : OptionalLong.of(limit),
                follow);
    }
}
