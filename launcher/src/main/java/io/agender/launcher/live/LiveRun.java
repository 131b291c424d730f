package io.agender.launcher.live;

import io.agender.aggregator.Aggregator;
import io.agender.embedded.EmbeddedPlatform;
import io.agender.inference.Inference;
import io.agender.launcher.engine.Engines;
import io.agender.launcher.files.UserFolders;
import io.agender.launcher.produce.CameraDisplay;
import io.agender.launcher.run.AppliedSettings;
import io.agender.launcher.run.FrameTrimmer;
import io.agender.launcher.run.LeftTransactions;
import io.agender.launcher.run.LoadingEngine;
import io.agender.launcher.run.OpenFiles;
import io.agender.launcher.run.RunDashboard;
import io.agender.launcher.run.RunFolder;
import io.agender.launcher.run.RunPlan;
import io.agender.launcher.run.RunPlatform;
import io.agender.launcher.run.RunReaders;
import io.agender.launcher.run.RunReport;
import io.agender.launcher.run.RunServices;
import io.agender.launcher.run.RunTopics;
import io.agender.launcher.run.SiteSums;
import io.agender.launcher.run.TimeZoneConfig;
import io.agender.launcher.run.VideoExporter;
import io.agender.producer.CameraResult;
import io.agender.producer.FrameProducerListener;
import io.agender.producer.delivery.CapturedStream;
import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.program.files.DiskSpace;
import io.agender.runtime.StreamsRunner;
import io.agender.runtime.config.KafkaConfig;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.Frame;
import io.agender.schemas.Topic;
import io.agender.vision.engine.VideoEngine;
import io.agender.vision.engine.VisionEngine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.InterruptException;

/**
 * A run that goes on until it is stopped: the services that a cluster runs, in one process, on data that stay. It stops in
 * the order of the stream, cameras first, and waits until every frame is analysed and every window final.
 *
 * <p>Belongs to one thread; the first Ctrl-C or SIGTERM is its ordinary end.
 */
public final class LiveRun {

    /** Frames between cameras and results. */
    private static final long MAX_LEAD = 500;

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration TRIM = Duration.ofSeconds(5);

    /** So long a camera has for the frame that ends its stream. */
    private static final Duration LAST_FRAME = Duration.ofSeconds(3);

    /** On top of the time after which a silent camera's windows become final. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** For the last hours and days to come back from a broker that has them. */
    private static final Duration ROLLUP_PATIENCE = Duration.ofSeconds(10);

    private final RunPlan plan;
    private final LiveConfig config;
    private final List<Topic> topics;
    private final Supplier<Path> registryApplication;
    private final PrintWriter out;
    private final boolean terminal;
    private final BooleanSupplier stopRequested;
    private final VideoEngine videos = Engines.videos();
    private final ZoneId zone;
    private final LiveReport report;
    private final WantedCameras wanted;
    private final LiveOutcome outcome;
    private Consumer<String> lines = this::print;

    /**
     * @param plan as {@link RunPlan#live} makes it
     * @param topics how long each is kept
     * @param registryApplication finds the folder of the schema registry's application, when an embedded one is started
     * @param out where the lines and the table go
     * @param records where windows go that programs are to read
     * @param terminal whether a person looks at a terminal
     * @param stopRequested asked again and again whether to end
     */
    public LiveRun(
            RunPlan plan,
            LiveConfig config,
            List<Topic> topics,
            Supplier<Path> registryApplication,
            PrintWriter out,
            PrintWriter records,
            boolean terminal,
            BooleanSupplier stopRequested) {
        this.plan = plan;
        this.config = config;
        this.topics = List.copyOf(topics);
        this.registryApplication = registryApplication;
        this.out = out;
        this.terminal = terminal;
        this.zone = TimeZoneConfig.from(plan.settings()).zone();
        this.report = new LiveReport(plan, config.quiet(), zone, new RunReport(records), this::say);
        this.stopRequested = stopRequested;
        this.wanted = new WantedCameras(plan.cameras(), System::nanoTime);
        this.outcome = new LiveOutcome(plan.cameraIds());
    }

    /** Runs until it is stopped or all cameras have ended. Errors that the user can act on are one sentence each. */
    public void execute() throws InterruptedException {
        OpenFiles.ofThisProcess().check(plan);
        Path directory = plan.run()
                .dataDirectory()
                .orElseGet(() -> UserFolders.ofThisUser().state().resolve("live"));
        try (RunFolder folder = RunFolder.open(Optional.of(directory))) {
            say("The data are in " + folder.path() + ", the results in "
                    + plan.run().output().toAbsolutePath().normalize() + ".");
            DiskWatch disk =
                    new DiskWatch(folder.path(), plan.run().output(), this::say, DiskSpace::left, System::nanoTime);
            try (LoadingEngine engine = LoadingEngine.start(plan.engine(), plan.inference())) {
                say(plan.engine().sentence());
                boolean again = live(folder, engine, disk);
                while (again) {
                    // The services' connections to the registry can't be closed in Java 17: they go with their objects.
                    System.gc();
                    disk.awaitRoom(stopRequested);
                    again = live(folder, engine, disk);
                }
            } catch (InterruptException | InterruptedException e) {
                Thread.interrupted();
                throw new CommandException(
                        ExitCode.INTERRUPTED, "Interrupted; the next run on these data goes on where this one was.", e);
            }
        }
    }

