package io.agender.audit.window;

import io.agender.schemas.CameraVersion;
import io.agender.schemas.DemographicSummary;
import java.util.Optional;

/**
 * A window that is final, nothing of it withheld.
 *
 * @param summary its figures
 * @param settings the version of the camera's settings that it goes by
 * @param dwellMillis how long the tracks that ended were there, all together
 * @param attentionMillis how long those of them that had watched did, all together
 */
public record ClosedWindow(
        DemographicSummary summary, Optional<CameraVersion> settings, long dwellMillis, long attentionMillis) {}
