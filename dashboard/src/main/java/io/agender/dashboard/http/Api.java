package io.agender.dashboard.http;

import io.agender.dashboard.picture.FrameKey;
import io.agender.dashboard.picture.PictureDesk;
import io.agender.dashboard.state.Cameras;
import io.agender.dashboard.state.TimeRange;
import io.agender.dashboard.state.Totals;
import io.agender.dashboard.state.WindowStore;
import io.agender.dashboard.view.ServerView;
import io.agender.dashboard.view.SummaryCsv;
import io.agender.dashboard.view.TotalView;
import io.agender.schemas.RecordJson;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The answers for programs, as openapi.yaml describes them. All but errors are written part by part as they are taken,
 * so that neither a large answer nor a slow visitor costs memory or a thread.
 */
final class Api {

    private static final String JSON = "application/json";

    /** As many as there are cameras by default. */
    private static final int MAX_CAMERAS = 1000;

    /** A day of windows of ten seconds. */
    private static final int MAX_WINDOWS = 10_000;

    private final Cameras cameras;
    private final Optional<PictureDesk> pictures;
    private final Runnable look;
    private final Supplier<ServerView> server;
    private final Subscribers subscribers;
    private final Transfers transfers;
    private final Runnable welcome;

    record CamerasHead(ServerView server, String next) {}

    record SummaryHead(
            String cameraId,
            Instant from,
            Instant to,
            Instant next,
            Instant heldFrom,
            Instant evictedBefore,
            TotalView total) {}

    record ErrorAnswer(String error) {}

    /**
     * @param pictures hands out pictures, if they are shown at all
     * @param look told when somebody asks for a picture
     * @param welcome told before a visitor's stream of events begins
     */
    Api(
            Cameras cameras,
            Optional<PictureDesk> pictures,
            Runnable look,
            Supplier<ServerView> server,
            Subscribers subscribers,
            Transfers transfers,
            Runnable welcome) {
        this.cameras = cameras;
        this.pictures = pictures;
        this.look = look;
        this.server = server;
        this.subscribers = subscribers;
        this.transfers = transfers;
        this.welcome = welcome;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/cameras", this::cameras);
        routes.get("/api/cameras/{id}", this::camera);
        routes.get("/api/cameras/{id}/summary", this::summary);
        routes.get("/api/cameras/{id}/summary.csv", this::csv);
        routes.get("/api/cameras/{id}/frame.jpg", this::frame);
        routes.get("/api/events", this::events);
        byte[] description = WebFolder.read(Api.class, "openapi.yaml");
        routes.get("/api/openapi.yaml", context -> {
            context.contentType("application/yaml");
            send(context, description);
        });
    }

    static void error(Context context, String sentence) {
        context.contentType(JSON).result(Json.bytes(new ErrorAnswer(sentence)));
    }

    /** Sends an answer of known length. */
    void send(Context context, byte[] whole) {
        Transfers.Place place = transfers.enter(Peer.of(context), whole.length);
        context.res().setContentLength(whole.length);
        context.future(() -> place.send(Parts.of(whole)));
    }

    private void stream(Context context, String type, Supplier<Iterator<byte[]>> answer) {
        stream(context, type, answer, () -> {});
    }

    /**
     * Sends an answer that is made while it is sent; nothing is made of it before there is room.
     *
     * @param end called once, when it is sent, or won't be
     */
    void stream(Context context, String type, Supplier<Iterator<byte[]>> answer, Runnable end) {
        Transfers.Place place;
        try {
            place = transfers.enter(Peer.of(context), 2 * Parts.BYTES);
        } catch (RuntimeException e) {
            end.run();
            throw e;
        }
        try {
            Iterator<byte[]> parts = answer.get();
            context.contentType(type);
            context.future(() -> place.send(parts).whenComplete((done, error) -> {
                close(parts);
                end.run();
            }));
        } catch (RuntimeException | Error e) {
            place.leave();
            end.run();
            throw e;
        }
    }

    private static void close(Iterator<byte[]> parts) {
        if (parts instanceof FileParts file) {
            file.close();
        }
    }

    private void cameras(Context context) {
        allow(context, Set.of("after", "limit"));
        int limit = limit(context, MAX_CAMERAS);
        String after = Optional.ofNullable(context.queryParam("after")).orElse("");
        stream(context, JSON, () -> cameraParts(after, limit));
    }

    private Iterator<byte[]> cameraParts(String after, int limit) {
        List<String> ids = cameras.idsAfter(after, limit + 1);
        boolean more = ids.size() > limit;
        List<String> page = more ? ids.subList(0, limit) : ids;
        CamerasHead head = new CamerasHead(server.get(), more ? page.get(limit - 1) : null);
        return Parts.json(head, "cameras", page, 10, id -> cameras.view(id)
                .map(Json::text)
                .orElse(""));
    }

    private void camera(Context context) {
        allow(context, Set.of());
        byte[] camera = Json.bytes(cameras.view(id(context)).orElseThrow(() -> unknown(id(context))));
        context.contentType(JSON);
        send(context, camera);
    }

    private void summary(Context context) {
        allow(context, Set.of("from", "to", "limit"));
        String id = id(context);
        TimeRange range = range(context, id);
        int limit = limit(context, MAX_WINDOWS);
        stream(context, JSON, () -> summaryParts(id, range, limit));
    }

