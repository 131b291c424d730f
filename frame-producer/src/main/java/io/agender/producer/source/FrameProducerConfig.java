package io.agender.producer.source;

import io.agender.runtime.config.Durations;
import io.agender.runtime.config.Settings;
import io.agender.vision.HardwareDecoder;
import io.agender.vision.RtspTransport;
import io.agender.vision.VideoOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/**
 * How sources are sampled, timed and played.
 *
 * @param video sampling and encoding
 * @param startTime capture time of the first frame of each source; if empty, such that the source ends now
 * @param sites the places that the cameras belong to
 * @param playback policy, pace and extent
 */
public record FrameProducerConfig(VideoOptions video, Optional<Instant> startTime, Sites sites, Playback playback) {

    public static final String FPS = "fps";
    public static final String MAX_WIDTH = "max.width";
    public static final String JPEG_QUALITY = "jpeg.quality";
    public static final String START_TIME = "start.time";

    /** What brokers grant clocks that differ. */
    private static final Duration MAX_AHEAD = Duration.ofHours(1);

    public static final String SITES = "sites";
    public static final String POLICY = "policy";
    public static final String LOOP = "loop";
    public static final String REALTIME = "realtime";
    public static final String DURATION = "duration";
    public static final String LIMIT = "limit";
    public static final String RECONNECT_CAP = "reconnect.cap";
    public static final String STALL_TIMEOUT = "stall.timeout";
    public static final String RTSP_TRANSPORT = "rtsp.transport";
    public static final String HWACCEL = "hwaccel";
    public static final String HWACCEL_DEVICE = "hwaccel.device";
    public static final String MAX_PIXELS = "source.max.pixels";

    /** JPEG stores each side in 16 bits. */
    private static final int MAX_SIDE = 65_535;

