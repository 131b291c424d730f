package io.agender.schemas;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A topic and the settings it is created with. Key of all topics but that of rows: the camera id, so that a camera's
 * records stay in order in one partition; of what is summed up per site, the site's label.
 *
 * @param name name of the topic
 * @param retention how long records are kept
 * @param settings topic settings beside retention
 */
public record Topic(String name, Duration retention, Map<String, String> settings) {

    /** Frames of all cameras, values {@link Frame}. The only topic with pixels. */
    public static final String FRAMES = "agender.frames";

    /** One record per analysed frame, values {@link FrameFaces}. */
    public static final String FACES = "agender.faces";

    /**
     * How far the cameras are analysed, values {@link CameraProgress}: a mark each second of a camera that has just fallen
     * silent, ever fewer later, and a mark every few seconds of each partition whose processor has caught up.
     */
    public static final String PROGRESS = "agender.progress";

    /**
     * What is known of the cameras besides their pictures, values {@link CameraSettings}, each with all versions of a camera;
     * compacted, so the last record of each stays for ever.
     */
    public static final String CAMERAS = "agender.cameras";

    /**
     * Windows per camera, values {@link DemographicSummary}. A record without a value says that the camera is gone for good:
     * dashboards forget what it sent until then.
     */
    public static final String SUMMARY = "agender.summary";

    /** Hours per camera and site, values {@link RollupSummary}; empty unless roll-ups are on. */
    public static final String SUMMARY_HOURLY = "agender.summary.hourly";

    /** Days per camera and site, values {@link RollupSummary}; empty unless roll-ups are on. */
    public static final String SUMMARY_DAILY = "agender.summary.daily";

    /** Weeks per camera and site, values {@link RollupSummary}; empty unless roll-ups are on. */
    public static final String SUMMARY_WEEKLY = "agender.summary.weekly";

    /**
     * What of these hours, days and weeks is within opening hours, values {@link RollupSummary}; of cameras that have some.
     */
    public static final String SUMMARY_OPEN = "agender.summary.open";

    /**
     * The cameras' hours, days and weeks on their way to their site, values {@link RollupSummary} as in the topics above, key
     * the site's label.
     */
    public static final String SUMMARY_BY_SITE = "agender.summary.by-site";

    /**
     * Summaries as flat rows, values {@link DemographicRow}; empty unless rows are on. The key is not the camera alone but
     * tells the row ({@link io.agender.schemas.rows.RowKey}); the partition is that of the camera or site all the same.
     */
    public static final String SUMMARY_ROWS = "agender.summary.rows";

    /** Records that could not be processed: no value, the reason is in the headers. */
    public static final String DEAD_LETTERS = "agender.dead-letters";

    /**
     * Largest record that the topics and the changelogs of our stores take, in bytes: a 4K JPEG of high quality fits. Our
     * producers send nothing larger; a record that passes them and not its topic would fail its transaction for ever.
     */
    public static final int MAX_RECORD_BYTES = 8 * 1024 * 1024;

    /**
     * Summaries have the time of what they sum up: the end of a window, which may be ahead of the broker's clock where a
     * stream ends early or a camera's clock is fast. A broker takes an hour unless told otherwise.
     */
    private static final Map<String, String> OF_ANY_TIME =
            Map.of(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, String.valueOf(Long.MAX_VALUE));

    /** How long windows are kept on a shared cluster, and versions of a camera's settings after another took their place. */
    public static final Duration SUMMARIES_KEPT = Duration.ofDays(365);

    private static final Duration FOR_EVER = Duration.ofMillis(-1);

    public Topic {
        settings = Map.copyOf(settings);
    }

    /** The topics of the pipeline with their retention on a shared cluster. */
    public static List<Topic> all() {
        return List.of(
                new Topic(
                        FRAMES,
                        Duration.ofMinutes(10),
                        // JPEG does not compress; small segments let the retention of minutes take effect.
                        Map.of(
                                TopicConfig.SEGMENT_BYTES_CONFIG,
                                String.valueOf(64 * 1024 * 1024),
                                TopicConfig.SEGMENT_MS_CONFIG,
                                String.valueOf(Duration.ofMinutes(2).toMillis()))),
                new Topic(FACES, Duration.ofDays(7), Map.of()),
                // As long as the faces, so that what silence closed can be computed again from the two; not compacted.
                new Topic(PROGRESS, Duration.ofDays(7), Map.of()),
                new Topic(
                        CAMERAS,
                        FOR_EVER,
                        Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)),
                new Topic(SUMMARY, SUMMARIES_KEPT, OF_ANY_TIME),
                new Topic(SUMMARY_HOURLY, Duration.ofDays(2 * 365), OF_ANY_TIME),
                new Topic(SUMMARY_DAILY, Duration.ofDays(10 * 365), OF_ANY_TIME),
                new Topic(SUMMARY_WEEKLY, Duration.ofDays(10 * 365), OF_ANY_TIME),
                // Hours, days and weeks, as long as the first of them.
                new Topic(SUMMARY_OPEN, Duration.ofDays(2 * 365), OF_ANY_TIME),
                new Topic(SUMMARY_BY_SITE, Duration.ofDays(7), OF_ANY_TIME),
                // As long as the windows; whoever wants a table has it in a database by then.
                new Topic(SUMMARY_ROWS, SUMMARIES_KEPT, OF_ANY_TIME),
                new Topic(DEAD_LETTERS, Duration.ofDays(30), Map.of()));
    }

    /** What the values of a topic of ours are; nothing for one whose records have none, and for any other topic. */
    public static Optional<Class<? extends SpecificRecord>> valueType(String topic) {
        return Optional.ofNullable(
                switch (topic) {
                    case FRAMES -> Frame.class;
                    case FACES -> FrameFaces.class;
                    case PROGRESS -> CameraProgress.class;
                    case CAMERAS -> CameraSettings.class;
                    case SUMMARY -> DemographicSummary.class;
                    case SUMMARY_HOURLY, SUMMARY_DAILY, SUMMARY_WEEKLY, SUMMARY_OPEN, SUMMARY_BY_SITE ->
                        RollupSummary.class;
                    case SUMMARY_ROWS -> DemographicRow.class;
                    default -> null;
                });
    }

    /** The same topic with another retention; a negative one keeps records for ever. */
    public Topic withRetention(Duration other) {
        return new Topic(name, other, settings);
    }

    /** The retention as the broker's setting {@code retention.ms} has it. */
    public String retentionMillis() {
        return retention.isNegative() ? "-1" : String.valueOf(retention.toMillis());
    }

    /**
     * What an admin client creates.
     *
     * @param replicationFactor copies of each record, or -1 for the broker's default
     */
    public NewTopic toNewTopic(int partitions, short replicationFactor) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(MAX_RECORD_BYTES));
        all.put(TopicConfig.RETENTION_MS_CONFIG, retentionMillis());
        return replicationFactor < 0
                ? new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(all)
                : new NewTopic(name, partitions, replicationFactor).configs(all);
    }
}
