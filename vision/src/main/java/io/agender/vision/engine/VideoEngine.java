package io.agender.vision.engine;

import io.agender.vision.AnnotatedVideo;
import io.agender.vision.AnnotatedVideos;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.VideoSources;
import io.agender.vision.VisionException;
import io.agender.vision.opencv.FfmpegVideoSource;
import io.agender.vision.opencv.Mp4VideoWriter;
import io.agender.vision.opencv.PictureFiles;
import io.agender.vision.opencv.PictureFolderSource;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * Opens videos for reading and annotated videos for writing. A location is
 *
 * <ul>
 *   <li>a video file or an animation, anything FFmpeg reads;
 *   <li>a folder of pictures, or a pattern such as {@code pictures/door-*.png}, in natural order;
 *   <li>a single picture, which is a source of one frame.
 * </ul>
 *
 * <p>Holds nothing open itself; safe to use from several threads.
 */
public final class VideoEngine implements VideoSources, AnnotatedVideos {

    @Override
    public VideoSource open(String location, VideoOptions options) {
        if (location.isBlank()) {
            throw new VisionException("the name of a video is empty; give a file or a folder of pictures");
        }
        Path path = path(location);
        if (path == null || !Files.exists(path)) {
            return PictureFolderSource.open(matches(location), options);
        }
        if (Files.isDirectory(path)) {
            return PictureFolderSource.open(PictureFiles.in(path, location), options);
        }
        requireReadableFile(path, location);
        return PictureFiles.isPicture(path)
                ? PictureFolderSource.open(List.of(path), options)
                : FfmpegVideoSource.open(path, location, options);
    }

    @Override
    public AnnotatedVideo create(Path file, double framesPerSecond) {
        return Mp4VideoWriter.create(file, framesPerSecond);
    }

    /** Null for what cannot be a path on this system, as a pattern cannot be on Windows. */
    private static Path path(String location) {
        try {
            return Path.of(location);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static List<Path> matches(String location) {
        int slash = Math.max(location.lastIndexOf('/'), location.lastIndexOf(File.separatorChar));
        String pattern = location.substring(slash + 1);
        Path folder = path(slash < 0 ? "." : location.substring(0, slash + 1));
        boolean isPattern = pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0;
        if (!isPattern || folder == null || !Files.isDirectory(folder)) {
            throw new VisionException("there is no file or folder " + location + "; check the path");
        }
        return PictureFiles.matching(folder, pattern, location);
    }

    private static void requireReadableFile(Path file, String location) {
        if (!Files.isRegularFile(file)) {
            throw new VisionException(
                    location + " is neither a file nor a folder; give a video, an animation or a folder of pictures");
        }
        if (!Files.isReadable(file)) {
            throw new VisionException(location + " cannot be read; check its permissions");
        }
        try {
            if (Files.size(file) == 0) {
                throw new VisionException(location + " is an empty file; give a video, an animation or a picture");
            }
        } catch (IOException e) {
            throw new VisionException(location + " cannot be read; check its permissions", e);
        }
    }
}
