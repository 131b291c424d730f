package io.agender.vision.video;

import io.agender.vision.VideoFrame;
import io.agender.vision.VisionException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a source hands to its reader, and in which order: first the frame that was read to open it, then what it reads on;
 * after a failure the same failure each time, and once closed nothing. Belongs to the source's thread.
 */
public final class Handover {

    private final String source;
    private Optional<VideoFrame> first = Optional.empty();
    private VisionException failure;
    private boolean closed;

    /** @param source for the message to who reads a closed one */
    public Handover(String source) {
        this.source = source;
    }

    /** Keeps what was read to open the source. */
    public void keep(VideoFrame frame) {
        first = Optional.of(frame);
    }

    public Optional<VideoFrame> next(Supplier<Optional<VideoFrame>> read) {
        if (closed) {
            throw new IllegalStateException(source + " is closed");
        }
        if (failure != null) {
            throw failure;
        }
        if (first.isPresent()) {
            Optional<VideoFrame> frame = first;
            first = Optional.empty();
            return frame;
        }
        try {
            return read.get();
        } catch (VisionException e) {
            failure = e;
            throw e;
        }
    }

    /** @return whether it was open until now, so that the source frees what it holds */
    public boolean close() {
        boolean open = !closed;
        closed = true;
        return open;
    }
}
