package io.agender.dashboard;

import io.agender.dashboard.picture.FrameCache;
import io.agender.dashboard.state.Cameras;
import io.agender.dashboard.view.Liveness;
import io.agender.dashboard.view.PipelineState;
import io.agender.schemas.reader.BadRecords;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What a dashboard tells in figures of the cameras, and of what it keeps. */
final class DashboardMetrics {

    /** Gauge: cameras whose {@link Liveness} is that in the tag {@code status}. */
    static final String CAMERAS = "agender.dashboard.cameras";

    /** Gauge: 1 for the {@link PipelineState} in the tag {@code state} that the pipeline is in, else 0. */
    static final String PIPELINE = "agender.dashboard.pipeline";

    /** Gauge: seconds that the frames of the camera in the tag {@code camera} are behind. */
    static final String BEHIND = "agender.dashboard.camera.behind";

    /** Gauge: windows in memory. */
    static final String WINDOWS = "agender.dashboard.windows";

    /** Gauge: bytes of pictures in memory. */
    static final String PICTURES = "agender.dashboard.picture.bytes";

    /** Counter: windows that had to go from memory. */
    static final String EVICTED = "agender.dashboard.evicted.windows";

    /** Counter: records of the topics that could not be read. */
    static final String UNDECODABLE = "agender.dashboard.undecodable.records";

    private final Cameras cameras;
    private final FrameCache cache;
    private final BadRecords bad;
    private final Map<String, Gauge> behind = new ConcurrentHashMap<>();
    private volatile MeterRegistry bound;

    DashboardMetrics(Cameras cameras, FrameCache cache, BadRecords bad) {
        this.cameras = cameras;
        this.cache = cache;
        this.bad = bad;
    }

    /** Has a figure of its own for a camera from now on. */
    void show(String camera) {
        MeterRegistry meters = bound;
        if (meters != null && !behind.containsKey(camera) && cameras.knows(camera)) {
            behind.put(
                    camera,
                    Gauge.builder(BEHIND, cameras, known -> known.secondsBehind(camera))
                            .description(
                                    "Seconds that the frames of the camera are analysed late; 0 when they are not.")
                            .baseUnit("seconds")
                            .tag("camera", camera)
                            .register(meters));
        }
    }

    /** Tells nothing of a camera any more. */
    void forget(String camera) {
        Gauge gauge = behind.remove(camera);
        if (gauge != null) {
            bound.remove(gauge);
        }
    }

    void bindTo(MeterRegistry meters) {
        bound = meters;
        for (Liveness status : Liveness.values()) {
            Gauge.builder(CAMERAS, cameras, known -> known.count(status))
                    .description("Cameras that the dashboard shows in this state.")
                    .tag("status", status.name())
                    .register(meters);
        }
        for (PipelineState state : PipelineState.values()) {
            Gauge.builder(PIPELINE, cameras, known -> known.pipeline().state() == state ? 1 : 0)
                    .description("Whether those between the cameras and the dashboard are in this state.")
                    .tag("state", state.name())
                    .register(meters);
        }
        Gauge.builder(WINDOWS, cameras, Cameras::windowCount)
                .description("Windows of summaries in memory.")
                .register(meters);
        FunctionCounter.builder(EVICTED, cameras, Cameras::evictedWindows)
                .description("Windows that had to go from memory.")
                .register(meters);
        Gauge.builder(PICTURES, cache, FrameCache::bytes)
                .description("Bytes of pictures in memory.")
                .baseUnit("bytes")
                .register(meters);
        FunctionCounter.builder(UNDECODABLE, bad, BadRecords::count)
                .description("Records of the topics that could not be read.")
                .register(meters);
    }
}
