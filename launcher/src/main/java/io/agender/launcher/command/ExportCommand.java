package io.agender.launcher.command;

import io.agender.launcher.Logging;
import io.agender.launcher.Reachability;
import io.agender.launcher.Shown;
import io.agender.launcher.command.option.CommonOptions;
import io.agender.launcher.command.option.SettingGroups;
import io.agender.launcher.command.option.SettingOptions;
import io.agender.launcher.export.ExportFile;
import io.agender.launcher.export.ExportFormat;
import io.agender.launcher.export.ExportPlan;
import io.agender.launcher.export.SummaryExport;
import io.agender.launcher.files.NativeLibraries;
import io.agender.launcher.read.Moment;
import io.agender.launcher.read.TopicReading;
import io.agender.launcher.run.TimeZoneConfig;
import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.Settings;
import io.agender.runtime.config.SettingsException;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RowPeriod;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.errors.InterruptException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes summaries out of the topics as rows of a table. */
@Command(
        name = "export",
        description = {
            "Writes final windows, or the last word on hours, days or weeks, as rows of a table: one per camera, period, zone or"
                    + " line, gender and age band. Reads committed records only, joins no group and commits nothing.",
            "A file is there whole or not at all. See docs/tables.md."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all that was asked for was written",
            "1:some records could not be read; all others were written",
            "2:a wrong option or setting",
            "3:the brokers or the registry could not be reached or refused, or there is no such topic; no file was written",
            "4:the file or the output could not be written",
            "130:interrupted with Ctrl-C before the end; no file was written",
            "143:stopped with SIGTERM before the end; no file was written"
        })
final class ExportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "csv|parquet|jsonl",
            description = "For spreadsheets, for databases, or a JSON object a line.")
    private ExportFormat format;

    @Option(
            names = "--period",
            paramLabel = "windows|hourly|daily|weekly",
            defaultValue = "windows",
            description =
                    "How long the periods are that a row is of; hours, days and weeks are there unless rollups is none."
                            + " Default: ${DEFAULT-VALUE}.")
    private String period;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description =
                    "Leaves out periods that begin before, such as 2026-11-29T10:00. Default: all that are there.")
    private String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Leaves out periods that begin then or later.")
    private String to;

    @Option(names = "--camera", paramLabel = "ID", description = "Only rows of this camera. May be repeated.")
    private Set<String> cameras = new LinkedHashSet<>();

    @Option(names = "--sites", description = "Hours, days and weeks of sites instead of cameras.")
    private boolean sites;

    @Option(names = "--open", description = "Of hours, days and weeks only what is within opening hours.")
    private boolean open;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where it is written; it replaces a file that is there. Default: a text is printed.")
    private Path output;

    @Mixin
    private SettingOptions times = SettingGroups.times();

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws InterruptedException {
        Logging.quiet();
        check();
        Settings settings = common.collect(List.of(times));
        KafkaConfig kafka = KafkaConfig.from(settings);
        ExportPlan plan = plan(TimeZoneConfig.from(settings).zone(), !TimeZoneConfig.isSet(settings));
        Reachability.check(kafka);
        Reachability.checkTopic(kafka, plan.topic());
        try {
            return output == null ? print(kafka, plan) : write(kafka, plan);
        } catch (InterruptException e) {
            Thread.interrupted();
            throw new CommandException(
                    ExitCode.INTERRUPTED,
                    output == null ? "Interrupted; only a part was printed." : "Interrupted; no file was written.",
                    e);
        }
    }

    private int print(KafkaConfig kafka, ExportPlan plan) {
        PrintWriter out = Shown.records(spec.commandLine().getOut());
        SummaryExport export = SummaryExport.to(out, format, plan);
        Optional<CommandException> incomplete = read(kafka, plan, export, out::checkError);
        export.complete();
        return end(incomplete);
    }

    private int write(KafkaConfig kafka, ExportPlan plan) {
        NativeLibraries.beforeCompression();
        try (ExportFile file = ExportFile.begin(output);
                SummaryExport export = SummaryExport.to(file, format, plan)) {
            Optional<CommandException> incomplete = read(kafka, plan, export, () -> false);
            long rows = export.complete();
            file.complete();
            spec.commandLine().getOut().println(Shown.line(output + ": " + rows + " rows"));
            return end(incomplete);
        }
    }

    /** Reads all; records that can't be read are told when what can be is written. */
    private Optional<CommandException> read(
            KafkaConfig kafka, ExportPlan plan, SummaryExport export, BooleanSupplier enough) {
        PrintWriter err = spec.commandLine().getErr();
        try {
            new TopicReading(kafka, plan.reading(), sentence -> err.println("agender: " + Shown.line(sentence)), enough)
                    .run(export);
            return Optional.empty();
        } catch (CommandException e) {
            if (e.exitCode() != ExitCode.FAILURE) {
                throw e;
            }
            return Optional.of(e);
        }
    }

    private static int end(Optional<CommandException> incomplete) {
        if (incomplete.isPresent()) {
            throw incomplete.get();
        }
        return ExitCode.OK;
    }

    private void check() {
        if (output == null && !format.isText()) {
            throw wrong("--format " + format + " is no text that can be printed; name a file with --output.");
        }
        if (sites && period() == RowPeriod.WINDOW) {
            throw wrong("--sites is for --period hourly, daily or weekly; windows are of cameras only.");
        }
        if (open && period() == RowPeriod.WINDOW) {
            throw wrong("--open is for --period hourly, daily or weekly; a window is open or it is not.");
        }
        if (sites && !cameras.isEmpty()) {
            throw wrong("--sites and --camera exclude each other.");
        }
    }

    private RowPeriod period() {
        return switch (period.strip().toLowerCase(Locale.ROOT)) {
            case "windows" -> RowPeriod.WINDOW;
            case "hourly" -> RowPeriod.HOURLY;
            case "daily" -> RowPeriod.DAILY;
            case "weekly" -> RowPeriod.WEEKLY;
            default -> throw wrong("--period must be windows, hourly, daily or weekly, not '" + period + "'.");
        };
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    private ExportPlan plan(ZoneId zone, boolean ofPlaces) {
        Optional<Instant> first = Optional.ofNullable(from).map(text -> Moment.parse("--from", text, zone));
        Optional<Instant> last = Optional.ofNullable(to).map(text -> Moment.parse("--to", text, zone));
        if (first.isPresent() && last.isPresent() && !first.get().isBefore(last.get())) {
            throw new SettingsException("--to " + to + " is not after --from " + from + ".");
        }
        RollupScope scope = sites ? RollupScope.SITE : RollupScope.CAMERA;
        return new ExportPlan(period(), first, last, open, scope, cameras, zone, ofPlaces);
    }
}
