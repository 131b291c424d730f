package io.agender.launcher.run;

import io.agender.aggregator.config.AggregatorConfig;
import io.agender.dashboard.config.DashboardConfig;
import io.agender.inference.InferenceConfig;
import io.agender.launcher.engine.EngineConfig;
import io.agender.producer.source.Camera;
import io.agender.producer.source.Extent;
import io.agender.producer.source.FrameProducerConfig;
import io.agender.producer.source.Playback;
import io.agender.runtime.config.ApplicationConfig;
import io.agender.runtime.config.Settings;
import io.agender.runtime.config.SettingsException;
import io.agender.schemas.CameraVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run is asked to do, checked.
 *
 * @param cameras the cameras, in the order of file and command line; at least one
 * @param settings all settings, with what a run chooses where the user did not
 * @param places time zones, opening hours, zones and lines that the file names, by camera
 */
public record RunPlan(
        List<Camera> cameras,
        Settings settings,
        Map<String, CameraVersion> places,
        EngineConfig engine,
        InferenceConfig inference,
        AggregatorConfig aggregator,
        ApplicationConfig application,
        RunConfig run,
        DashboardConfig dashboard) {

    /**
     * The streams of a run end by themselves, so its windows need no silence to close; only a lost last frame does. The
     * analysis may pause for long on a busy machine, so a run waits longer than a service.
     */
    private static final String IDLE = "120s";

    /** How far back the page of a live run goes when it is started again. */
    private static final String HISTORY = "72h";

    /**
     * Checks what was asked for.
     *
     * @throws SettingsException when a source has no end, or a setting is refused
     */
    public static RunPlan of(List<Camera> cameras, Settings settings) {
        for (Camera camera : cameras) {
            if (camera.config().playback().loop()
                    && camera.config().playback().extent().equals(Extent.ALL)) {
                throw new SettingsException("This ends with its sources, and camera "
                        + camera.source().cameraId() + " is a loop; set duration or limit, or use agender run.");
            }
        }
        return of(
                cameras,
                settings,
                Map.of(AggregatorConfig.IDLE, IDLE, AggregatorConfig.ROLLUPS, AggregatorConfig.NO_ROLLUPS));
    }

    /**
     * The same for a run that goes on until it is stopped. Recordings are played at their own pace beside the cameras, if
     * they have no start time, and annotated video is recorded only where it was asked for.
     *
     * @throws SettingsException when a setting is refused
     */
    public static RunPlan live(List<Camera> cameras, Settings settings) {
        return of(
                cameras.stream().map(RunPlan::paced).toList(),
                settings,
                Map.of(RunConfig.VIDEO, "false", DashboardConfig.HISTORY, HISTORY));
    }

    private static Camera paced(Camera camera) {
        FrameProducerConfig config = camera.config();
        Playback playback = config.playback();
        return new Camera(
                camera.source(),
                new FrameProducerConfig(
                        config.video(),
                        config.startTime(),
                        config.sites(),
                        new Playback(
                                playback.policy(),
                                playback.loop(),
                                playback.realtime() || config.startTime().isEmpty(),
                                playback.extent(),
                                playback.reconnectCap())));
    }

    private static RunPlan of(List<Camera> cameras, Settings settings, Map<String, String> defaults) {
        Map<String, String> chosen = new HashMap<>(defaults);
        chosen.put(
                InferenceConfig.PROCESSOR_THREADS,
                String.valueOf(Math.min(cameras.size(), Runtime.getRuntime().availableProcessors())));
        chosen.keySet().removeAll(settings.values().keySet());
        Settings all = settings.with(chosen);
        RunPlatform.isExternal(all);
        return new RunPlan(
                List.copyOf(cameras),
                all,
                Map.of(),
                EngineConfig.from(all),
                InferenceConfig.from(all),
                AggregatorConfig.from(all),
                ApplicationConfig.from(all),
                RunConfig.from(all),
                DashboardConfig.from(all));
    }

    /** The same run of cameras of which more is known. */
    public RunPlan knowing(Map<String, CameraVersion> places) {
        return new RunPlan(
                cameras, settings, Map.copyOf(places), engine, inference, aggregator, application, run, dashboard);
    }

    /** The ids of the cameras, in their order. */
    public List<String> cameraIds() {
        return cameras.stream().map(camera -> camera.source().cameraId()).toList();
    }
}
