package io.agender.dashboard.http;

import static io.agender.dashboard.Records.NOON;

import io.agender.dashboard.Records;
import io.agender.dashboard.config.DashboardConfig;
import io.agender.dashboard.config.PictureMode;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.Frame;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.Gender;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A dashboard that holds all it may, in a process of its own: says its port, and ends with its standard input. */
final class LoadedDashboard {

    static final int CAMERAS = 3000;
    static final int WINDOWS = 100_000;

    /** Half of the windows are this camera's. */
    static final String LARGEST = "camera-0";

    private static final int PICTURE_BYTES = 1024 * 1024;

    private LoadedDashboard() {}

    public static void main(String[] args) throws IOException {
        DashboardConfig config = new DashboardConfig(
                true,
                "127.0.0.1",
                0,
                Optional.empty(),
                PictureMode.ON,
                Duration.ofSeconds(10),
                Duration.ofHours(24),
                WINDOWS,
                CAMERAS,
                Runtime.getRuntime().maxMemory() / 4,
                2000,
                1000,
                List.of(),
                Optional.empty());
        TestServer server = new TestServer(config, 2000);
        fill(server);
        server.publisher.start();
        AtomicInteger round = new AtomicInteger(1);
        Executors.newSingleThreadScheduledExecutor()
                .scheduleWithFixedDelay(() -> change(server, round.incrementAndGet()), 1, 1, TimeUnit.SECONDS);
        System.out.println(server.port());
        System.in.read();
        System.exit(0);
    }

    private static void fill(TestServer server) {
        List<AgeBandCount> bands = IntStream.range(0, 8)
                .mapToObj(band -> new AgeBandCount(10 * band, 10 * band + 9, 123L, 123L, 123L))
                .toList();
        for (int window = 0; window < 3 * WINDOWS / 2; window++) {
            int camera = window % 2 == 0 ? 0 : window / 2 % CAMERAS;
            server.cameras.take(Records.summary("camera-" + camera, NOON.plusSeconds(window))
                    .setWindowEnd(NOON.plusSeconds(window + 1))
                    .setCounts(bands)
                    .setEndedCounts(bands)
                    .build());
        }
        for (int camera = 0; camera < 100; camera++) {
            server.cache.put(Frame.newBuilder(Records.frame("camera-" + camera, 1, NOON, "jpeg"))
                    .setImage(ByteBuffer.allocate(PICTURE_BYTES))
                    .build());
        }
        change(server, 1);
    }

    private static void change(TestServer server, int round) {
        for (int camera = 0; camera < CAMERAS; camera++) {
            FrameFaces faces = Records.faces("camera-" + camera, round, NOON.plusSeconds(round))
                    .setFaces(IntStream.range(0, 5)
                            .mapToObj(face -> Records.face(face, face, 20, face, Gender.FEMALE, 31.5f))
                            .toList())
                    .build();
            server.cameras.take(faces, server.clock.instant());
            if (round == 1) {
                server.cache.put(faces);
            }
        }
    }
}
