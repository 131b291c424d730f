package io.agender.dashboard.state;

import com.fasterxml.jackson.databind.util.RawValue;
import io.agender.dashboard.config.DashboardConfig;
import io.agender.dashboard.view.BehindView;
import io.agender.dashboard.view.CameraView;
import io.agender.dashboard.view.LiveView;
import io.agender.dashboard.view.Liveness;
import io.agender.dashboard.view.PipelineView;
import io.agender.dashboard.view.PlacesView;
import io.agender.dashboard.view.StreamView;
import io.agender.dashboard.view.TotalView;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.RecordJson;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.camera.CameraVersions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * All cameras and their windows. Bounded: so many cameras, so many windows, one newest frame each. No answer is made
 * under the lock but that of one camera, so that nobody who asks for much keeps the records waiting. Thread-safe.
 */
public final class Cameras {

    private static final Duration HOUR = Duration.ofHours(1);

    /** Summing an hour of short windows takes milliseconds, so not with every window. */
    private static final Duration TOTAL_INTERVAL = Duration.ofSeconds(5);

    /** Producers give shorter ones; what others write must not fill the memory. */
    private static final int MAX_ID_LENGTH = 256;

    private final DashboardConfig config;
    private final Clock clock;
    private final Pipeline pipeline;
    private final WindowStore windows;
    private final NavigableMap<String, Entry> cameras = new TreeMap<>();
    private final Set<String> refused = new HashSet<>();
    private final Map<String, CameraSettings> settings = new HashMap<>();

    /** Until when what cameras sent is forgotten; that which was forgotten first goes first. */
    private final Map<String, Instant> forgotten = new LinkedHashMap<>();

    private final Set<String> gone = new LinkedHashSet<>();

    private static final class Entry {
        final ObservedCamera state;
        TotalView hour;
        StreamView stream;
        Instant hourMade = Instant.MIN;
        boolean windowsChanged;
        boolean changed = true;
        Liveness shown;

        Entry(ObservedCamera state) {
            this.state = state;
        }
    }

    public Cameras(DashboardConfig config, Clock clock, Pipeline pipeline) {
        this.config = config;
        this.clock = clock;
        this.pipeline = pipeline;
        this.windows = new WindowStore(config.maxWindows());
    }

    /** Takes the next record of a camera; {@code seen} as in {@link ObservedCamera#take}. */
    public synchronized void take(FrameFaces faces, Instant seen) {
        if (!ObservedCamera.sent(faces.getCapturedAt(), seen).isAfter(forgottenUntil(faces.getCameraId()))) {
            return;
        }
        entry(faces.getCameraId()).ifPresent(camera -> {
            camera.state.take(faces, seen);
            camera.state.takeLate(windows.isFinal(faces.getCameraId(), faces.getCapturedAt()));
            camera.changed = true;
        });
    }

    /** Takes a summary. That of a camera that is forgotten may close its last window long after it. */
    public synchronized void take(DemographicSummary summary) {
        String id = summary.getCameraId();
        if (!cameras.containsKey(id) && summary.getWindowStart().isBefore(forgottenUntil(id))) {
            return;
        }
        entry(summary.getCameraId()).ifPresent(camera -> {
            if (windows.put(summary)) {
                camera.state.takeWindow(summary.getWindowEnd(), summary.getSite(), summary.getModels());
                camera.windowsChanged = true;
                camera.changed = true;
            }
        });
    }

    /** Takes what is known of a camera, also of one that has sent nothing yet. */
    public synchronized void take(CameraSettings known) {
        String id = known.getCameraId();
        if (settings.containsKey(id) || settings.size() < config.maxCameras() && id.length() <= MAX_ID_LENGTH) {
            settings.put(id, known);
            settingsChanged(id);
        }
    }

    /** What is known of a camera. */
    public synchronized Optional<CameraSettings> settings(String id) {
        return Optional.ofNullable(settings.get(id));
    }

    /** The clock of a camera of which something came. */
    public synchronized Optional<Instant> clock(String id) {
        return Optional.ofNullable(cameras.get(id)).map(camera -> camera.state.clock());
    }

    /** Takes note that nothing is known of a camera any more. */
    public synchronized void forgetSettings(String id) {
        settings.remove(id);
        settingsChanged(id);
    }

    private void settingsChanged(String id) {
        if (cameras.containsKey(id)) {
            cameras.get(id).changed = true;
        }
    }