    /** @return whether it ended for want of room on a disk, and is to begin again when there is some */
    private boolean live(RunFolder folder, LoadingEngine engine, DiskWatch disk) throws InterruptedException {
        try (RunPlatform platform = start(folder);
                Admin admin = Admin.create(platform.kafka().clientProperties(Map.of()))) {
            VisionEngine loaded = engine.get();
            int partitions = RunTopics.keep(
                    admin, plan.run().partitions(), plan.cameras().size(), platform.isEmbedded(), topics);
            if (platform.isEmbedded()) {
                new LeftTransactions(admin, this::say).end(folder.streams());
                new LostRecords(admin, platform.kafka(), this::say)
                        .passOver(Map.of(
                                plan.application().id(Inference.NAME), Set.of(Topic.FRAMES),
                                plan.application().id(Aggregator.NAME),
                                        Set.of(Topic.FACES, Topic.PROGRESS, Topic.CAMERAS, Topic.SUMMARY_BY_SITE)));
            }
            platform.awaitRegistry();
            if (platform.isEmbedded()) {
                say("How your own tools reach them is in " + EmbeddedPlatform.clientFile(folder.path()) + ".");
            }
            new AppliedSettings(platform.kafka()).applyForRun(plan.places(), true, this::say);
            try (RunDashboard dashboard = RunDashboard.open(platform.kafka(), plan.dashboard(), this::say)) {
                Life life = new Life(folder, loaded, disk, platform, admin, partitions);
                life.run();
            }
            return false;
        } catch (RuntimeException e) {
            if (!disk.isReason(e)) {
                throw e;
            }
            return true;
        }
    }

    private RunPlatform start(RunFolder folder) throws InterruptedException {
        if (!RunPlatform.isExternal(plan.settings())) {
            say("Starting a Kafka broker and a schema registry on this machine.");
        }
        return RunPlatform.start(plan.settings(), plan.run(), registryApplication, folder.path());
    }

    private void say(String line) {
        lines.accept(line);
    }

    private void print(String line) {
        out.println(line);
        out.flush();
    }

    private static InterruptedException asInterrupted(InterruptException e) {
        InterruptedException interrupted = new InterruptedException(e.getMessage());
        interrupted.initCause(e);
        return interrupted;
    }

    /** One time that all services are up. */
    private final class Life implements FrameProducerListener {

        private final RunFolder folder;
        private final VisionEngine engine;
        private final DiskWatch disk;
        private final RunPlatform platform;
        private final Admin admin;
        private final int partitions;
        private final KafkaConfig kafka;
        private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
        private final FrameLead lead = new FrameLead(plan.application().id(Inference.NAME), MAX_LEAD);
        private final LiveAccount account = new LiveAccount(
                plan.cameraIds(), outcome, plan.aggregator().window(), zone, InstantSource.system(), System::nanoTime);
        private final FrameTrimmer trimmer;
        private long nextLook = System.nanoTime();
        private long nextTrim = System.nanoTime();

        Life(RunFolder folder, VisionEngine engine, DiskWatch disk, RunPlatform platform, Admin admin, int partitions) {
            this.folder = folder;
            this.engine = engine;
            this.disk = disk;
            this.platform = platform;
            this.admin = admin;
            this.partitions = partitions;
            this.kafka = platform.kafka();
            this.trimmer = new FrameTrimmer(admin, plan.application().id(Inference.NAME));
        }

