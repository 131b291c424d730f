package io.agender.dashboard.http;

import io.agender.dashboard.report.LocalPeriods;
import io.agender.dashboard.report.ReportMaker;
import io.agender.dashboard.report.ReportQuery;
import io.agender.dashboard.report.ReportRecords;
import io.agender.dashboard.report.RowFile;
import io.agender.dashboard.report.Subject;
import io.agender.dashboard.report.UnansweredException;
import io.agender.dashboard.state.Cameras;
import io.agender.dashboard.view.SummaryCsv;
import io.agender.schemas.RollupHours;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.rows.SummaryRows;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/**
 * Reports of days, weeks and other periods, and the same as files. What they are made of is read from the brokers while
 * somebody waits, so few are made at a time, and threads are left for all others.
 */
final class ReportApi {

    /** One is made; the others wait, each with a thread of the server's. */
    private static final int AT_ONCE = 8;

    private static final Map<String, RollupPeriod> LENGTHS =
            Map.of("hourly", RollupPeriod.HOURLY, "daily", RollupPeriod.DAILY, "weekly", RollupPeriod.WEEKLY);

    private static final Map<String, RollupHours> HOURS = Map.of("all", RollupHours.ALL, "open", RollupHours.OPEN);

    /** With it spreadsheets know that the text is UTF-8. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Api api;
    private final ReportMaker reports;
    private final Cameras cameras;
    private final Optional<RowFile> parquet;
    private final Semaphore places = new Semaphore(AT_ONCE);

    /** @param parquet writes such files, if there are to be any */
    ReportApi(Api api, ReportMaker reports, Cameras cameras, Optional<RowFile> parquet) {
        this.api = api;
        this.reports = reports;
        this.cameras = cameras;
        this.parquet = parquet;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/report", this::report);
        routes.get("/api/report.csv", this::csv);
        routes.get("/api/report.parquet", this::parquet);
    }

    private void report(Context context) {
        Api.allow(context, Set.of("camera", "site", "hours", "from", "to"));
        ReportQuery query = query(context);
        enter();
        try {
            byte[] answer = Json.bytes(answered(() -> reports.make(query)));
            context.contentType("application/json");
            api.send(context, answer);
        } finally {
            places.release();
        }
    }

    private void csv(Context context) {
        Api.allow(context, Set.of("camera", "site", "hours", "from", "to", "period", "decimal"));
        ReportQuery query = query(context);
        ReportRecords records = records(context, query);
        boolean comma = comma(context);
        stream(context, "text/csv; charset=utf-8", () -> {
            SummaryCsv csv = new SummaryCsv(
                    RollupSummary.getClassSchema(),
                    new SummaryCsv.Style(comma, Optional.of(record -> LocalPeriods.zone((RollupSummary) record))));
            records.forEach(some -> some.forEach(csv::expect));
            name(context, query, "csv");
            return Parts.of(BYTE_ORDER_MARK + csv.head(), records.iterator(), csv::lines);
        });
    }

    private void parquet(Context context) {
        Api.allow(context, Set.of("camera", "site", "hours", "from", "to", "period"));
        RowFile writer =
                parquet.orElseThrow(() -> new RefusedException(404, "This dashboard writes no Parquet files."));
        ReportQuery query = query(context);
        ReportRecords records = records(context, query);
        stream(context, "application/vnd.apache.parquet", () -> {
            Path file = written(writer, records);
            name(context, query, "parquet");
            return FileParts.of(file);
        });
    }

    private static Path written(RowFile writer, ReportRecords records) {
        try {
            Path file = Files.createTempFile("agender-report-", ".parquet");
            try {
                writer.write(
                        file,
                        StreamSupport.stream(records.spliterator(), false)
                                .flatMap(List::stream)
                                .flatMap(record -> SummaryRows.of(record).stream())
                                .iterator());
                return file;
            } catch (IOException | RuntimeException | Error e) {
                Files.deleteIfExists(file);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ReportRecords records(Context context, ReportQuery query) {
        String period = Optional.ofNullable(context.queryParam("period")).orElse("hourly");
        if (!LENGTHS.containsKey(period)) {
            throw new BadQueryException("'period' must be hourly, daily or weekly.");
        }
        ReportRecords records = reports.records(query, LENGTHS.get(period));
        if (records.atMost() > ReportRecords.MAX) {
            throw new BadQueryException("These may be more than " + ReportRecords.MAX
                    + " records; ask for a shorter time, for period=daily, or let agender export write them.");
        }
        return records;
    }

    private static boolean comma(Context context) {
        String decimal = Optional.ofNullable(context.queryParam("decimal")).orElse("point");
        if (!Set.of("point", "comma").contains(decimal)) {
            throw new BadQueryException("'decimal' must be point or comma.");
        }
        return decimal.equals("comma");
    }

    private ReportQuery query(Context context) {
        Subject subject = subject(context.queryParam("camera"), context.queryParam("site"));
        String hours = Optional.ofNullable(context.queryParam("hours")).orElse("all");
        if (!HOURS.containsKey(hours)) {
            throw new BadQueryException("'hours' must be all or open.");
        }
        return DateRangeQuery.of(
                subject,
                HOURS.get(hours),
                Optional.ofNullable(context.queryParam("from")),
                Optional.ofNullable(context.queryParam("to")),
                reports::newestDate);
    }

    private Subject subject(String camera, String site) {
        if (camera != null && site != null) {
            throw new BadQueryException("'camera' and 'site' can't be asked for together.");
        }
        if (camera != null) {
            Subject subject = Subject.camera(camera);
            if (!reports.knows(subject) && !cameras.knows(camera)) {
                throw Api.unknown(camera);
            }
            return subject;
        }
        if (site == null) {
            return Subject.ALL;
        }
        Subject subject = Subject.site(site);
        if (!reports.knows(subject)) {
            throw new RefusedException(404, "There are no hours or days of a site '" + site + "'.");
        }
        return subject;
    }

    private static void name(Context context, ReportQuery query, String type) {
        String subject =
                query.subject().name() == null ? "all" : query.subject().name();
        // A name may hold anything; a file name may not.
        context.header(
                "Content-Disposition",
                "attachment; filename=\"" + subject.replaceAll("[^A-Za-z0-9._-]", "_")
                        + (query.hours() == RollupHours.OPEN ? "-open" : "") + "-" + query.from() + "-"
                        + query.to() + "." + type + "\"");
    }

    private void enter() {
        if (!places.tryAcquire()) {
            throw new RefusedException(503, "Too many reports are being made; try again in a moment.");
        }
    }

    /** Sends an answer that takes a place as long as it is being sent, for its parts are read from the brokers. */
    private void stream(Context context, String type, Supplier<Iterator<byte[]>> answer) {
        enter();
        api.stream(context, type, () -> answered(answer), places::release);
    }

    private static <T> T answered(Supplier<T> work) {
        try {
            return work.get();
        } catch (UnansweredException e) {
            throw new RefusedException(503, e.getMessage());
        }
    }
}
