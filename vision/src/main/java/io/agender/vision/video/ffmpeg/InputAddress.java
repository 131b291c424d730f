package io.agender.vision.video.ffmpeg;

import io.agender.vision.RtspTransport;
import io.agender.vision.VideoLocation;
import io.agender.vision.VideoOptions;
import io.agender.vision.VisionException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Where FFmpeg finds a source, and how it has to open it.
 *
 * @param url for FFmpeg only: it may hold a password
 * @param name for everyone else
 * @param format FFmpeg's name of the format; null to have it guessed
 * @param options FFmpeg's options
 * @param kind what is known of the source before it is opened
 */
public record InputAddress(String url, String name, String format, Map<String, String> options, Kind kind) {

    enum Kind {
        /** On this machine: read without a deadline. */
        FILE,
        /** A file, a playlist or a camera; which one shows when it is open. */
        WEB,
        /** Live in any case. */
        CAMERA
    }

    private static final String WEB_PROTOCOLS = "http,https,tcp,tls,httpproxy,crypto,data";
    private static final String CAMERA_PROTOCOLS = "rtp,srtp,udp,tcp,tls";
    private static final String SCHEMES = "rtsp, rtsps, rtmp, rtmps, srt, udp, rtp, http or https";

    static InputAddress file(Path file, String location) {
        // With its protocol in front, so that a colon in a file name does not make it look like an address.
        return new InputAddress(
                "file:" + file.toAbsolutePath(), location, null, Map.of("protocol_whitelist", "file"), Kind.FILE);
    }

    /**
     * A source on the network.
     *
     * @param location as the user wrote it
     * @param url the same with user and password filled in
     * @throws VisionException when FFmpeg is not to open addresses of this kind
     */
    public static InputAddress network(VideoLocation location, String url, VideoOptions options) {
        Map<String, String> settings = new HashMap<>();
        String micros = String.valueOf(micros(options.stallTimeout()));
        Kind kind = Kind.CAMERA;
        switch (location.scheme()) {
            case "rtsp", "rtsps" -> {
                settings.put("protocol_whitelist", CAMERA_PROTOCOLS);
                settings.put("rtsp_transport", options.rtspTransport() == RtspTransport.UDP ? "udp" : "tcp");
                settings.put("allowed_media_types", "video");
                settings.put("timeout", micros);
            }
            case "http", "https" -> {
                settings.put("protocol_whitelist", WEB_PROTOCOLS);
                settings.put("rw_timeout", micros);
                kind = Kind.WEB;
            }
            case "rtmp", "rtmps", "srt", "udp", "rtp" -> settings.put("rw_timeout", micros);
            default ->
                throw new VisionException(location + " is not an address that can be read; it must begin with "
                        + SCHEMES + ", and a file is named by its path");
        }
        // Otherwise the rate of a slow camera is guessed from twenty of its frames, before the first one is delivered.
        settings.put("fpsprobesize", "0");
        return new InputAddress(url, location.toString(), null, Map.copyOf(settings), kind);
    }

    /** A webcam of this machine. */
    static InputAddress webcam(Path device, String location) {
        return new InputAddress(device.toString(), location, "v4l2", Map.of(), Kind.CAMERA);
    }

    boolean isWatched() {
        return kind != Kind.FILE;
    }

    private static long micros(Duration time) {
        return time.toNanos() / 1000;
    }

    /** The name: the rest is nobody's business. */
    @Override
    public String toString() {
        return name;
    }
}
