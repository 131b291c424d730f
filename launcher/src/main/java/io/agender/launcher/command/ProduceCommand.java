package io.agender.launcher.command;

import static io.agender.launcher.command.ServiceRun.REGISTRY;

import io.agender.launcher.Home;
import io.agender.launcher.Logging;
import io.agender.launcher.Reachability;
import io.agender.launcher.command.option.CommonOptions;
import io.agender.launcher.command.option.SettingGroups;
import io.agender.launcher.command.option.SettingOptions;
import io.agender.launcher.command.option.SourceOptions;
import io.agender.launcher.engine.Engines;
import io.agender.launcher.produce.CameraDisplay;
import io.agender.launcher.produce.CamerasReport;
import io.agender.launcher.service.ServiceConfig;
import io.agender.launcher.service.Watch;
import io.agender.producer.FrameProducer;
import io.agender.producer.FrameProducerListener;
import io.agender.producer.delivery.Backpressure;
import io.agender.producer.source.Camera;
import io.agender.program.ExitCode;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.Settings;
import io.agender.runtime.status.RegistryWatch;
import io.agender.schemas.Topic;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Sends cameras to a cluster until they end or it is stopped. */
@Command(
        name = "produce",
        description = {
            "Sends videos and cameras to agender.frames, each on a thread of its own. Ends when the brokers have every frame;"
                    + " with live cameras, when it is stopped with Ctrl-C or SIGTERM.",
            "A live camera that is lost is opened again until it is back. While the brokers are behind, live cameras drop"
                    + " their oldest unsent frames and files wait. See docs/cameras.md."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything that was asked for was sent; for live cameras without --limit and --duration also: stopped",
            "2:a wrong option or setting, or a source that could not be opened or read",
            "3:the brokers or the registry could not be reached, refused, did not confirm the last frames, or did not take"
                    + " all frames of a file with --policy drop",
            "130:interrupted with Ctrl-C before the end of a file, or before --limit or --duration was reached",
            "143:the same with SIGTERM"
        })
final class ProduceCommand implements Callable<Integer> {

    private static final String PRODUCER = "producer";

    @Spec
    private CommandSpec spec;

    @Mixin
    private SourceOptions sources;

    @Mixin
    private SettingOptions playback = SettingGroups.playback();

    @Mixin
    private CommonOptions common;

    @Mixin
    private SettingOptions watching = SettingGroups.watching();

    @Override
    public Integer call() throws InterruptedException {
        Logging.producing(Home.terminal());
        Settings settings = common.collect(List.of(sources.settings(), playback, watching));
        List<Camera> cameras = sources.cameras(common, settings);
        KafkaConfig kafka = KafkaConfig.from(settings);
        ServiceConfig watched = ServiceRun.watching(settings);
        Reachability.await(kafka, watched.startPatience());
        Reachability.checkTopic(kafka, Topic.FRAMES);
        PrintWriter out = spec.commandLine().getOut();
        CamerasReport report;
        try (Watch watch = Watch.open(watched, PRODUCER, REGISTRY); // closed last
                RegistryWatch registry = RegistryWatch.start(kafka);
                FrameProducer producer = FrameProducer.open(
                        kafka, Engines.videos(), Backpressure.NONE, FrameProducerListener.NONE, watch.meters());
                CameraDisplay display = CameraDisplay.open(out, Home.terminal(), producer::status)) {
            watch.health().watch(PRODUCER, producer::isConnected, "There is no connection to a Kafka broker.");
            watch.health().watch(REGISTRY, registry::trouble);
            registry.bindTo(watch.meters());
            report = new CamerasReport(producer.play(cameras));
        }
        Thread.interrupted(); // what that means is in the results
        report.totals().forEach(out::println);
        out.flush();
        report.check();
        return ExitCode.OK;
    }
}
