package io.agender.vision.video.ffmpeg;

import io.agender.vision.VideoFrame;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.VisionException;
import java.nio.file.Path;
import java.time.Duration;

/** Program of a child JVM: reads a webcam and says what comes. */
final class WebcamProgram {

    private WebcamProgram() {}

    /** @param args device, number of frames, stall timeout in milliseconds */
    public static void main(String[] args) {
        VideoOptions options = VideoOptions.DEFAULTS.withStallTimeout(Duration.ofMillis(Long.parseLong(args[2])));
        try (VideoSource source = FfmpegVideoSource.openWebcam(Path.of(args[0]), "/dev/video7", options)) {
            System.out.println(source.info());
            for (int i = 0; i < Integer.parseInt(args[1]); i++) {
                VideoFrame frame = source.next().orElseThrow();
                System.out.println("frame " + frame.image().width() + "x"
                        + frame.image().height() + " at " + frame.position().toMillis());
            }
        } catch (VisionException e) {
            System.out.println("error " + e.getMessage());
        }
        System.out.println("closed");
    }
}