    private Instant forgottenUntil(String id) {
        return forgotten.getOrDefault(id, Instant.MIN);
    }

    /**
     * Forgets what a camera sent up to a time. One that has sent nothing later is gone, and comes back as a new one if it
     * ever sends again.
     *
     * @return whether it is gone
     */
    public synchronized boolean forget(String id, Instant until) {
        forgotten.remove(id);
        forgotten.put(id, until);
        if (forgotten.size() > config.maxCameras()) {
            forgotten.remove(forgotten.keySet().iterator().next());
        }
        boolean windowsLeft = windows.dropBefore(id, until);
        Entry camera = cameras.get(id);
        if (camera != null && (windowsLeft || camera.state.sentAfter(until))) {
            camera.windowsChanged = true;
            camera.changed = true;
            return false;
        }
        if (cameras.remove(id) != null) {
            gone.add(id);
        }
        return true;
    }

    private Optional<Entry> entry(String id) {
        Entry known = cameras.get(id);
        if (known == null) {
            if (cameras.size() >= config.maxCameras() || id.length() > MAX_ID_LENGTH) {
                if (refused.size() < config.maxCameras()) {
                    refused.add(id.substring(0, Math.min(id.length(), MAX_ID_LENGTH)));
                }
                return Optional.empty();
            }
            known = new Entry(new ObservedCamera(config.darkAfter()));
            cameras.put(id, known);
            gone.remove(id);
        }
        return Optional.of(known);
    }

    /** How many cameras there are beyond the limit, or with too long an id, as far as they are counted. */
    public synchronized int refused() {
        return refused.size();
    }

    /** How many cameras are in a state now. */
    public synchronized int count(Liveness status) {
        return (int) cameras.entrySet().stream()
                .filter(camera -> status(camera.getKey(), camera.getValue()) == status)
                .count();
    }

    private Liveness status(String id, Entry camera) {
        return camera.state.status(clock.instant(), pipeline.told(id));
    }

    /**
     * How many seconds the frames of a camera are behind: how old the newest was when its faces came, or for how long they wait
     * where that can't be told. 0 for a camera that is not behind, or not known.
     */
    public synchronized long secondsBehind(String id) {
        Entry camera = cameras.get(id);
        BehindView behind = camera == null ? null : camera.state.behind(status(id, camera), pipeline.behindSince(id));
        if (behind == null) {
            return 0;
        }
        return behind.seconds() != null
                ? behind.seconds()
                : Duration.between(behind.since(), clock.instant()).toSeconds();
    }

    /** How those are who should bring the records of the cameras that have not ended. */
    public PipelineView pipeline() {
        return pipeline.view(sending());
    }