        void run() throws InterruptedException {
            List<CameraResult> ended;
            Set<String> done;
            boolean stopped;
            try (LiveResults results = LiveResults.open(
                            plan.run().output(),
                            folder.path(),
                            config,
                            topics,
                            plan.aggregator().rollups(),
                            () -> LocalDate.now(zone));
                    LiveCollector collector = LiveCollector.open(
                            kafka,
                            partitions,
                            LocalDate.now(zone).atStartOfDay(zone).toInstant(),
                            account,
                            results,
                            report,
                            plan.run().video() ? Optional.of(exporter()) : Optional.empty());
                    RunServices services = RunServices.open(plan, kafka, folder.streams(), engine, meters)) {
                results.laidAside()
                        .forEach(file -> say("What another run has left in the output folder is kept as "
                                + file.getFileName() + " for as long as what this one lays aside."));
                services.start();
                List<StreamsRunner> streams = services.runners();
                try (LiveCameras cameras = LiveCameras.start(kafka, videos, wanted.left(), lead, this, meters)) {
                    try (CameraDisplay display =
                            CameraDisplay.open(out, terminal, cameras::status, new LiveText(account, lead::isTooFar))) {
                        lines = line -> display.say(out, line);
                        stopped = follow(collector, streams, cameras);
                        done = cameras.done();
                        finish(collector, streams, cameras);
                    } catch (RuntimeException e) {
                        wanted.brokenOff(cameras.breakOff());
                        throw e;
                    } finally {
                        lines = LiveRun.this::print;
                    }
                    ended = cameras.results();
                    wanted.brokenOff(ended); // what fails below is no reason to play them again
                }
                if (!plan.aggregator().rollups().isEmpty()) {
                    SiteSums.await(admin, plan.application().id(Aggregator.NAME), partitions);
                    collector.finishRollups(partitions, ROLLUP_PATIENCE);
                }
                collector.finish();
                report.total(outcome, ended, results.files());
            }
            wanted.requireAll(ended, stopped, done);
        }

        @Override
        public void opened(CapturedStream stream) {
            account.opened(stream);
            wanted.opened(stream);
        }

        private VideoExporter exporter() throws InterruptedException {
            try {
                return new VideoExporter(
                        RunReaders.frames(
                                kafka,
                                partitions,
                                FrameLead.analysed(admin, plan.application().id(Inference.NAME))),
                        AvroSerdes.deserializer(Frame.class, kafka.serdes()),
                        new LiveVideos(
                                plan.run().output(),
                                config.videoBytes(),
                                videos,
                                account::framesPerSecond,
                                plan.cameraIds()));
            } catch (ExecutionException e) {
                throw new CommandException(
                        ExitCode.KAFKA, "The broker can't be asked which frames are analysed.", e.getCause());
            }
        }

        /** @return whether it was stopped before all cameras had ended */
        private boolean follow(LiveCollector collector, List<StreamsRunner> streams, LiveCameras cameras)
                throws InterruptedException {
            while (!cameras.areDone()) {
                try {
                    if (stopRequested.getAsBoolean()) {
                        Thread.interrupted(); // what follows must not be interrupted; a second signal ends the process
                        return true;
                    }
                    turn(collector, streams);
                } catch (InterruptException | InterruptedException e) {
                    Thread.interrupted();
                    if (!stopRequested.getAsBoolean()) {
                        throw e instanceof InterruptException wrapped
                                ? asInterrupted(wrapped)
                                : (InterruptedException) e;
                    }
                }
            }
            return false;
        }

        private int turn(LiveCollector collector, List<StreamsRunner> streams) throws InterruptedException {
            platform.check();
            streams.forEach(StreamsRunner::check);
            int records = collector.advance();
            long now = System.nanoTime();
            if (now - nextLook >= 0) {
                nextLook = now + LOOK.toNanos();
                disk.check();
                lead.look(admin, partitions, collector.undrawn());
            }
            if (platform.isEmbedded() && now - nextTrim >= 0) {
                nextTrim = now + TRIM.toNanos();
                trimmer.trim(collector.neededFrames());
            }
            return records;
        }

        /** Ends all streams, and waits until their frames are analysed and their windows final. */
        private void finish(LiveCollector collector, List<StreamsRunner> streams, LiveCameras cameras)
                throws InterruptedException {
            cameras.finish();
            long stop = System.nanoTime() + LAST_FRAME.toNanos();
            boolean stopped = false;
            while (!cameras.areDone()) {
                if (!stopped && System.nanoTime() - stop > 0) {
                    stopped = true; // once: another stop gives up what is not delivered yet
                    cameras.stop();
                }
                turn(collector, streams);
            }
            Duration patience = plan.aggregator().longestSilence().plus(PATIENCE);
            long giveUp = System.nanoTime() + patience.toNanos();
            boolean told = false;
            while (!isComplete(collector, cameras) && System.nanoTime() - giveUp < 0) {
                if (turn(collector, streams) > 0) {
                    giveUp = System.nanoTime() + patience.toNanos();
                } else if (!told && System.nanoTime() - stop > 0) {
                    told = true;
                    say("Waiting for the last windows: " + account.missing(cameras.status()) + ".");
                }
            }
            if (!isComplete(collector, cameras)) {
                say("The next run on these data will make the rest final: " + account.missing(cameras.status()) + ".");
            }
        }

        private boolean isComplete(LiveCollector collector, LiveCameras cameras) {
            return account.isComplete(cameras.status()) && collector.undrawn() == 0;
        }
    }
}