    private Iterator<byte[]> summaryParts(String id, TimeRange range, int limit) {
        List<byte[]> found = cameras.windows(id, range, limit + 1).orElseThrow(() -> unknown(id));
        boolean more = found.size() > limit;
        List<byte[]> page = more ? found.subList(0, limit) : found;
        SummaryHead head = new SummaryHead(
                id,
                range.from(),
                range.to(),
                more ? WindowStore.decoded(found.get(limit)).getWindowStart() : null,
                cameras.heldFrom(id).orElse(null),
                cameras.evictedBefore(id).orElse(null),
                page.isEmpty() ? null : Totals.ofEncoded(page));
        return Parts.json(head, "windows", page, 20, window -> RecordJson.line(WindowStore.decoded(window)));
    }

    private void csv(Context context) {
        allow(context, Set.of("from", "to"));
        String id = id(context);
        TimeRange range = range(context, id);
        if (!cameras.knows(id)) {
            throw unknown(id);
        }
        stream(context, "text/csv; charset=utf-8", () -> {
            Iterator<byte[]> parts = csvParts(id, range);
            // The id may hold anything; a file name may not.
            String name = id.replaceAll("[^A-Za-z0-9._-]", "_");
            context.header("Content-Disposition", "attachment; filename=\"" + name + "-summary.csv\"");
            return parts;
        });
    }

    private Iterator<byte[]> csvParts(String id, TimeRange range) {
        SummaryCsv csv = new SummaryCsv();
        new WindowPages(cameras, id, range)
                .forEachRemaining(page -> page.forEach(window -> csv.expect(WindowStore.decoded(window))));
        return Parts.of(
                csv.head(),
                new WindowPages(cameras, id, range),
                page -> csv.lines(page.stream().map(WindowStore::decoded).toList()));
    }

    private void frame(Context context) {
        allow(context, Set.of("streamId", "sequence"));
        String id = id(context);
        Optional<FrameKey> key = frameKey(context);
        if (!cameras.knows(id)) {
            throw unknown(id);
        }
        PictureDesk desk = pictures.orElseThrow(() -> new RefusedException(404, "This dashboard shows no pictures."));
        look.run();
        Optional<PictureDesk.Picture> found = key.isPresent() ? desk.of(id, key.get()) : desk.newest(id);
        if (found.isEmpty()) {
            context.status(204); // no error: frames wait for their faces, and old ones go
            return;
        }
        PictureDesk.Picture picture = found.get();
        context.contentType("image/jpeg");
        context.header("X-Agender-Stream-Id", ascii(picture.key().streamId()));
        context.header("X-Agender-Sequence", String.valueOf(picture.key().sequence()));
        context.header("X-Agender-Captured-At", picture.capturedAt().toString());
        send(context, picture.jpeg());
    }

    private void events(Context context) {
        allow(context, Set.of("camera"));
        Optional<String> camera = Optional.ofNullable(context.queryParam("camera"));
        Peer peer = Peer.of(context);
        subscribers.enter(peer.client());
        try {
            context.contentType("text/event-stream; charset=utf-8");
            context.header("X-Accel-Buffering", "no");
            welcome.run();
        } catch (RuntimeException | Error e) {
            subscribers.leave(peer.client());
            throw e;
        }
        context.future(() -> subscribers.open(
                subject -> subject.equals(Publisher.SERVER)
                        || camera.map(subject::equals).orElse(true),
                peer));
    }

    private TimeRange range(Context context, String id) {
        TimeRange otherwise = cameras.lastHour(id)
                .orElseGet(() -> new TimeRange(
                        server.get().now().minusSeconds(3600), server.get().now()));
        return TimeRangeQuery.of(
                Optional.ofNullable(context.queryParam("from")),
                Optional.ofNullable(context.queryParam("to")),
                otherwise);
    }

    private static int limit(Context context, int max) {
        String limit = context.queryParam("limit");
        if (limit == null) {
            return max;
        }
        if (!limit.matches("[1-9]\\d{0,5}") || Integer.parseInt(limit) > max) {
            throw new BadQueryException("'limit' must be a whole number from 1 to " + max + ".");
        }
        return Integer.parseInt(limit);
    }

    private static Optional<FrameKey> frameKey(Context context) {
        String stream = context.queryParam("streamId");
        String sequence = context.queryParam("sequence");
        if (stream == null && sequence == null) {
            return Optional.empty();
        }
        if (stream == null || sequence == null || !sequence.matches("\\d{1,18}")) {
            throw new BadQueryException("'streamId' and 'sequence' belong together, and 'sequence' is a whole number.");
        }
        return Optional.of(new FrameKey(stream, Long.parseLong(sequence)));
    }

    /** A misspelt name must not silently mean the default. */
    static void allow(Context context, Set<String> names) {
        for (Map.Entry<String, List<String>> given : context.queryParamMap().entrySet()) {
            if (!names.contains(given.getKey())) {
                throw new BadQueryException("This address knows no '" + given.getKey() + "'"
                        + (names.isEmpty() ? "." : "; it knows " + String.join(", ", new TreeSet<>(names)) + "."));
            }
            if (given.getValue().size() > 1) {
                throw new BadQueryException("'" + given.getKey() + "' is given more than once.");
            }
        }
    }

    private static String id(Context context) {
        return context.pathParam("id");
    }

    static RefusedException unknown(String id) {
        return new RefusedException(404, "There is no camera '" + id + "'.");
    }

    private static String ascii(String text) {
        return text.substring(0, Math.min(text.length(), 256)).replaceAll("[^\\x21-\\x7e]", "_");
    }
}
