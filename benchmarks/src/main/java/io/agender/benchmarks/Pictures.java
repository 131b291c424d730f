package io.agender.benchmarks;

import io.agender.vision.EncodedImage;
import io.agender.vision.VideoFrame;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.VideoSources;
import io.agender.vision.VisionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a video's encoded frames into memory before the clock starts, so that reading it counts for nothing. */
final class Pictures {

    private Pictures() {}

    /**
     * Reads the first frames.
     *
     * @param most how many at most
     * @throws VisionException when the video can't be read or has no frames
     */
    static List<EncodedImage> read(String video, VideoSources sources, VideoOptions options, int most) {
        List<EncodedImage> pictures = new ArrayList<>();
        try (VideoSource source = sources.open(video, options)) {
            for (Optional<VideoFrame> frame = source.next();
                    frame.isPresent() && pictures.size() < most;
                    frame = source.next()) {
                pictures.add(frame.get().image());
            }
        }
        if (pictures.isEmpty()) {
            throw new VisionException(video + " has no frames; give another video");
        }
        return pictures;
    }

    static long meanBytes(List<EncodedImage> pictures) {
        return pictures.stream().mapToLong(picture -> picture.bytes().length).sum() / pictures.size();
    }
}
