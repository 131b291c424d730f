package io.agender.aggregator.config;

import io.agender.runtime.config.Durations;
import io.agender.runtime.config.Settings;
import io.agender.runtime.config.SettingsException;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RowPeriod;
import io.agender.schemas.Topic;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/**
 * How the faces of a camera are summed up. All times are whole milliseconds, because record timestamps are.
 *
 * @param window length of a window, aligned to 1970-01-01 UTC; longer ones smooth more and come later
 * @param grace how far a camera's clock passes the end of a window before it closes; a longer one counts more late
 *     frames, delays every final summary, and keeps more windows open
 * @param idle how long a camera is known to have sent nothing before its clock is taken to have gone on with the wall
 *     clock, so that its windows close; an outage of ours is no such time. Longer: a camera that is away for a while finds
 *     more of its windows open, and the last ones of a camera that is gone come later
 * @param partialInterval how much of the camera's time lies between two partial summaries; zero for none
 * @param ageBands how ages are grouped
 * @param minCount counts of people below this are withheld; 0 or 1 for none. Higher: less can be learned of single people,
 *     and less of anybody
 * @param rollups the periods that final windows are summed up in; a window must divide a quarter of an hour then
 * @param timeZone whose hours, days and weeks those of a camera are of whose time zone nothing is known
 * @param rows the periods whose summaries are written as flat rows, too
 */
