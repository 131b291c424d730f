package io.agender.launcher.run;

import io.agender.aggregator.Aggregator;
import io.agender.aggregator.AggregatorTopology;
import io.agender.embedded.EmbeddedPlatform;
import io.agender.inference.Inference;
import io.agender.launcher.engine.Engines;
import io.agender.producer.CameraResult;
import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.program.files.DiskSpace;
import io.agender.runtime.StreamsFailedException;
import io.agender.runtime.StreamsRunner;
import io.agender.runtime.config.KafkaConfig;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.Frame;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.RollupSummary;
import io.agender.vision.engine.VideoEngine;
import io.agender.vision.engine.VisionEngine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * A whole run: starts brokers and registry, the processor, the aggregator and the producer; follows every frame until it
 * is analysed and every window until it is final; leaves the results. Stops in the order source, streams, engine, broker.
 * Belongs to one thread; interrupting it ends the run with nothing left behind.
 */
public final class PipelineRun {

    /** Frames between sender and results: a few seconds of work, and at 4K quality less than a gigabyte of disk. */
    private static final long MAX_LEAD = 500;

    private static final Duration TRIM_INTERVAL = Duration.ofSeconds(5);

    /** On top of the time after which a silent camera's windows become final. */
    private static final Duration STALL_PATIENCE = Duration.ofMinutes(2);

    private final RunPlan plan;
    private final Supplier<Path> registryApplication;
    private final PrintWriter out;
    private final PrintWriter records;
    private final boolean terminal;
    private final BooleanSupplier stopRequested;
    private final VideoEngine videos = Engines.videos();

    /**
     * @param registryApplication finds the folder of the schema registry's application, when an embedded one is started
     * @param out where progress and the table go
     * @param records where what programs read goes, if that is asked for
     * @param terminal whether a person looks at a terminal
     * @param stopRequested asked again and again whether to end as if interrupted
     */
    public PipelineRun(
            RunPlan plan,
            Supplier<Path> registryApplication,
            PrintWriter out,
            PrintWriter records,
            boolean terminal,
            BooleanSupplier stopRequested) {
        this.plan = plan;
        this.registryApplication = registryApplication;
        this.out = out;
        this.records = records;
        this.terminal = terminal;
        this.stopRequested = stopRequested;
    }

    /** Runs to the end. Errors that the user can act on are thrown with one sentence each. */
    public void execute() throws InterruptedException {
        OpenFiles.ofThisProcess().check(plan);
        SourceProbe probe = SourceProbe.of(plan, videos);
        try (RunFolder folder = RunFolder.open(plan.run().dataDirectory())) {
            try {
                execute(probe, folder);
            } catch (CommandException e) {
                e.file().ifPresent(folder::keep);
                throw fullDisk(folder, e).orElse(e);
            } catch (KafkaException | StreamsFailedException e) {
                throw fullDisk(folder, e).map(RuntimeException.class::cast).orElse(e);
            }
        }
    }

    private void execute(SourceProbe probe, RunFolder folder) throws InterruptedException {
        try (ResultFiles files = ResultFiles.open(plan.run().output(), plan.cameraIds());
                LoadingEngine engine = LoadingEngine.start(plan.engine(), plan.inference());
                RunPlatform platform = start(folder)) {
            say(plan.engine().sentence());
            probe.foundFaces(plan.engine()).forEach(this::say);
            run(probe, folder, files, engine.get(), platform);
        } catch (InterruptException e) {
            Thread.interrupted();
            throw asInterrupted(e);
        }
    }

    /** Whatever broker, registry or stores end with when there is no room for their files, that is the reason. */
    private Optional<CommandException> fullDisk(RunFolder folder, RuntimeException error) {
        boolean otherwise = error instanceof CommandException known
                && known.exitCode() != ExitCode.KAFKA
                && known.exitCode() != ExitCode.FAILURE;
        return otherwise || RunPlatform.isExternal(plan.settings()) || !DiskSpace.isFull(folder.path())
                ? Optional.empty()
                : Optional.of(new CommandException(
                        ExitCode.FILES,
                        "The disk of the data directory " + folder.path() + " is full; free some space, or name another"
                                + " one with --data-dir.",
                        error));
    }

