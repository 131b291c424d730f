package io.agender.dashboard.state;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of those between a camera and the dashboard, without which its silence says nothing of the camera.
 *
 * @param analysedUpTo all that the camera had sent by then has been analysed and would be here; nothing where processors
 *     leave no marks
 * @param analysed whether that was a moment ago
 * @param brokersAnswer whether anything could come at all
 */
record Told(Optional<Instant> analysedUpTo, boolean analysed, boolean brokersAnswer) {

    /** Of processors that leave no marks: whatever is missing is the camera's. */
    static final Told NO_MARKS = new Told(Optional.empty(), true, true);
}
