package io.agender.launcher.live;

import io.agender.producer.source.Camera;
import io.agender.producer.source.Extent;
import io.agender.vision.VideoLocation;
import io.agender.vision.VideoLocation.Kind;
import io.agender.vision.VideoSource;
import io.agender.vision.VideoSources;
import java.util.List;
import java.util.Set;

/** Tells whether a run of these cameras has an end of its own. */
public final class LiveSources {

    /** What is live by its address alone; a camera that is away just now must not be asked. */
    private static final Set<String> ALWAYS_LIVE = Set.of("rtsp", "rtsps", "rtmp", "srt", "udp", "rtp");

    private static final String PLAYLIST = ".m3u8";

    private LiveSources() {}

    /**
     * Whether a camera is live, or a recording that is played for ever. What neither its place nor its address tells is
     * asked of the source itself.
     *
     * @throws io.agender.vision.VisionException when a source that must be asked can't be opened
     */
    public static boolean areAmong(List<Camera> cameras, VideoSources sources) {
        return cameras.stream().anyMatch(LiveSources::isKnownToBeLive)
                || cameras.stream().anyMatch(camera -> saysThatItIsLive(camera, sources));
    }

    private static boolean isKnownToBeLive(Camera camera) {
        VideoLocation location = new VideoLocation(camera.source().location());
        boolean endless = camera.config().playback().loop()
                && camera.config().playback().extent().equals(Extent.ALL);
        return endless || location.kind() == Kind.WEBCAM || ALWAYS_LIVE.contains(location.scheme());
    }

    private static boolean saysThatItIsLive(Camera camera, VideoSources sources) {
        VideoLocation location = new VideoLocation(camera.source().location());
        boolean toAsk = location.kind() == Kind.TEST_SCENE
                || location.kind() == Kind.ADDRESS
                || location.text().endsWith(PLAYLIST);
        if (!toAsk) {
            return false;
        }
        try (VideoSource source = sources.open(location.text(), camera.config().video())) {
            return source.info().live();
        }
    }
}
