package io.agender.vision.video;

import io.agender.vision.EncodedImage;
import io.agender.vision.VideoFrame;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.engine.VideoEngine;
import io.agender.vision.image.ImageDecoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/** Reads whole sources. */
public final class Frames {

    private Frames() {}

    public static List<VideoFrame> all(Path location, VideoOptions options) {
        return all(location.toString(), options);
    }

    public static List<VideoFrame> all(String location, VideoOptions options) {
        try (VideoSource source = new VideoEngine().open(location, options)) {
            List<VideoFrame> frames = new ArrayList<>();
            source.next().ifPresent(frames::add);
            while (!frames.isEmpty()) {
                var next = source.next();
                if (next.isEmpty()) {
                    break;
                }
                frames.add(next.get());
            }
            return frames;
        }
    }

    public static List<Integer> numbers(List<VideoFrame> frames) {
        return frames.stream().map(frame -> NumberedFrames.read(frame.image())).toList();
    }

    public static List<Long> millis(List<VideoFrame> frames) {
        return frames.stream().map(frame -> frame.position().toMillis()).toList();
    }

    /** Blue, green and red of one pixel. */
    public static int[] pixel(EncodedImage image, int x, int y) {
        try (PointerScope scope = new PointerScope()) {
            Mat pixels = new ImageDecoder(1L << 30).decode(image.bytes());
            BytePointer at = pixels.ptr(y, x);
            return new int[] {at.get(0) & 0xff, at.get(1) & 0xff, at.get(2) & 0xff};
        }
    }
}
