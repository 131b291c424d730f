package io.agender.dashboard.http;

import io.agender.dashboard.state.Cameras;
import io.agender.dashboard.state.TimeRange;
import io.agender.dashboard.state.WindowStore;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The windows of a camera in a range of time, so many at a time, each page read when it is asked for. */
final class WindowPages implements Iterator<List<byte[]>> {

    /** Some hundred kilobytes as text. */
    static final int PAGE = 100;

    private final Cameras cameras;
    private final String camera;
    private final Instant to;
    private Optional<Instant> from;

    WindowPages(Cameras cameras, String camera, TimeRange range) {
        this.cameras = cameras;
        this.camera = camera;
        this.to = range.to();
        this.from = Optional.of(range.from());
    }

    @Override
    public boolean hasNext() {
        return from.isPresent();
    }

    /** The next page; the last may be empty. */
    @Override
    public List<byte[]> next() {
        TimeRange rest = new TimeRange(from.orElseThrow(NoSuchElementException::new), to);
        List<byte[]> found = cameras.windows(camera, rest, PAGE + 1).orElse(List.of());
        if (found.size() <= PAGE) {
            from = Optional.empty();
            return found;
        }
        from = Optional.of(WindowStore.decoded(found.get(PAGE)).getWindowStart());
        return found.subList(0, PAGE);
    }
}
