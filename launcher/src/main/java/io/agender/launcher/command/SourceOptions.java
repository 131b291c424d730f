package io.agender.launcher.command;

import io.agender.producer.source.Camera;
import io.agender.producer.source.CameraSource;
import io.agender.producer.source.FrameProducerConfig;
import io.agender.runtime.Settings;
import io.agender.runtime.SettingsException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which videos are read, and how they are sampled. */
final class SourceOptions {

    final SettingOptions settings = new SettingOptions();

    @Parameters(
            paramLabel = "VIDEO",
            arity = "0..*",
            description = "Video files, animations or folders of pictures; one camera each, named after the file.")
    private List<String> videos = new ArrayList<>();

    @Option(
            names = "--camera",
            paramLabel = "ID=SOURCE",
            description = "A source with the camera id to use; may be repeated.")
    private List<String> cameras = new ArrayList<>();

    @Option(
            names = "--fps",
            paramLabel = "N",
            description =
                    "At most this many frames a second, by presentation time; 0 for all. For a folder of pictures: their pace.")
    void fps(String value) {
        settings.set(FrameProducerConfig.FPS, value);
    }

    @Option(names = "--max-width", paramLabel = "PIXELS", description = "Wider frames are scaled down; 0 for never.")
    void maxWidth(String value) {
        settings.set(FrameProducerConfig.MAX_WIDTH, value);
    }

    @Option(
            names = "--quality",
            paramLabel = "0..100",
            description = "JPEG quality of the frames; 0 keeps a source's own JPEG pictures, 100 sends PNG.")
    void quality(String value) {
        settings.set(FrameProducerConfig.JPEG_QUALITY, value);
    }

    @Option(
            names = "--stall-timeout",
            paramLabel = "TIME",
            description = "A camera that gives no frame for so long counts as lost; 10s if not set.")
    void stallTimeout(String value) {
        settings.set(FrameProducerConfig.STALL_TIMEOUT, value);
    }

    @Option(
            names = "--rtsp-transport",
            paramLabel = "tcp|udp",
            description = "How the pictures of RTSP cameras travel; tcp if not set.")
    void rtspTransport(String value) {
        settings.set(FrameProducerConfig.RTSP_TRANSPORT, value);
    }

    @Option(
            names = "--start-time",
            paramLabel = "TIME",
            description =
                    "Capture time of the first frame, such as 2026-05-01T09:00:00Z. Default: so that the video ends now.")
    void startTime(String value) {
        settings.set(FrameProducerConfig.START_TIME, value);
    }

    @Option(
            names = "--sites",
            paramLabel = "CAMERA=LABEL,...",
            description = "Places that cameras belong to, for figures per site; *=LABEL is for all other cameras.")
    void sites(String value) {
        settings.set(FrameProducerConfig.SITES, value);
    }

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            description = "How much of each camera is wanted, such as 10m, in the time of its frames. Default: all.")
    void duration(String value) {
        settings.set(FrameProducerConfig.DURATION, value);
    }

    @Option(names = "--limit", paramLabel = "N", description = "How many frames of each camera are read at most.")
    void limit(String value) {
        settings.set(FrameProducerConfig.LIMIT, value);
    }

    /** The cameras of the file, then those of the command line; throws SettingsException when there is none. */
    List<Camera> cameras(CommonOptions common, Settings all) {
        List<Camera> found = new ArrayList<>(common.cameras(all));
        FrameProducerConfig config = FrameProducerConfig.from(all);
        CameraSource.of(found.stream().map(Camera::source).toList(), cameras, videos)
                .forEach(source -> found.add(new Camera(source, config)));
        if (found.isEmpty()) {
            throw new SettingsException(
                    "There is no source; name a VIDEO, --camera ID=SOURCE, or a --config file with cameras.");
        }
        return found;
    }
}
