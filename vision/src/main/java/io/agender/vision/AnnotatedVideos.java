package io.agender.vision;

import java.nio.file.Path;

/** Opens annotated videos for writing. Safe to use from several threads. */
public interface AnnotatedVideos {

    /**
     * Starts an MP4 file. It is written under a temporary name beside its place and appears there when it is closed.
     * The same frames and faces make the same bytes.
     *
     * @param file where the finished video shall be
     * @param framesPerSecond nominal rate, used where frame positions do not say how long the last frame lasts
     * @throws VisionException when the file cannot be created
     */
    AnnotatedVideo create(Path file, double framesPerSecond);
}
