package io.agender.launcher.live;

import io.agender.launcher.run.FrameVideos;
import io.agender.program.files.UserMask;
import io.agender.schemas.Frame;
import io.agender.vision.AnnotatedVideo;
import io.agender.vision.AnnotatedVideos;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Annotated video of cameras without an end: a file for each stream, each day of it and each tenth of the bytes that a
 * camera may have, called after its first picture, {@code lobby-2026-11-30T09-00-00Z.mp4}. The oldest are deleted. Belongs to one thread.
 */
final class LiveVideos implements FrameVideos {

    /** What a killed run leaves; see {@link AnnotatedVideos#create}. */
    private static final String PART = ".part";

    private static final int FILES = 10;

    /** A file has an end of its own, which is after eight days. */
    private static final Duration LONGEST = Duration.ofDays(1);

    /** Of a camera that tells none; only the last frame of a file lasts so long. */
    private static final double USUAL_RATE = 25;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String TIME_PATTERN = "-\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\dZ(\\.\\d+)?\\.mp4";

    private final Path folder;
    private final long bytes;
    private final AnnotatedVideos videos;
    private final ToDoubleFunction<String> framesPerSecond;
    private final Map<String, Open> open = new HashMap<>();

    private record Open(AnnotatedVideo video, Path file, Instant start, String streamId) {}

    /**
     * @param folder made before
     * @param bytes most bytes of each camera, but for the file that is being written
     * @param framesPerSecond nominal rate of a camera's newest stream; 0 where it tells none
     */
    LiveVideos(
            Path folder,
            long bytes,
            AnnotatedVideos videos,
            ToDoubleFunction<String> framesPerSecond,
            List<String> cameraIds) {
        this.folder = folder;
        this.bytes = bytes;
        this.videos = videos;
        this.framesPerSecond = framesPerSecond;
        for (String camera : cameraIds) {
            ours(camera, PART).forEach(LiveVideos::delete);
            deleteOldest(camera);
        }
    }

    @Override
    public boolean areOf(String cameraId, String streamId) {
        return true;
    }

    @Override
    public void seen(Frame frame) {
        // a video begins with the first picture that is drawn
    }

    @Override
    public Running of(Frame frame) {
        String camera = frame.getCameraId();
        Open now = open.get(camera);
        boolean another = now == null
                || !now.streamId().equals(frame.getStreamId())
                || Duration.between(now.start(), frame.getCapturedAt()).compareTo(LONGEST) >= 0
                || size(now.file().resolveSibling(now.file().getFileName() + PART)) >= bytes / FILES;
        if (another) {
            complete(camera);
            Path file = free(camera, frame.getCapturedAt());
            now = new Open(videos.create(file, rate(camera)), file, frame.getCapturedAt(), frame.getStreamId());
            open.put(camera, now);
        }
        return new Running(now.video(), now.start());
    }

    private double rate(String camera) {
        double told = framesPerSecond.applyAsDouble(camera);
        return told > 0 ? told : USUAL_RATE;
    }

    private Path free(String camera, Instant start) {
        String name = camera + "-" + TIME.format(start);
        Path free = folder.resolve(name + ".mp4");
        for (int number = 2; Files.exists(free); number++) {
            free = folder.resolve(name + "." + number + ".mp4");
        }
        return free;
    }

    private void complete(String camera) {
        Open done = open.remove(camera);
        if (done != null) {
            done.video().close();
            try {
                UserMask.apply(done.file());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            deleteOldest(camera);
        }
    }

    private void deleteOldest(String camera) {
        List<Path> files = ours(camera, "");
        long sum = files.stream().mapToLong(LiveVideos::size).sum();
        for (Path oldest : files) {
            if (sum <= bytes) {
                return;
            }
            sum -= size(oldest);
            delete(oldest);
        }
    }

    /** Oldest first, as their names are. */
    private List<Path> ours(String camera, String ending) {
        Pattern name = Pattern.compile(Pattern.quote(camera) + TIME_PATTERN + Pattern.quote(ending));
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(
                            file -> name.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0; // nothing is written yet
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void settled() {
        // nobody counts them
    }

    @Override
    public void complete() {
        List.copyOf(open.keySet()).forEach(this::complete);
    }

    @Override
    public void discard() {
        open.values().forEach(one -> one.video().discard());
        open.clear();
    }
}
