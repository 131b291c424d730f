package io.agender.verification;

import io.agender.vision.video.HttpFolder;
import io.agender.vision.video.TestVideo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** An HLS camera on all addresses of this machine: a list that names one more second of video each second. */
final class LiveList implements AutoCloseable {

    private static final int FRAMES_PER_SECOND = 10;
    private static final int SEGMENTS_AT_FIRST = 3;
    private static final int SEGMENTS_NAMED = 6;

    private final HttpFolder web;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Path folder;
    private final Path segment;
    private int written;

    private LiveList(HttpFolder web, Path folder, Path segment) {
        this.web = web;
        this.folder = folder;
        this.segment = segment;
    }

    static LiveList open(Path folder) throws Exception {
        Files.createDirectories(folder);
        Path segment = TestVideo.h264TransportStream()
                .framesPerSecond(FRAMES_PER_SECOND)
                .write(folder.resolve("segment"), FRAMES_PER_SECOND);
        LiveList list = new LiveList(HttpFolder.serveToAll(folder), folder, segment);
        for (int i = 0; i < SEGMENTS_AT_FIRST; i++) {
            list.grow();
        }
        list.clock.scheduleAtFixedRate(list::grow, 1, 1, TimeUnit.SECONDS);
        return list;
    }

    int port() {
        return web.port();
    }

    private void grow() {
        try {
            Files.createLink(folder.resolve(written + ".ts"), segment);
            written++;
            int first = Math.max(0, written - SEGMENTS_NAMED);
            StringBuilder list = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n");
            list.append("#EXT-X-MEDIA-SEQUENCE:").append(first).append('\n');
            for (int i = first; i < written; i++) {
                list.append("#EXT-X-DISCONTINUITY\n#EXTINF:1.0,\n").append(i).append(".ts\n");
            }
            Path draft = Files.writeString(folder.resolve("draft"), list);
            Files.move(draft, folder.resolve("live.m3u8"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        web.close();
    }
}
