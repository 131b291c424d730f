package io.agender.dashboard.view;

import java.time.Instant;

/**
 * All of a stream that has ended, such as a clip, by its own length.
 *
 * @param windowsFrom start of its first window that is still in memory
 * @param firstFrame capture time of its first frame; null when the dashboard came later
 * @param total its windows summed up; it begins with the first second that has a frame, and ends with the last frame's
 */
public record StreamView(Instant windowsFrom, Instant firstFrame, TotalView total) {}
