package io.agender.producer.delivery;

import io.agender.vision.VideoInfo;
import java.time.Instant;
import java.util.Optional;

/**
 * One capture run of a camera: all frames that carry its stream id.
 *
 * @param cameraId the camera
 * @param streamId for a file derived from its bytes, the camera id, the options, the site and the start time
 * @param startTime capture time of the first frame, to the microsecond
 * @param site label of the camera's place, if it has one
 * @param info what the source says of itself, an estimate of its frames among it
 */
public record CapturedStream(
        String cameraId, String streamId, Instant startTime, Optional<String> site, VideoInfo info) {}