    private synchronized List<String> sending() {
        return cameras.entrySet().stream()
                .filter(camera -> !camera.getValue().state.ended())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** How many windows are in memory. */
    public synchronized int windowCount() {
        return windows.size();
    }

    public synchronized boolean knows(String id) {
        return cameras.containsKey(id);
    }

    /** The ids after an id in their order, so many at most. */
    public synchronized List<String> idsAfter(String after, int atMost) {
        return cameras.tailMap(after, false).keySet().stream().limit(atMost).toList();
    }

    public synchronized Optional<CameraView> view(String id) {
        return Optional.ofNullable(cameras.get(id)).map(camera -> view(id, camera));
    }

    /**
     * The cameras that have changed since this was last asked, by their records or by the wall clock, and those that are
     * gone, of which there is no view.
     */
    public synchronized List<String> changes() {
        Instant now = clock.instant();
        List<String> changes = new ArrayList<>(gone);
        gone.clear();
        cameras.forEach((id, camera) -> {
            boolean sumDue = camera.windowsChanged
                    && !camera.hourMade.plus(TOTAL_INTERVAL).isAfter(now);
            Liveness status = status(id, camera);
            if (camera.changed || sumDue || camera.shown != status) {
                camera.changed = false;
                camera.shown = status;
                changes.add(id);
            }
        });
        return changes;
    }

    /** As if all had changed, for what was to be told of them could not be. */
    public synchronized void allChanged() {
        cameras.values().forEach(camera -> camera.changed = true);
        forgotten.keySet().stream().filter(id -> !cameras.containsKey(id)).forEach(gone::add);
    }

    private CameraView view(String id, Entry camera) {
        Instant now = clock.instant();
        ObservedCamera state = camera.state;
        if (camera.windowsChanged && !camera.hourMade.plus(TOTAL_INTERVAL).isAfter(now)) {
            camera.hour =
                    windows.newest(id).map(newest -> hour(id, newest, state)).orElse(null);
            camera.stream = null;
            camera.hourMade = now;
            camera.windowsChanged = false;
        }
        RawValue window = windows.at(id, state.clock())
                .or(() -> windows.newest(id))
                .map(summary -> new RawValue(RecordJson.line(summary)))
                .orElse(null);
        Liveness status = status(id, camera);
        if (status != Liveness.ENDED) {
            camera.stream = null;
        } else if (camera.stream == null) {
            camera.stream = stream(id, state);
        }
        return new CameraView(
                id,
                state.site(),
                status,
                state.since(status),
                state.clock(),
                state.impaired(status),
                state.behind(status, pipeline.behindSince(id)),
                state.live(),
                window,
                camera.hour,
                camera.stream,
                places(id, state.clock()),
                state.models());
    }

    private PlacesView places(String id, Instant time) {
        CameraSettings known = settings.get(id);
        return known == null || time == null
                ? null
                : CameraVersions.validAt(known, time).map(PlacesView::of).orElse(null);
    }

    /** All of a stream that has ended; null when no window of it is here. */
    private StreamView stream(String id, ObservedCamera state) {
        List<byte[]> found = state.begun()
                .map(begun -> windows.spanning(id, begun, state.clock()))
                .orElseGet(() -> windows.holding(id, state.clock(), state.live().sequence() + 1));
        return found.isEmpty()
                ? null
                : new StreamView(
                        WindowStore.decoded(found.get(0)).getWindowStart(),
                        state.begun().orElse(null),
                        Totals.ofStream(found, state.begun(), state.clock()));
    }

    /** All of the hour counts, also what no window is of; but of an open window only what the camera has come to. */
    private TotalView hour(String id, DemographicSummary newest, ObservedCamera state) {
        TimeRange range = hourOf(newest);
        List<byte[]> found = windows.between(id, range.from(), range.to(), Integer.MAX_VALUE);
        Instant to = range.to();
        Instant reached = state.clock();
        if (newest.getStatus() == SummaryStatus.PARTIAL && reached.isBefore(to)) {
            to = reached.isAfter(newest.getWindowStart()) ? reached : newest.getWindowStart();
        }
        return Totals.ofEncoded(found, new TimeRange(range.from(), to));
    }

    /** The hour that ends with a window, or the window when it is longer. */
    private static TimeRange hourOf(DemographicSummary newest) {
        Instant hourBefore = newest.getWindowEnd().minus(HOUR);
        Instant start = newest.getWindowStart();
        return new TimeRange(start.isBefore(hourBefore) ? start : hourBefore, newest.getWindowEnd());
    }

    /**
     * The first windows of a camera that begin in a range, so many at most, as they are encoded; nothing for an unknown
     * camera.
     */
    public synchronized Optional<List<byte[]>> windows(String id, TimeRange range, int atMost) {
        return cameras.containsKey(id)
                ? Optional.of(windows.between(id, range.from(), range.to(), atMost))
                : Optional.empty();
    }

    /** The hour that is asked for when nobody says: the one that ends with the newest window. */
    public synchronized Optional<TimeRange> lastHour(String id) {
        return windows.newest(id).map(Cameras::hourOf);
    }

    /** Start of the oldest window that is left of a camera that lost some. */
    public synchronized Optional<Instant> evictedBefore(String id) {
        return windows.evictedBefore(id);
    }

    /** How many windows had to go, of all cameras. */
    public synchronized long evictedWindows() {
        return windows.evicted();
    }

    /** Start of the oldest window of a camera in memory. */
    public synchronized Optional<Instant> heldFrom(String id) {
        return windows.oldest(id);
    }

    /** The last frame of a camera of which none come any more, or none that can be shown. */
    public synchronized Optional<LiveView> last(String id) {
        return Optional.ofNullable(cameras.get(id))
                .filter(camera -> status(id, camera) != Liveness.LIVE)
                .map(camera -> camera.state.live());
    }

    /** The newest frame of a camera, and whether the camera is live. */
    public synchronized Optional<LiveView> live(String id) {
        return Optional.ofNullable(cameras.get(id))
                .filter(camera -> status(id, camera) == Liveness.LIVE)
                .map(camera -> camera.state.live());
    }
}
