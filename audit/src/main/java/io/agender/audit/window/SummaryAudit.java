package io.agender.audit.window;

import io.agender.audit.SummaryRules;
import io.agender.audit.TopicRecord;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What agender.summary must hold, from agender.faces and the settings of cameras alone: a batch computation that keeps all frames of a window and
 * counts them anew for each summary. Every stream must have ended, or the windows that are open at the end are left out.
 * Not thread-safe.
 */
public final class SummaryAudit {

    private final SummaryRules rules;
    private final Map<String, CameraSettings> settings;
    private final Map<String, NaiveCamera> cameras = new LinkedHashMap<>();
    private final Map<String, List<TopicRecord<DemographicSummary>>> due = new LinkedHashMap<>();

    /** @param rules what the aggregator ran with */
    public SummaryAudit(SummaryRules rules) {
        this(rules, Map.of());
    }

    /** @param settings what was known of cameras before the first of their frames, by camera id */
    public SummaryAudit(SummaryRules rules, Map<String, CameraSettings> settings) {
        this.rules = rules;
        this.settings = Map.copyOf(settings);
    }

    /** Takes in the next record of agender.faces; those of a camera in their order. */
    public void take(FrameFaces faces) {
        due.computeIfAbsent(faces.getCameraId(), camera -> new ArrayList<>())
                .addAll(cameras.computeIfAbsent(faces.getCameraId(), this::naive)
                        .take(faces));
    }

    private NaiveCamera naive(String camera) {
        return new NaiveCamera(rules, camera, PinnedVersions.knownBefore(Optional.ofNullable(settings.get(camera))));
    }

    /** The summaries of a camera that the records so far make due, in order; none of a camera that was never seen. */
    public List<TopicRecord<DemographicSummary>> summaries(String camera) {
        return List.copyOf(due.getOrDefault(camera, List.of()));
    }

    /** How many windows are still open, over all cameras. */
    public int openWindows() {
        return cameras.values().stream().mapToInt(NaiveCamera::openWindows).sum();
    }
}
