package io.agender.launcher.run;

import io.agender.schemas.Frame;
import io.agender.vision.AnnotatedVideo;
import io.agender.vision.AnnotatedVideos;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** One video for each camera of a run, among its results. */
final class RunVideos implements FrameVideos {

    private final AnnotatedVideos videos;
    private final ToDoubleFunction<String> framesPerSecond;
    private final ResultFiles files;
    private final RunAccount account;
    private final Map<String, AnnotatedVideo> open = new HashMap<>();
    private final Map<String, Instant> starts = new HashMap<>();

    /**
     * @param framesPerSecond nominal rate of a camera's video
     * @param account knows which frames are of this run, and is told of each frame drawn
     */
    RunVideos(AnnotatedVideos videos, ToDoubleFunction<String> framesPerSecond, ResultFiles files, RunAccount account) {
        this.videos = videos;
        this.framesPerSecond = framesPerSecond;
        this.files = files;
        this.account = account;
    }

    @Override
    public boolean areOf(String cameraId, String streamId) {
        return account.isOurs(cameraId, streamId);
    }

    @Override
    public void seen(Frame frame) {
        starts.putIfAbsent(frame.getCameraId(), frame.getCapturedAt());
    }

    @Override
    public Running of(Frame frame) {
        String camera = frame.getCameraId();
        return new Running(
                open.computeIfAbsent(camera, id -> videos.create(files.video(id), framesPerSecond.applyAsDouble(id))),
                starts.get(camera));
    }

    @Override
    public void settled() {
        account.exported();
    }

    @Override
    public void complete() {
        open.values().forEach(AnnotatedVideo::close);
        open.clear();
    }

    @Override
    public void discard() {
        open.values().forEach(AnnotatedVideo::discard);
        open.clear();
    }
}