public record AggregatorConfig(
        Duration window,
        Duration grace,
        Duration idle,
        Duration partialInterval,
        AgeBands ageBands,
        int minCount,
        Set<RollupPeriod> rollups,
        ZoneId timeZone,
        Set<RowPeriod> rows) {

    public static final String WINDOW = "window";
    public static final String GRACE = "grace";
    public static final String IDLE = "idle";
    public static final String PARTIAL_INTERVAL = "partial.interval";
    public static final String AGE_BANDS = "age.bands";
    public static final String MIN_COUNT = "privacy.min.count";
    public static final String ROLLUPS = "rollups";
    /** A value of {@link #ROLLUPS}: nothing is summed up. */
    public static final String NO_ROLLUPS = "none";

    public static final String ROLLUPS_TIME_ZONE = "rollups.time.zone";
    public static final String ROWS = "rows";

    private static final Duration MIN_TIME = Duration.ofSeconds(1);
    private static final Duration MAX_TIME = Duration.ofDays(31);

    /** Where clocks differ from UTC by odd times, they do so by quarters of an hour; so all periods begin at one. */
    private static final Duration QUARTER = Duration.ofMinutes(15);

    private static final int MAX_MIN_COUNT = 1_000_000;

    /** The settings that {@link #from} reads. */
    public static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    WINDOW,
                    Type.STRING,
                    "10s",
                    Durations.atLeast(MIN_TIME),
                    Importance.HIGH,
                    "Length of a window; windows are aligned to full multiples of it since 1970-01-01 UTC.")
            .define(
                    GRACE,
                    Type.STRING,
                    "2s",
                    Durations.atLeast(Duration.ZERO),
                    Importance.MEDIUM,
                    "How far a camera's clock passes the end of a window before the window closes.")
            .define(
                    IDLE,
                    Type.STRING,
                    "30s",
                    Durations.atLeast(MIN_TIME),
                    Importance.MEDIUM,
                    "How long a camera is known to be silent before its windows close as if its clock went on; no outage of"
                            + " processors, aggregators or brokers counts.")
            .define(
                    PARTIAL_INTERVAL,
                    Type.STRING,
                    "5s",
                    Durations.atLeast(Duration.ZERO),
                    Importance.LOW,
                    "Time between two partial summaries of a window, by the camera's clock; 0s for none.")
            .define(
                    AGE_BANDS,
                    Type.STRING,
                    "0,13,18,25,35,45,55,65",
                    ConfigDef.LambdaValidator.with(AggregatorConfig::checkAgeBands, () -> "ascending, the first is 0"),
                    Importance.MEDIUM,
                    "Lower bounds of the age bands in completed years.")
            .define(
                    MIN_COUNT,
                    Type.INT,
                    0,
                    ConfigDef.Range.between(0, MAX_MIN_COUNT),
                    Importance.MEDIUM,
                    "Counts of people below this are withheld, and what would give them away; 0 or 1 for none.")
            .define(
                    ROLLUPS,
                    Type.STRING,
                    null,
                    ConfigDef.LambdaValidator.with(
                            AggregatorConfig::checkRollups, () -> "hourly, daily, weekly, several of them, or none"),
                    Importance.MEDIUM,
                    "Periods that final windows are summed up in, per camera and per site, by the clock of the camera's time"
                            + " zone. The window must divide a quarter of an hour. Default: hourly,daily,weekly where it does; none for"
                            + " a run of files.")
            .define(
                    ROLLUPS_TIME_ZONE,
                    Type.STRING,
                    "UTC",
                    ConfigDef.LambdaValidator.with(
                            AggregatorConfig::checkTimeZone, () -> "a zone such as Europe/Berlin or UTC"),
                    Importance.MEDIUM,
                    "Time zone of the hours, days and weeks of cameras whose settings name none.")
            .define(
                    ROWS,
                    Type.STRING,
                    null,
                    ConfigDef.LambdaValidator.with(
                            AggregatorConfig::checkRows, () -> "windows, hourly, daily, weekly or several of them"),
                    Importance.LOW,
                    "Which summaries are written as flat rows to agender.summary.rows, too; hourly, daily and weekly as far"
                            + " as rollups has them. A row for each age band and gender, of each zone too. Default: none.");

    /**
     * Checks what the window arithmetic relies on.
     *
     * @throws IllegalArgumentException when a time is out of range; the message names the setting
     */
    public AggregatorConfig {
        check(WINDOW, window, MIN_TIME);
        check(GRACE, grace, Duration.ZERO);
        check(IDLE, idle, MIN_TIME);
        check(PARTIAL_INTERVAL, partialInterval, Duration.ZERO);
        // In the order of the periods, for it decides the order of what is sent.
        rollups = Collections.unmodifiableSet(
                rollups.isEmpty() ? EnumSet.noneOf(RollupPeriod.class) : EnumSet.copyOf(rollups));
        rows = Collections.unmodifiableSet(rows.isEmpty() ? EnumSet.noneOf(RowPeriod.class) : EnumSet.copyOf(rows));
        for (RowPeriod period : rows) {
            if (period != RowPeriod.WINDOW
                    && rollups.stream().map(Rollups::rowPeriod).noneMatch(period::equals)) {
                String name = period.name().toLowerCase(Locale.ROOT);
                throw new IllegalArgumentException(
                        ROWS + " can't be " + name + " when " + ROLLUPS + " are not; set " + ROLLUPS + ", too.");
            }
        }
        if (!rollups.isEmpty() && !isRolledUp(window)) {
            throw new IllegalArgumentException(
                    WINDOW + " must divide a quarter of an hour, where the hours of some time" + " zones begin, when "
                            + ROLLUPS + " are on, not be " + Durations.format(window) + ".");
        }
    }

    /** The topics that hours, days and weeks are written to; none where there are none. */
    public List<String> rollupTopics() {
        return rollups.isEmpty()
                ? List.of()
                : Stream.concat(
                                rollups.stream().map(Rollups::topic),
                                Stream.of(Topic.SUMMARY_OPEN, Topic.SUMMARY_BY_SITE))
                        .toList();
    }

    /** How long a camera must be silent at most until its windows close. */
    public Duration longestSilence() {
        Duration passed = window.plus(grace);
        return passed.compareTo(idle) > 0 ? passed : idle;
    }

    /** Reads the settings; throws {@link SettingsException} when one is refused. */
    public static AggregatorConfig from(Settings settings) {
        AbstractConfig config = settings.read(DEFINITION);
        try {
            return new AggregatorConfig(
                    Durations.parse(config.getString(WINDOW)),
                    Durations.parse(config.getString(GRACE)),
                    Durations.parse(config.getString(IDLE)),
                    Durations.parse(config.getString(PARTIAL_INTERVAL)),
                    AgeBands.parse(config.getString(AGE_BANDS)),
                    config.getInt(MIN_COUNT),
                    rollups(config),
                    ZoneId.of(config.getString(ROLLUPS_TIME_ZONE)),
                    Rollups.parseRows(config.getString(ROWS)));
        } catch (IllegalArgumentException e) {
            throw new SettingsException(e.getMessage(), e);
        }
    }

    private static Set<RollupPeriod> rollups(AbstractConfig config) {
        String named = config.getString(ROLLUPS);
        if (named != null) {
            return Rollups.parse(named);
        }
        return isRolledUp(Durations.parse(config.getString(WINDOW)))
                ? EnumSet.of(RollupPeriod.HOURLY, RollupPeriod.DAILY, RollupPeriod.WEEKLY)
                : Set.of();
    }

    /** Whether windows of a length can be rolled up. */
    private static boolean isRolledUp(Duration window) {
        return window.compareTo(QUARTER) <= 0 && QUARTER.toMillis() % window.toMillis() == 0;
    }

    private static void check(String name, Duration value, Duration least) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException(
                    name + " must be at least " + Durations.format(least) + ", not " + value + ".");
        }
        if (value.compareTo(MAX_TIME) > 0) {
            throw new IllegalArgumentException(name + " must be at most 31 days, not " + value + ".");
        }
        if (value.toNanosPart() % 1_000_000 != 0) {
            throw new IllegalArgumentException(name + " must be a whole number of milliseconds, not " + value + ".");
        }
    }

    private static void checkAgeBands(String name, Object value) {
        try {
            AgeBands.parse((String) value);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(name + ": " + e.getMessage() + ".");
        }
    }

    private static void checkRows(String name, Object value) {
        try {
            Rollups.parseRows((String) value);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(name + ": " + e.getMessage() + ".");
        }
    }

    private static void checkTimeZone(String name, Object value) {
        if (Rollups.zone((String) value).isEmpty()) {
            throw new ConfigException(name + " must be a zone such as Europe/Berlin or UTC, not " + value + ".");
        }
    }

    private static void checkRollups(String name, Object value) {
        try {
            Rollups.parse((String) value);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(name + ": " + e.getMessage() + ".");
        }
    }
}