    private RunPlatform start(RunFolder folder) throws InterruptedException {
        if (!RunPlatform.isExternal(plan.settings())) {
            say("Starting a Kafka broker and a schema registry on this machine.");
        }
        return RunPlatform.start(plan.settings(), plan.run(), registryApplication, folder.path());
    }

    private void run(SourceProbe probe, RunFolder folder, ResultFiles files, VisionEngine engine, RunPlatform platform)
            throws InterruptedException {
        KafkaConfig kafka = platform.kafka();
        RunAccount account = new RunAccount(
                plan.cameraIds(),
                plan.aggregator().window(),
                MAX_LEAD,
                plan.run().video());
        try (Admin admin = Admin.create(kafka.clientProperties(Map.of()))) {
            int partitions = RunTopics.provision(
                    admin, plan.run().partitions(), plan.cameras().size(), platform.isEmbedded());
            if (platform.isEmbedded() && plan.run().dataDirectory().isPresent()) {
                new LeftTransactions(admin, this::say).end(folder.streams());
            }
            platform.awaitRegistry();
            if (platform.isEmbedded() && plan.run().dataDirectory().isPresent()) {
                say("How your own tools reach them is in " + EmbeddedPlatform.clientFile(folder.path()) + ".");
            }
            new AppliedSettings(kafka).applyForRun(plan.places(), false, this::say);
            try (RunDashboard dashboard = RunDashboard.open(kafka, plan.dashboard(), this::say)) {
                List<CameraResult> brokenOff =
                        analyse(probe, folder, files, engine, platform, admin, partitions, account);
                report(account, files, brokenOff, rollups(kafka, partitions, probe, account));
                if (plan.run().stay()) {
                    dashboard.stay(stopRequested, this::say);
                }
                requireWhole(brokenOff);
            }
        }
    }

    /** @return the cameras whose sources broke off */
    private List<CameraResult> analyse(
            SourceProbe probe,
            RunFolder folder,
            ResultFiles files,
            VisionEngine engine,
            RunPlatform platform,
            Admin admin,
            int partitions,
            RunAccount account)
            throws InterruptedException {
        KafkaConfig kafka = platform.kafka();
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (ResultCollector collector = collector(kafka, partitions, probe, account, files);
                RunServices services = RunServices.open(plan, kafka, folder.streams(), engine, meters)) {
            services.start();
            List<CameraResult> brokenOff;
            try (SendingThread sending = SendingThread.start(kafka, videos, plan.cameras(), account, meters)) {
                FrameTrimmer trimmer =
                        new FrameTrimmer(admin, plan.application().id(Inference.NAME));
                Following following = new Following(account, collector, sending, services.runners(), meters);
                following.untilComplete(
                        platform, platform.isEmbedded() ? Optional.of(trimmer) : Optional.empty(), probe);
                brokenOff = sending.brokenOff();
            }
            if (!plan.aggregator().rollups().isEmpty()) {
                SiteSums.await(admin, plan.application().id(Aggregator.NAME), partitions);
            }
            collector.finish();
            noteLate(meters, account);
            return brokenOff;
        }
    }

    /** How many frames of each camera of this run fell into windows that are final. */
    private void noteLate(MeterRegistry meters, RunAccount account) {
        for (Counter late : meters.find(AggregatorTopology.LATE_FRAMES).counters()) {
            String camera = late.getId().getTag("camera");
            if (plan.cameraIds().contains(camera)) {
                account.late(camera, Math.round(late.count()));
            }
        }
    }

    private ResultCollector collector(
            KafkaConfig kafka, int partitions, SourceProbe probe, RunAccount account, ResultFiles files) {
        Optional<VideoExporter> exporter = plan.run().video()
                ? Optional.of(new VideoExporter(
                        RunReaders.frames(kafka, partitions),
                        AvroSerdes.deserializer(Frame.class, kafka.serdes()),
                        new RunVideos(videos, probe::framesPerSecond, files, account)))
                : Optional.empty();
        return new ResultCollector(
                RunReaders.results(kafka, partitions, probe.earliest(plan, Instant.now())),
                AvroSerdes.deserializer(FrameFaces.class, kafka.serdes()),
                AvroSerdes.deserializer(DemographicSummary.class, kafka.serdes()),
                account,
                files,
                exporter);
    }

