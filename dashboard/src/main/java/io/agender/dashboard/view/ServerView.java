package io.agender.dashboard.view;

import io.agender.dashboard.config.PictureMode;
import java.time.Instant;

/**
 * How the dashboard itself is, so that its own trouble is not blamed on cameras.
 *
 * @param brokersSilentSince since when the brokers don't answer; null while they do
 * @param pipeline how those between the cameras and the dashboard are
 * @param pictures whether and how pictures are shown
 * @param refusedCameras cameras beyond the limit
 * @param undecodableRecords records of the topics that could not be read
 * @param evictedWindows windows that had to go from memory, because there were too many
 */
public record ServerView(
        Instant now,
        Instant brokersSilentSince,
        PipelineView pipeline,
        PictureMode pictures,
        int refusedCameras,
        long undecodableRecords,
        long evictedWindows) {}
