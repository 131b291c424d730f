package io.agender.producer.source;

import io.agender.producer.delivery.RecordLimit;
import io.agender.producer.status.CameraMetrics;
import io.agender.vision.VideoFrame;
import io.agender.vision.VideoInfo;
import io.agender.vision.VideoSource;
import io.agender.vision.VisionException;
import java.util.Optional;

/**
 * The frames of a file that a record can hold. Others are passed over like pictures that can't be read, so that one does
 * not cost its camera all that follow. Belongs to one thread; closed with its source.
 */
final class FittingFrames implements VideoSource {

    private final VideoSource source;
    private final CameraMetrics metrics;
    private String firstRefusal;
    private long given;
    private long tooLarge;

    FittingFrames(VideoSource source, CameraMetrics metrics) {
        this.source = source;
        this.metrics = metrics;
    }

    @Override
    public VideoInfo info() {
        return source.info();
    }

    /** @throws VisionException also when the source ends without a frame that a record can hold */
    @Override
    public Optional<VideoFrame> next() {
        for (Optional<VideoFrame> frame = source.next(); frame.isPresent(); frame = source.next()) {
            Optional<String> refusal = RecordLimit.refusal(frame.get().image(), given + unreadable());
            if (refusal.isEmpty()) {
                given++;
                return frame;
            }
            tooLarge++;
            firstRefusal = firstRefusal == null ? refusal.get() : firstRefusal;
            metrics.tooLarge(refusal.get());
        }
        if (given == 0 && firstRefusal != null) {
            throw new VisionException(firstRefusal);
        }
        return Optional.empty();
    }

    @Override
    public long unreadable() {
        return source.unreadable() + tooLarge;
    }

    @Override
    public void close() {
        source.close();
    }
}
