package io.agender.vision.engine;

import io.agender.vision.AnnotatedVideo;
import io.agender.vision.AnnotatedVideos;
import io.agender.vision.PictureFiles;
import io.agender.vision.VideoLocation;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.VideoSources;
import io.agender.vision.VisionException;
import io.agender.vision.export.Mp4VideoWriter;
import io.agender.vision.video.ffmpeg.FfmpegVideoSource;
import io.agender.vision.video.http.HttpPictures;
import io.agender.vision.video.pictures.PictureFolderSource;
import io.agender.vision.video.pictures.WebpAnimationSource;
import io.agender.vision.video.scene.TestSceneSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Opens videos for reading and annotated videos for writing. A location is
 *
 * <ul>
 *   <li>a video file or an animation, anything FFmpeg reads;
 *   <li>a folder of pictures, or a pattern such as {@code pictures/door-*.png}, in natural order;
 *   <li>a single picture, which is a source of one frame;
 *   <li>an address: {@code rtsp://}, {@code http://} (MJPEG, HLS, a video file), {@code rtmp://}, {@code srt://}, {@code
 *       udp://}, {@code rtp://}. In it <code>${NAME}</code> stands for a variable and <code>${file:PATH}</code> for the
 *       first line of a file, so that user and password need not be written down; see docs/cameras.md;
 *   <li>a webcam: {@code /dev/video0}, or just its number;
 *   <li>{@code test:faces?people=3&fps=10}, a scene made up here, for trying things without a camera.
 * </ul>
 *
 * <p>Holds nothing open itself; safe to use from several threads.
 */
public final class VideoEngine implements VideoSources, AnnotatedVideos {

    private final AddressSecrets secrets;

    /** Knows no variables. */
    public VideoEngine() {
        this(name -> Optional.empty());
    }

    /** @param variables what <code>${NAME}</code> in an address stands for, usually the environment */
    public VideoEngine(Function<String, Optional<String>> variables) {
        this.secrets = new AddressSecrets(variables);
    }

    @Override
    public VideoSource open(String location, VideoOptions options) {
        if (location.isBlank()) {
            throw new VisionException("the name of a video is empty; give a file or a folder of pictures");
        }
        VideoLocation where = new VideoLocation(location);
        return switch (where.kind()) {
            case ADDRESS -> openAddress(where, secrets.fill(where), options);
            case TEST_SCENE -> TestSceneSource.open(location, options);
            case WEBCAM -> openWebcam(where.device(), location, options);
            case FOLDER, PATTERN -> PictureFolderSource.open(PictureFiles.of(where), location, options);
            case FILE -> openFile(where.path().orElseThrow(), location, options);
            case NOTHING -> throw new VisionException("there is no file or folder " + where + "; check the path");
        };
    }

    private static VideoSource openAddress(VideoLocation where, String url, VideoOptions options) {
        Optional<VideoSource> pictures =
                where.scheme().startsWith("http") ? HttpPictures.open(where, url, options) : Optional.empty();
        return pictures.orElseGet(() -> FfmpegVideoSource.open(where, url, options));
    }

    private static VideoSource openFile(Path path, String location, VideoOptions options) {
        requireReadableFile(path, location);
        if (WebpAnimationSource.isOne(path)) {
            return WebpAnimationSource.open(path, location, options);
        }
        return PictureFolderSource.isOne(path)
                ? PictureFolderSource.open(List.of(path), location, options)
                : FfmpegVideoSource.open(path, location, options);
    }

    @Override
    public AnnotatedVideo create(Path file, double framesPerSecond) {
        return Mp4VideoWriter.create(file, framesPerSecond);
    }

    private static VideoSource openWebcam(Path device, String location, VideoOptions options) {
        if (!Files.exists(device)) {
            throw new VisionException(
                    "there is no webcam " + device + "; plug it in, or see which /dev/video* there are");
        }
        if (!Files.isReadable(device)) {
            throw new VisionException("the webcam " + device + " cannot be read; add the user to the group video");
        }
        return FfmpegVideoSource.openWebcam(device, location, options);
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