    /** The settings that {@link #from} reads. */
    public static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    FPS,
                    Type.DOUBLE,
                    VideoOptions.DEFAULTS.framesPerSecond(),
                    LambdaValidator.with(FrameProducerConfig::checkRate, () -> "[0,...,1000]"),
                    Importance.HIGH,
                    "At most this many frames for each second of presentation time; 0 for all frames. For a folder of"
                            + " pictures: their pace; for a single picture of a camera: how often it is asked for. Lower:"
                            + " less work, but short visits may be missed.")
            .define(
                    MAX_WIDTH,
                    Type.INT,
                    VideoOptions.DEFAULTS.maxWidth(),
                    Range.between(0, MAX_SIDE),
                    Importance.MEDIUM,
                    "Wider frames are scaled down to this many pixels; 0 for the original size. Lower: less network and"
                            + " disk, and coarser pictures of faces for gender and age. How small a face is found depends on"
                            + " the size at which the detector sees frames (detect.size), as long as they are no smaller.")
            .define(
                    JPEG_QUALITY,
                    Type.INT,
                    VideoOptions.DEFAULTS.jpegQuality(),
                    Range.between(0, 100),
                    Importance.MEDIUM,
                    "JPEG quality of the frames, 1 (small) to 99 (faithful); 100 sends PNG, which loses nothing. 0 sends a"
                            + " source's own JPEG pictures as they come, and all others at quality 90.")
            .define(
                    MAX_PIXELS,
                    Type.LONG,
                    VideoOptions.DEFAULTS.maxPixels(),
                    Range.atLeast(1),
                    Importance.LOW,
                    "Sources with larger pictures than this many pixels are refused before they are decoded; guards the"
                            + " memory against pictures made to fill it. Analysis has its own limit, max.pixels.")
            .define(
                    START_TIME,
                    Type.STRING,
                    null,
                    LambdaValidator.with(FrameProducerConfig::checkTime, () -> "a time such as 2026-05-01T09:00:00Z"),
                    Importance.MEDIUM,
                    "Capture time of the first frame. With it a replay makes the same records. Default: such that the"
                            + " source ends now.")
            .define(
                    SITES,
                    Type.STRING,
                    "",
                    LambdaValidator.with(FrameProducerConfig::checkSites, () -> "CAMERA=LABEL, comma-separated"),
                    Importance.LOW,
                    "Places that cameras belong to, for figures per site: lobby=Bremen,door=Bremen; *=LABEL is for all"
                            + " other cameras.")
            .define(
                    POLICY,
                    Type.STRING,
                    "auto",
                    ConfigDef.CaseInsensitiveValidString.in("auto", "wait", "drop"),
                    Importance.MEDIUM,
                    "What happens while the brokers are behind: drop gives up the oldest unsent frame, wait stops reading."
                            + " auto drops for a live source and waits for all others.")
            .define(
                    LOOP,
                    Type.BOOLEAN,
                    false,
                    Importance.LOW,
                    "Plays files again and again; without a start time at their own pace. Nothing to live sources.")
            .define(
                    REALTIME,
                    Type.BOOLEAN,
                    false,
                    Importance.LOW,
                    "Plays files at their own pace, from now on if no start time is set; else as fast as the brokers"
                            + " take them. Nothing to live sources.")
            .define(
                    DURATION,
                    Type.STRING,
                    null,
                    LambdaValidator.with(FrameProducerConfig::checkDuration, () -> "a duration of more than 0s"),
                    Importance.LOW,
                    "How much of each camera is sent, in the time of its frames. Default: all.")
            .define(
                    LIMIT,
                    Type.LONG,
                    null,
                    LambdaValidator.with(FrameProducerConfig::checkLimit, () -> "[1,...]"),
                    Importance.LOW,
                    "How many frames of each camera are read at most. Default: all.")
            .define(
                    STALL_TIMEOUT,
                    Type.STRING,
                    Durations.format(VideoOptions.DEFAULTS.stallTimeout()),
                    Durations.atLeast(Duration.ofMillis(1)),
                    Importance.MEDIUM,
                    "A source over the network or a webcam that gives no frame for so long counts as lost. Lower: sooner"
                            + " noticed, but a camera with few whole pictures or a slow network is lost for nothing.")
            .define(
                    RTSP_TRANSPORT,
                    Type.STRING,
                    "tcp",
                    ConfigDef.CaseInsensitiveValidString.in("tcp", "udp"),
                    Importance.LOW,
                    "How the pictures of RTSP cameras travel: tcp loses nothing on the way, udp is for cameras that cannot"
                            + " do otherwise.")
            .define(
                    HWACCEL,
                    Type.STRING,
                    "none",
                    ConfigDef.CaseInsensitiveValidString.in(Arrays.stream(HardwareDecoder.Api.values())
                            .map(api -> api.name().toLowerCase(Locale.ROOT))
                            .toArray(String[]::new)),
                    Importance.LOW,
                    "Hardware that decodes compressed video in the processor's place: vaapi and qsv on Linux, nvdec with"
                            + " an NVIDIA driver, videotoolbox on macOS, d3d11va on Windows. Where it is missing, or"
                            + " refuses a stream, the processor decodes and the log says so.")
            .define(
                    HWACCEL_DEVICE,
                    Type.STRING,
                    "",
                    Importance.LOW,
                    "Which device that is, as FFmpeg names it: /dev/dri/renderD129 for vaapi and qsv, 1 for nvdec."
                            + " Default: the first.")
            .define(
                    RECONNECT_CAP,
                    Type.STRING,
                    Durations.format(Playback.ONCE.reconnectCap()),
                    Durations.atLeast(Duration.ofMillis(1)),
                    Importance.LOW,
                    "Longest wait before a lost live source is opened again; the first wait is about 1s, each is drawn"
                            + " at random between half and all of twice the one before. Lower: sooner back, more load on"
                            + " a camera that is ill.");

    public FrameProducerConfig {
        Objects.requireNonNull(video, "video");
        Objects.requireNonNull(startTime, "startTime");
        Objects.requireNonNull(sites, "sites");
        Objects.requireNonNull(playback, "playback");
    }

    /** All of a source once, as fast as the brokers take it. */
    public FrameProducerConfig(VideoOptions video, Optional<Instant> startTime, Sites sites) {
        this(video, startTime, sites, Playback.ONCE);
    }

    /** Reads the settings; throws {@link io.agender.runtime.config.SettingsException} when one is refused. */
    public static FrameProducerConfig from(Settings settings) {
        AbstractConfig config = settings.read(DEFINITION);
        return new FrameProducerConfig(
                new VideoOptions(
                        config.getDouble(FPS),
                        config.getInt(MAX_WIDTH),
                        config.getInt(JPEG_QUALITY),
                        Durations.parse(config.getString(STALL_TIMEOUT)),
                        RtspTransport.valueOf(config.getString(RTSP_TRANSPORT).toUpperCase(Locale.ROOT)),
                        config.getLong(MAX_PIXELS),
                        new HardwareDecoder(
                                HardwareDecoder.Api.valueOf(
                                        config.getString(HWACCEL).toUpperCase(Locale.ROOT)),
                                config.getString(HWACCEL_DEVICE))),
                Optional.ofNullable(config.getString(START_TIME)).map(Instant::parse),
                Sites.parse(config.getString(SITES)),
                new Playback(
                        Policy.parse(config.getString(POLICY)),
                        config.getBoolean(LOOP),
                        config.getBoolean(REALTIME),
                        new Extent(
                                Optional.ofNullable(config.getString(DURATION)).map(Durations::parse),
                                config.getLong(LIMIT) == null
                                        ? OptionalLong.empty()
                                        : OptionalLong.of(config.getLong(LIMIT))),
                        Durations.parse(config.getString(RECONNECT_CAP))));
    }

    private static void checkRate(String name, Object value) {
        if (!((Double) value >= 0 && (Double) value <= 1000)) {
            throw new ConfigException(name + " must be between 0 and 1000, not " + value + ".");
        }
    }

    private static void checkSites(String name, Object value) {
        try {
            Sites.parse((String) value);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(name + ": " + e.getMessage() + ".");
        }
    }

    private static void checkDuration(String name, Object value) {
        if (value != null) {
            Durations.atLeast(Duration.ofNanos(1)).ensureValid(name, value);
        }
    }

    private static void checkLimit(String name, Object value) {
        if (value != null && (Long) value < 1) {
            throw new ConfigException(name + " must be at least 1, not " + value + ".");
        }
    }

    private static void checkTime(String name, Object value) {
        if (value == null) {
            return;
        }
        Instant time;
        try {
            time = Instant.parse((String) value);
        } catch (DateTimeParseException e) {
            throw new ConfigException(name + ": '" + value + "' is not a time; write it like 2026-05-01T09:00:00Z.");
        }
        // Kafka has no timestamps before 1970, and its tools print no years with five digits.
        if (time.isBefore(Instant.EPOCH) || time.isAfter(Instant.parse("9999-12-31T23:59:59Z"))) {
            throw new ConfigException(name + " must be between the years 1970 and 9999, not " + value + ".");
        }
        if (time.isAfter(Instant.now().plus(MAX_AHEAD))) {
            throw new ConfigException(name + " lies in the future: " + value + "; brokers take no such frame.");
        }
    }
}
