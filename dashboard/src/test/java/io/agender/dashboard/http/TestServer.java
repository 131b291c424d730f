package io.agender.dashboard.http;

import io.agender.dashboard.FakeClock;
import io.agender.dashboard.Records;
import io.agender.dashboard.config.DashboardConfig;
import io.agender.dashboard.config.PictureMode;
import io.agender.dashboard.picture.FrameCache;
import io.agender.dashboard.picture.PictureDesk;
import io.agender.dashboard.picture.PictureMaker;
import io.agender.dashboard.report.FixedPeriods;
import io.agender.dashboard.report.ReportMaker;
import io.agender.dashboard.report.RowFile;
import io.agender.dashboard.state.Cameras;
import io.agender.dashboard.state.Pipeline;
import io.agender.dashboard.state.SettingsWriter;
import io.agender.dashboard.view.ServerView;
import io.agender.schemas.RecordJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A dashboard's server with state that the test fills, without brokers. */
final class TestServer implements AutoCloseable {

    final FakeClock clock = new FakeClock(Records.NOON.plusSeconds(60));
    final FrameCache cache = new FrameCache(16 * 1024 * 1024);
    final Map<String, Integer> partitionOf = new ConcurrentHashMap<>();
    final Pipeline pipeline;
    final Cameras cameras;
    final Broadcast broadcast = new Broadcast();
    final Subscribers subscribers;
    final Transfers transfers;
    final WrongTokens wrongTokens = new WrongTokens(System::nanoTime);
    final Publisher publisher;
    final AtomicInteger looks = new AtomicInteger();
    final FixedPeriods periods = new FixedPeriods();
    volatile Instant brokersSilentSince;
    volatile SettingsWriter writer =
            (camera, seen, draft) -> CompletableFuture.failedFuture(new IllegalStateException("nobody writes here"));
    private final DashboardServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    TestServer(DashboardConfig config, int maxSubscribers) {
        this(config, maxSubscribers, Subscribers.PATIENCE);
    }

    TestServer(DashboardConfig config, int maxSubscribers, Duration patience) {
        pipeline = new Pipeline(clock, () -> brokersSilentSince, partitionOf);
        cameras = new Cameras(config, clock, pipeline);
        subscribers = new Subscribers(broadcast, maxSubscribers, config.maxStreamsPerClient(), patience);
        transfers = new Transfers(patience);
        Supplier<ServerView> view = () -> new ServerView(
                clock.instant(),
                brokersSilentSince,
                cameras.pipeline(),
                config.pictures(),
                cameras.refused(),
                0,
                cameras.evictedWindows());
        AccessFilter access = new AccessFilter(config, wrongTokens);
        publisher = new Publisher(cameras, view, broadcast, subscribers, transfers);
        Api api = new Api(
                cameras,
                config.pictures() == PictureMode.OFF
                        ? Optional.empty()
                        : Optional.of(new PictureDesk(
                                cache, new PictureMaker(config.pictures() == PictureMode.BLUR), 16 * 1024 * 1024)),
                looks::incrementAndGet,
                view,
                subscribers,
                transfers,
                publisher::welcome);
        ReportMaker reports = new ReportMaker(periods, cameras::settings, (camera, from, to) -> List.of(), clock);
        RowFile rows = (file, all) -> {
            StringBuilder text = new StringBuilder();
            all.forEachRemaining(row -> text.append(RecordJson.line(row)).append('\n'));
            Files.writeString(file, text);
        };
        server = new DashboardServer(
                config,
                api,
                new ReportApi(api, reports, cameras, Optional.of(rows)),
                new EditorApi(
                        cameras, (camera, seen, draft) -> writer.write(camera, seen, draft), access, transfers, clock),
                access);
        server.start();
    }

    int port() {
        return server.port();
    }

    HttpResponse<byte[]> get(String path, String... headers) {
        return send(HttpRequest.newBuilder().GET(), path, headers);
    }

    HttpResponse<byte[]> post(String path, String body, String... headers) {
        return send(HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(body)), path, headers);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request, String path, String... headers) {
        request.uri(URI.create("http://127.0.0.1:" + port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        publisher.close();
        subscribers.close();
        server.close();
    }
}
