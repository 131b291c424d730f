package io.agender.dashboard.report;

import io.agender.schemas.DemographicSummary;
import java.time.Instant;
import java.util.List;

/** Windows of cameras that are at hand. Thread-safe. */
@FunctionalInterface
public interface Windows {

    /** The windows of a camera that begin in a time, in their order; none where they are not at hand any more. */
    List<DemographicSummary> of(String camera, Instant from, Instant to);
}
