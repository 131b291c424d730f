package io.agender.launcher.run;

import io.agender.producer.Camera;
import io.agender.vision.VideoInfo;
import io.agender.vision.VideoSource;
import io.agender.vision.VideoSources;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Opens and closes every source before anything is started, so that a wrong file name is one sentence at once.
 *
 * @param infos what each camera's source says of itself
 */
record SourceProbe(Map<String, VideoInfo> infos) {

    /** Throws {@link io.agender.vision.VisionException} for the first source that can't be opened. */
    static SourceProbe of(RunPlan plan, VideoSources sources) {
        Map<String, VideoInfo> infos = new LinkedHashMap<>();
        for (Camera camera : plan.cameras()) {
            try (VideoSource source =
                    sources.open(camera.source().location(), camera.config().video())) {
                infos.put(camera.source().cameraId(), source.info());
            }
        }
        return new SourceProbe(infos);
    }

    /** How many frames there will be; 0 when a source does not know. */
    long frames() {
        boolean known = infos.values().stream().allMatch(info -> info.frames().isPresent());
        return known
                ? infos.values().stream()
                        .mapToLong(info -> info.frames().getAsLong())
                        .sum()
                : 0;
    }

    double framesPerSecond(String camera) {
        return infos.get(camera).framesPerSecond();
    }

    /** A time before the first window of the run. */
    Instant earliest(RunPlan plan, Instant now) {
        return plan.cameras().stream()
                .map(camera -> camera.config().startTime().orElse(now.minus(length(camera))))
                .min(Instant::compareTo)
                .orElse(now)
                .minus(plan.aggregator().window());
    }

    private Duration length(Camera camera) {
        return infos.get(camera.source().cameraId()).duration().orElse(Duration.ZERO);
    }
}
