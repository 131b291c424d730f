package io.agender.dashboard;

import io.agender.dashboard.config.DashboardConfig;
import io.agender.dashboard.config.PictureMode;
import io.agender.dashboard.http.PortTakenException;
import io.agender.dashboard.http.Website;
import io.agender.dashboard.picture.FrameCache;
import io.agender.dashboard.picture.PictureDesk;
import io.agender.dashboard.picture.PictureMaker;
import io.agender.dashboard.report.ReportMaker;
import io.agender.dashboard.report.RowFile;
import io.agender.dashboard.state.Cameras;
import io.agender.dashboard.state.Pipeline;
import io.agender.dashboard.state.TimeRange;
import io.agender.dashboard.state.WindowStore;
import io.agender.dashboard.topic.BrokerWatch;
import io.agender.dashboard.topic.DecodedSink;
import io.agender.dashboard.topic.Follower;
import io.agender.dashboard.topic.FollowerThread;
import io.agender.dashboard.topic.FrameFollower;
import io.agender.dashboard.topic.PeriodTopics;
import io.agender.dashboard.topic.TopicSettingsWriter;
import io.agender.dashboard.topic.WindowTopic;
import io.agender.dashboard.view.ServerView;
import io.agender.runtime.CameraLog;
import io.agender.runtime.config.KafkaConfig;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.CameraProgress;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.Frame;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.Topic;
import io.agender.schemas.reader.BadRecords;
import io.agender.schemas.reader.RecordDecoder;
import io.agender.schemas.reader.StartPosition;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dashboard: follows the topics and serves the page and the API. It joins no group and writes nothing but what is drawn
 * in its editor, so any number of them can look at the same cluster.
 *
 * <p>Thread-safe. Whoever opens it closes it, before the brokers it reads from.
 */
