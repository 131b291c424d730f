package io.agender.launcher.run;

import io.agender.launcher.engine.EngineConfig;
import io.agender.launcher.engine.FoundFaces;
import io.agender.producer.source.Camera;
import io.agender.producer.source.Playback;
import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.vision.VideoInfo;
import io.agender.vision.VideoSource;
import io.agender.vision.VideoSources;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Opens and closes every source before anything is started, so that a wrong file name is one sentence at once.
 *
 * @param infos what each camera's source says of itself
 */
record SourceProbe(Map<String, VideoInfo> infos) {

    /**
     * Looks at the sources.
     *
     * @throws io.agender.vision.VisionException for the first one that can't be opened
     * @throws CommandException for the first one that has no end
     */
    static SourceProbe of(RunPlan plan, VideoSources sources) {
        Map<String, VideoInfo> infos = new LinkedHashMap<>();
        for (Camera camera : plan.cameras()) {
            try (VideoSource source =
                    sources.open(camera.source().location(), camera.config().video())) {
                requireAnEnd(camera, source.info());
                infos.put(camera.source().cameraId(), source.info());
            }
        }
        return new SourceProbe(infos);
    }

    private static void requireAnEnd(Camera camera, VideoInfo info) {
        if (info.live()) {
            throw new CommandException(
                    ExitCode.BAD_INPUT,
                    "Camera " + camera.source().cameraId()
                            + " is live, and this one ends with its sources; agender run goes on with live ones.");
        }
    }

    /** How small faces may be in the cameras' frames: a sentence for each size of a frame. */
    List<String> foundFaces(EngineConfig engine) {
        FoundFaces faces = FoundFaces.of(engine);
        return infos.values().stream()
                .flatMap(info -> faces
                        .clause(info.width(), info.height())
                        .map(clause -> "In frames of " + info.width() + " x " + info.height()
                                + " pixels faces are found " + clause + ".")
                        .stream())
                .distinct()
                .toList();
    }

    /** How many frames there will be, as far as the plan lets them; 0 when a source does not know. */
    long frames(RunPlan plan) {
        long all = 0;
        for (Camera camera : plan.cameras()) {
            Playback playback = camera.config().playback();
            OptionalLong frames =
                    playback.extent().expected(infos.get(camera.source().cameraId()), playback.loop());
            if (frames.isEmpty()) {
                return 0;
            }
            all += frames.getAsLong();
        }
        return all;
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
