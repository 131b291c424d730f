package io.agender.launcher.command.option;

import static io.agender.launcher.command.option.SettingOption.flag;
import static io.agender.launcher.command.option.SettingOption.of;

import io.agender.aggregator.config.AggregatorConfig;
import io.agender.dashboard.config.DashboardConfig;
import io.agender.inference.InferenceConfig;
import io.agender.launcher.engine.EngineConfig;
import io.agender.launcher.live.LiveConfig;
import io.agender.launcher.run.RunConfig;
import io.agender.launcher.run.TimeZoneConfig;
import io.agender.launcher.service.ServiceConfig;
import io.agender.notifier.NotifierConfig;
import io.agender.producer.source.FrameProducerConfig;
import io.agender.runtime.config.ApplicationConfig;
import io.agender.runtime.config.KafkaConfig;
import io.agender.vision.ExecutionProvider;
import io.agender.vision.HardwareDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Which options stand for which settings. Settings that are not here are set in a file or in the environment only. */
public final class SettingGroups {

    private SettingGroups() {}

    private static List<String> hardwareDecoders() {
        return names(HardwareDecoder.Api.values());
    }

    private static List<String> providers() {
        return names(ExecutionProvider.values());
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** How Kafka is reached. */
    static SettingOptions kafka() {
        return new SettingOptions(List.of(
                of("--bootstrap-servers", "HOST:PORT", KafkaConfig.BOOTSTRAP_SERVERS),
                of("--client-config", "FILE", KafkaConfig.CLIENT_CONFIG),
                of("--registry-url", "URL", KafkaConfig.REGISTRY_URL)));
    }

    /** How sources are read. */
    static SettingOptions sources() {
        return new SettingOptions(List.of(
                of("--fps", "N", FrameProducerConfig.FPS),
                of("--max-width", "PIXELS", FrameProducerConfig.MAX_WIDTH),
                of("--quality", "0..100", FrameProducerConfig.JPEG_QUALITY),
                of("--stall-timeout", "TIME", FrameProducerConfig.STALL_TIMEOUT),
                of("--rtsp-transport", "tcp|udp", FrameProducerConfig.RTSP_TRANSPORT),
                of("--hwaccel", "API", FrameProducerConfig.HWACCEL).completing(SettingGroups::hardwareDecoders),
                of("--start-time", "TIME", FrameProducerConfig.START_TIME),
                of("--sites", "CAMERA=LABEL,...", FrameProducerConfig.SITES),
                of("--duration", "TIME", FrameProducerConfig.DURATION),
                of("--limit", "N", FrameProducerConfig.LIMIT)));
    }

    /** How sources are played where nothing waits for their end. */
    public static SettingOptions playback() {
        return new SettingOptions(List.of(
                flag("--loop", FrameProducerConfig.LOOP, "true"),
                flag("--realtime", FrameProducerConfig.REALTIME, "true"),
                of("--policy", "auto|wait|drop", FrameProducerConfig.POLICY)));
    }

    /** Which networks analyse the frames, and with how many threads. */
    public static SettingOptions models() {
        return new SettingOptions(List.of(
                of("--detector", "DETECTOR", EngineConfig.DETECTOR).completing(ModelNames::detectors),
                of("--model", "MODEL", EngineConfig.MODEL).completing(ModelNames::attributes),
                of("--extra-heads", "NAME[,NAME]", EngineConfig.EXTRA_HEADS),
                of("--min-score", "0..1", EngineConfig.MIN_SCORE),
                of("--detect-size", "PIXELS|auto", EngineConfig.DETECT_SIZE),
                of("--detect-min-face", "SIZE", EngineConfig.DETECT_MIN_FACE),
                of("--detect-region", "X,Y,W,H", EngineConfig.DETECT_REGION),
                of("--threads", "N", InferenceConfig.PROCESSOR_THREADS),
                of("--execution-provider", "PROVIDER", EngineConfig.EXECUTION_PROVIDER)
                        .completing(SettingGroups::providers),
                of("--model-dir", "DIR", EngineConfig.MODEL_DIRECTORY)));
    }

    /** Which detector looks for faces, and how large it sees frames. */
    public static SettingOptions detector() {
        return new SettingOptions(List.of(
                of("--detector", "DETECTOR", EngineConfig.DETECTOR).completing(ModelNames::detectors),
                of("--detect-size", "PIXELS|auto", EngineConfig.DETECT_SIZE),
                of("--detect-min-face", "SIZE", EngineConfig.DETECT_MIN_FACE),
                of("--detect-region", "X,Y,W,H", EngineConfig.DETECT_REGION),
                of("--model-dir", "DIR", EngineConfig.MODEL_DIRECTORY)));
    }

    /** How faces are found and followed, for those who try it out. */
    public static SettingOptions tracking() {
        return new SettingOptions(List.of(
                of("--fps", "N", FrameProducerConfig.FPS),
                of("--detector", "DETECTOR", EngineConfig.DETECTOR).completing(ModelNames::detectors),
                of("--min-score", "0..1", EngineConfig.MIN_SCORE),
                of("--confirm-hits", "N", InferenceConfig.TRACK_CONFIRM_HITS),
                of("--lost-after", "DURATION", InferenceConfig.TRACK_LOST_AFTER),
                of("--classify-interval", "DURATION", InferenceConfig.CLASSIFY_INTERVAL),
                of("--detect-interval", "DURATION|auto", InferenceConfig.DETECT_INTERVAL)));
    }

    /** Of whom nothing is said. */
    public static SettingOptions unknowns() {
        return new SettingOptions(List.of(
                of("--classify-min-size", "PIXELS", EngineConfig.MIN_FACE_SIDE),
                of("--gender-min-age", "YEARS", InferenceConfig.GENDER_MIN_AGE)));
    }

    /** Where the models are that a command is about. */
    public static SettingOptions modelDirectory() {
        return new SettingOptions(List.of(of("--model-dir", "DIR", EngineConfig.MODEL_DIRECTORY)));
    }

    /** How the summaries are cut. */
    public static SettingOptions windows() {
        return new SettingOptions(List.of(
                of("--window", "DURATION", AggregatorConfig.WINDOW),
                of("--grace", "DURATION", AggregatorConfig.GRACE),
                of("--idle", "DURATION", AggregatorConfig.IDLE),
                of("--partial-interval", "DURATION", AggregatorConfig.PARTIAL_INTERVAL),
                of("--age-bands", "AGES", AggregatorConfig.AGE_BANDS),
                of("--rollups", "PERIODS", AggregatorConfig.ROLLUPS),
                of("--rows", "PERIODS", AggregatorConfig.ROWS),
                of("--privacy-min-count", "K", AggregatorConfig.MIN_COUNT)));
    }

    /** What a run on one machine leaves behind, and where its broker lives. */
    public static SettingOptions run() {
        return new SettingOptions(List.of(
                of("--output", "DIR", RunConfig.OUTPUT),
                flag("--no-video", RunConfig.VIDEO, "false"),
                of("--partitions", "N", RunConfig.PARTITIONS),
                of("--data-dir", "DIR", RunConfig.DATA_DIRECTORY),
                of("--port", "PORT", RunConfig.PORT),
                flag("--no-dashboard", DashboardConfig.ENABLED, "false"),
                of("--dashboard-port", "PORT", DashboardConfig.PORT),
                flag("--stay", RunConfig.STAY, "true"),
                flag("--json", RunConfig.REPORT, "json"),
                of("--time-zone", "ZONE", TimeZoneConfig.TIME_ZONE)));
    }

    /** What a run without an end prints and writes. */
    public static SettingOptions live() {
        return new SettingOptions(List.of(
                flag("--quiet", LiveConfig.QUIET, "true"),
                flag("--annotated-video", RunConfig.VIDEO, "true"),
                of("--video-megabytes", "N", LiveConfig.VIDEO_MEGABYTES)));
    }

    /** Where a service that runs alone keeps its stores. */
    public static SettingOptions service() {
        return new SettingOptions(List.of(
                of("--data-dir", "DIR", RunConfig.DATA_DIRECTORY),
                of("--instance-id", "ID", ApplicationConfig.INSTANCE_ID)));
    }

    /** How a service is watched. */
    public static SettingOptions watching() {
        return new SettingOptions(List.of(
                of("--http-port", "PORT", ServiceConfig.HTTP_PORT),
                of("--http-host", "ADDRESS", ServiceConfig.HTTP_HOST),
                of("--log-format", "text|json", ServiceConfig.LOG_FORMAT)));
    }

    /** Where the dashboard listens. */
    public static SettingOptions dashboard() {
        return new SettingOptions(
                List.of(of("--port", "PORT", DashboardConfig.PORT), of("--bind", "ADDRESS", DashboardConfig.BIND)));
    }

    /** What a notifier tells, and whom. */
    public static SettingOptions notifier() {
        return new SettingOptions(List.of(
                of("--rules", "RULES", NotifierConfig.RULES),
                of("--mqtt-url", "URL", NotifierConfig.MQTT),
                of("--webhook-url", "URL", NotifierConfig.WEBHOOK)));
    }

    /** Where a service keeps a file that must stay. */
    public static SettingOptions folder() {
        return new SettingOptions(List.of(of("--data-dir", "DIR", RunConfig.DATA_DIRECTORY)));
    }

    /** Whether pictures leave the dashboard's server. */
    public static SettingOptions pictures() {
        return new SettingOptions(List.of(
                flag("--no-pictures", DashboardConfig.PICTURES, "off"),
                flag("--blur", DashboardConfig.PICTURES, "blur")));
    }

    /** How times are told. */
    public static SettingOptions times() {
        return new SettingOptions(List.of(of("--time-zone", "ZONE", TimeZoneConfig.TIME_ZONE)));
    }

    /** How topics are made. */
    public static SettingOptions topics() {
        return new SettingOptions(List.of(of("--partitions", "N", RunConfig.PARTITIONS)));
    }
}