    private List<RollupSummary> rollups(KafkaConfig kafka, int partitions, SourceProbe probe, RunAccount account) {
        return plan.aggregator().rollups().isEmpty()
                ? List.of()
                : Rollups.read(kafka, partitions, probe.earliest(plan, Instant.now()), account.finals());
    }

    private void report(
            RunAccount account, ResultFiles files, List<CameraResult> brokenOff, List<RollupSummary> rollups) {
        List<DemographicSummary> finals = account.finals();
        List<Path> placed = files.complete(finals, rollups);
        files.laidAside()
                .forEach(file ->
                        say("What a live run has left in the output folder is kept as " + file.getFileName() + "."));
        RunAccount.Totals totals = account.totals();
        if (plan.run().json()) {
            new RunReport(records).write(finals, rollups, totals, placed);
        } else {
            TableStyle style =
                    TableStyle.here(TimeZoneConfig.from(plan.settings()).zone());
            say(SummaryTable.of(finals, style));
            if (!rollups.isEmpty()) {
                say(SummaryTable.ofRollups(rollups, style));
            }
            PlaceTotals.of(finals).text().forEach(this::say);
        }
        say(String.format(
                Locale.ROOT,
                "%d frames analysed, %d faces, %d dead letters. %s; ages and gender are as they appear.",
                totals.accounted() - totals.deadLetters(),
                totals.faces(),
                totals.deadLetters(),
                plan.inference().tracking().isPresent()
                        ? "A track is one face followed over time, not a person"
                        : "Each face counts in every frame"));
        if (account.unreadable() > 0) {
            say("Left out because they can't be read or sent, and counted as missing: " + account.unreadable()
                    + (account.unreadable() == 1 ? " picture." : " pictures."));
        }
        account.late()
                .forEach((camera, frames) -> say(camera + ": " + frames
                        + " of its frames fall into windows that were final before, and count nowhere."));
        brokenOff.forEach(result -> say(result.camera().cameraId() + ": only its first "
                + result.sent().frames() + " frames are in the results; "
                + result.failure().orElseThrow().getMessage()));
        placed.forEach(file -> say("wrote " + file));
    }

    private static void requireWhole(List<CameraResult> brokenOff) {
        if (!brokenOff.isEmpty()) {
            throw new CommandException(ExitCode.BAD_INPUT, "Not every source could be read to its end; see above.");
        }
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }

    private static InterruptedException asInterrupted(InterruptException e) {
        InterruptedException interrupted = new InterruptedException(e.getMessage());
        interrupted.initCause(e);
        return interrupted;
    }

    /** Turns the crank until everything is accounted for, or something has failed. */
    private final class Following {

        private final RunAccount account;
        private final ResultCollector collector;
        private final SendingThread sending;
        private final List<StreamsRunner> streams;
        private final MeterRegistry meters;

        Following(
                RunAccount account,
                ResultCollector collector,
                SendingThread sending,
                List<StreamsRunner> streams,
                MeterRegistry meters) {
            this.meters = meters;
            this.account = account;
            this.collector = collector;
            this.sending = sending;
            this.streams = streams;
        }

        void untilComplete(RunPlatform platform, Optional<FrameTrimmer> trimmer, SourceProbe probe)
                throws InterruptedException {
            StallWatch stall =
                    new StallWatch(plan.aggregator().longestSilence().plus(STALL_PATIENCE), System::nanoTime);
            long nextTrim = System.nanoTime() + TRIM_INTERVAL.toNanos();
            try (RunProgress progress = new RunProgress(out, terminal, probe.frames(plan))) {
                while (!collector.complete()) {
                    if (stopRequested.getAsBoolean()) {
                        Thread.interrupted();
                        throw new InterruptedException();
                    }
                    platform.check();
                    streams.forEach(StreamsRunner::check);
                    sending.check();
                    if (collector.advance() > 0) {
                        stall.progress();
                    }
                    stall.check(account);
                    noteLate(meters, account);
                    progress.show(account.totals());
                    if (trimmer.isPresent() && System.nanoTime() - nextTrim > 0) {
                        trimmer.get().trim(collector.neededFrames());
                        nextTrim = System.nanoTime() + TRIM_INTERVAL.toNanos();
                    }
                }
            } catch (InterruptException e) {
                Thread.interrupted(); // Kafka's clients set it again; closing them must not be interrupted
                throw asInterrupted(e);
            }
        }
    }
}