public final class Dashboard implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Dashboard.class);

    /** Records of faces from before the start, per partition: enough to meet each of some cameras. */
    private static final long PAST_FACES = 500;

    /** Marks from before the start, per partition: the newest would do, but a fetch counts markers of transactions too. */
    private static final long PAST_MARKS = 20;

    /** Summaries from before the start, per partition, also when they are older than the history. */
    private static final long PAST_SUMMARIES = 2000;

    private final DashboardConfig config;
    private final Website website;
    private final BrokerWatch watch;
    private final TopicSettingsWriter settingsWriter;
    private final Follower summaries;
    private final PeriodTopics periods;
    private final WindowTopic pastWindows;
    private final DashboardMetrics metrics;
    private final List<FollowerThread> threads = new ArrayList<>();
    private final List<KafkaClientMetrics> clientMetrics = new ArrayList<>();

    private Dashboard(KafkaConfig kafka, DashboardConfig config, Optional<RowFile> parquet, Clock clock) {
        this.config = config;
        BadRecords bad = new BadRecords(Dashboard::tell);
        watch = new BrokerWatch(kafka, clock);
        settingsWriter = new TopicSettingsWriter(kafka, watch::silentSince);
        Map<String, Integer> partitionOf = new ConcurrentHashMap<>();
        Pipeline pipeline = new Pipeline(clock, watch::silentSince, partitionOf);
        Cameras cameras = new Cameras(config, clock, pipeline);
        FrameCache cache = new FrameCache(config.pictureBytes());
        Supplier<ServerView> view = () -> new ServerView(
                clock.instant(),
                watch.silentSince(),
                cameras.pipeline(),
                config.pictures(),
                cameras.refused(),
                bad.count(),
                cameras.evictedWindows());
        FrameFollower frames = new FrameFollower(
                kafka,
                new RecordDecoder<>(AvroSerdes.deserializer(Frame.class, kafka.serdes()), bad),
                cameras,
                cache,
                partitionOf,
                bad);
        periods = new PeriodTopics(kafka, config.maxCameras(), bad);
        Map<String, Integer> summaryPartitionOf = new ConcurrentHashMap<>();
        pastWindows = new WindowTopic(kafka, summaryPartitionOf, bad);
        boolean pictures = config.pictures() != PictureMode.OFF;
        website = new Website(
                config,
                cameras,
                pictures
                        ? Optional.of(new PictureDesk(
                                cache,
                                new PictureMaker(config.pictures() == PictureMode.BLUR),
                                config.pictureBytes() / 4))
                        : Optional.empty(),
                frames::look,
                view,
                new ReportMaker(
                        periods,
                        cameras::settings,
                        (camera, from, to) -> {
                            List<DemographicSummary> held =
                                    cameras.windows(camera, new TimeRange(from, to), Integer.MAX_VALUE).stream()
                                            .flatMap(List::stream)
                                            .map(WindowStore::decoded)
                                            .toList();
                            return held.isEmpty() ? pastWindows.of(camera, from, to) : held;
                        },
                        clock),
                parquet,
                settingsWriter,
                clock);
        metrics = new DashboardMetrics(cameras, cache, bad);
        summaries = summaries(
                kafka,
                clock,
                cameras,
                summaryPartitionOf,
                camera -> {
                    cache.forget(camera);
                    partitionOf.remove(camera);
                    summaryPartitionOf.remove(camera);
                    metrics.forget(camera);
                },
                bad);
        threads.add(new FollowerThread("dashboard-brokers", watch));
        threads.add(new FollowerThread("dashboard-summaries", summaries));
        threads.add(new FollowerThread("dashboard-cameras", settings(kafka, cameras, bad)));
        periods.followers().forEach((name, follower) -> threads.add(new FollowerThread(name, follower)));
        threads.add(new FollowerThread("dashboard-progress", progress(kafka, clock, pipeline, bad)));
        threads.add(new FollowerThread(
                "dashboard-faces", faces(kafka, clock, cameras, pipeline, cache, partitionOf, frames::look, bad)));
        if (pictures) {
            threads.add(new FollowerThread("dashboard-frames", frames));
        }
    }

    /**
     * Opens a dashboard; returns when it listens.
     *
     * @throws PortTakenException when its port can't be had
     * @throws io.agender.runtime.config.SettingsException when it can't listen for another reason
     */
    public static Dashboard open(KafkaConfig kafka, DashboardConfig config) {
        return open(kafka, config, Optional.empty());
    }

    /**
     * The same.
     *
     * @param parquet writes such files, if there are to be any
     */
    public static Dashboard open(KafkaConfig kafka, DashboardConfig config, Optional<RowFile> parquet) {
        Dashboard dashboard = new Dashboard(kafka, config, parquet, Clock.systemUTC());
        try {
            dashboard.start();
            return dashboard;
        } catch (RuntimeException | Error e) {
            dashboard.close();
            throw e;
        }
    }

    private void start() {
        website.start();
        threads.forEach(FollowerThread::start);
    }

    private Follower summaries(
            KafkaConfig kafka,
            Clock clock,
            Cameras cameras,
            Map<String, Integer> partitionOf,
            Consumer<String> forgotten,
            BadRecords bad) {
        RecordDecoder<DemographicSummary> decoder =
                new RecordDecoder<>(AvroSerdes.deserializer(DemographicSummary.class, kafka.serdes()), bad);
        return new Follower(
                kafka,
                Topic.SUMMARY,
                StartPosition.at(clock.instant().minus(config.history()))
                        .orEarlier(StartPosition.beforeEnd(PAST_SUMMARIES)),
                new DecodedSink<>(
                        decoder,
                        (summary, taken, past) -> {
                            cameras.take(summary);
                            if (cameras.knows(summary.getCameraId())) {
                                partitionOf.put(summary.getCameraId(), taken.partition());
                            }
                        },
                        record -> {
                            if (cameras.forget(record.key(), Instant.ofEpochMilli(record.timestamp()))) {
                                forgotten.accept(record.key());
                            }
                        }),
                bad);
    }

    private static Follower settings(KafkaConfig kafka, Cameras cameras, BadRecords bad) {
        RecordDecoder<CameraSettings> decoder =
                new RecordDecoder<>(AvroSerdes.deserializer(CameraSettings.class, kafka.serdes()), bad);
        return new Follower(
                kafka,
                Topic.CAMERAS,
                StartPosition.beginning(),
                new DecodedSink<>(
                        decoder,
                        (settings, taken, past) -> cameras.take(settings),
                        record -> cameras.forgetSettings(record.key())),
                bad);
    }

    private static Follower progress(KafkaConfig kafka, Clock clock, Pipeline pipeline, BadRecords bad) {
        RecordDecoder<CameraProgress> decoder =
                new RecordDecoder<>(AvroSerdes.deserializer(CameraProgress.class, kafka.serdes()), bad);
        return new Follower(
                kafka,
                Topic.PROGRESS,
                StartPosition.beforeEnd(PAST_MARKS),
                new DecodedSink<>(decoder, (mark, taken, past) -> {
                    Instant now = clock.instant();
                    Instant upTo = mark.getUpTo();
                    pipeline.takeMark(taken.partition(), past && upTo.isBefore(now) ? upTo : now);
                }),
                bad);
    }

    private Follower faces(
            KafkaConfig kafka,
            Clock clock,
            Cameras cameras,
            Pipeline pipeline,
            FrameCache cache,
            Map<String, Integer> partitionOf,
            Runnable look,
            BadRecords bad) {
        RecordDecoder<FrameFaces> decoder =
                new RecordDecoder<>(AvroSerdes.deserializer(FrameFaces.class, kafka.serdes()), bad);
        return new Follower(
                kafka,
                Topic.FACES,
                StartPosition.beforeEnd(PAST_FACES),
                new DecodedSink<>(decoder, (faces, taken, past) -> {
                    Instant now = clock.instant();
                    Instant captured = faces.getCapturedAt();
                    Instant seen = past && captured.isBefore(now) ? captured : now;
                    cameras.take(faces, seen);
                    pipeline.takeFaces(taken.partition(), seen);
                    if (cameras.knows(faces.getCameraId())) {
                        cache.put(faces);
                        metrics.show(faces.getCameraId());
                        partitionOf.put(faces.getCameraId(), taken.partition());
                        if (faces.getEndOfStream() && !past) {
                            look.run(); // a run drops its frames, and whoever comes later wants to see the last one
                        }
                    }
                }),
                bad);
    }

    private static void tell(ConsumerRecord<String, byte[]> bad) {
        CameraLog.of(
                bad.key(),
                () -> LOG.warn(
                        "Record {} of partition {} of {} can't be read; further ones are only counted.",
                        bad.offset(),
                        bad.partition(),
                        bad.topic()));
    }

    /** Where visitors find it: as it was told, else where a browser on this machine does. */
    public URI address() {
        return config.address().orElseGet(this::addressHere);
    }

    private URI addressHere() {
        String host = config.isLoopback() ? config.bind() : "localhost";
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + website.port() + "/");
    }

    /** Whether the brokers answer. From any thread; does not block. */
    public boolean brokersAnswer() {
        return watch.answers();
    }

    /** Whether the summaries from before the start have been read, so that no history is missing from the page. */
    public boolean isHistoryRead() {
        return summaries.caughtUp();
    }

    /** Why topics have not been read for a minute; empty while they are. From any thread; does not block. */
    public Optional<String> standstill() {
        return threads.stream().flatMap(thread -> thread.trouble().stream()).findFirst();
    }

    /** Adds its own figures, and what its Kafka clients measure of themselves; ends with {@link #close()}. */
    public synchronized void bindTo(MeterRegistry meters) {
        metrics.bindTo(meters);
        website.bindTo(meters);
        for (FollowerThread thread : threads) {
            KafkaClientMetrics metrics = thread.metrics();
            metrics.bindTo(meters);
            website.bindTo(meters);
            clientMetrics.add(metrics);
        }
    }

    /** Completes exceptionally when the topics can't be read any more, such as when the brokers refuse it. */
    public CompletableFuture<Void> failure() {
        CompletableFuture<Void> failure = new CompletableFuture<>();
        threads.forEach(
                thread -> thread.failure().whenComplete((nothing, error) -> failure.completeExceptionally(error)));
        return failure;
    }

    /** Ends the streams of events, the server and the reading. Closing again does nothing. */
    @Override
    public synchronized void close() {
        clientMetrics.forEach(KafkaClientMetrics::close);
        website.close();
        settingsWriter.close();
        threads.forEach(FollowerThread::end);
        periods.close();
        pastWindows.close();
        threads.forEach(FollowerThread::close);
    }
}
