package io.agender.dashboard.view;

import com.fasterxml.jackson.databind.util.RawValue;
import java.time.Instant;
import java.util.List;

/**
 * All that the page shows of a camera, as one JSON object.
 *
 * @param since when its status began, by the camera's clock; null while it is live
 * @param clock capture time of its newest frame, or the end of its newest window when no frame is known
 * @param impaired what is wrong with its view; null when it sees, when nobody knows, and while its frames don't come
 * @param behind that its frames wait for their analysis; null while they don't, or when none come
 * @param live its newest frame; null when none came since the dashboard started
 * @param window its newest summary, as in summary.jsonl; null when there is none
 * @param stream all of its last stream, when that has ended; null otherwise
 * @param places its zones and lines that are valid at its clock; null when it has none
 * @param hour its windows of the hour before the end of the newest one; null when there is none
 */
public record CameraView(
        String id,
        String site,
        Liveness status,
        Instant since,
        Instant clock,
        ImpairedView impaired,
        BehindView behind,
        LiveView live,
        RawValue window,
        TotalView hour,
        StreamView stream,
        PlacesView places,
        List<ModelView> models) {}
