package io.agender.dashboard;

import com.fasterxml.jackson.databind.util.RawValue;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.RecordJson;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The answers for programs, as openapi.yaml describes them. */
final class Api {

    private static final String JSON = "application/json";

    private final Cameras cameras;
    private final Optional<PictureDesk> pictures;
    private final Runnable look;
    private final Supplier<ServerView> server;
    private final Visitors visitors;
    private final Runnable welcome;

    record CamerasAnswer(ServerView server, List<CameraView> cameras) {}

    record SummaryAnswer(
            String cameraId, Instant from, Instant to, Instant heldFrom, TotalView total, List<RawValue> windows) {}

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
            Visitors visitors,
            Runnable welcome) {
        this.cameras = cameras;
        this.pictures = pictures;
        this.look = look;
        this.server = server;
        this.visitors = visitors;
        this.welcome = welcome;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/cameras", this::cameras);
        routes.get("/api/cameras/{id}", this::camera);
        routes.get("/api/cameras/{id}/summary", this::summary);
        routes.get("/api/cameras/{id}/summary.csv", this::csv);
        routes.get("/api/cameras/{id}/frame.jpg", this::frame);
        routes.get("/api/events", this::events);
        routes.get("/api/openapi.yaml", context -> context.contentType("application/yaml")
                .result(Api.class.getResourceAsStream("openapi.yaml")));
    }

    static void json(Context context, Object value) {
        context.contentType(JSON).result(Json.bytes(value));
    }

    private void cameras(Context context) {
        allow(context, Set.of());
        json(context, new CamerasAnswer(server.get(), cameras.views()));
    }

    private void camera(Context context) {
        allow(context, Set.of());
        json(context, cameras.view(id(context)).orElseThrow(() -> unknown(id(context))));
    }

    private void summary(Context context) {
        String id = id(context);
        TimeRange range = range(context, id);
        List<DemographicSummary> windows =
                cameras.windows(id, range.from(), range.to()).orElseThrow(() -> unknown(id));
        json(
                context,
                new SummaryAnswer(
                        id,
                        range.from(),
                        range.to(),
                        cameras.heldFrom(id).orElse(null),
                        windows.isEmpty() ? null : Totals.of(windows),
                        windows.stream()
                                .map(window -> new RawValue(RecordJson.line(window)))
                                .toList()));
    }

    private void csv(Context context) {
        String id = id(context);
        TimeRange range = range(context, id);
        List<DemographicSummary> windows =
                cameras.windows(id, range.from(), range.to()).orElseThrow(() -> unknown(id));
        // The id may hold anything; a file name may not.
        String name = id.replaceAll("[^A-Za-z0-9._-]", "_");
        context.header("Content-Disposition", "attachment; filename=\"" + name + "-summary.csv\"");
        context.contentType("text/csv; charset=utf-8").result(SummaryCsv.of(windows));
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
        context.header("X-Agender-Stream-Id", ascii(picture.frame().getStreamId()));
        context.header("X-Agender-Sequence", String.valueOf(picture.frame().getSequence()));
        context.header("X-Agender-Captured-At", picture.frame().getCapturedAt().toString());
        context.future(() -> {
            try {
                context.res().setContentLength(picture.jpeg().length);
                return PictureWriter.write(picture.jpeg(), context.res().getOutputStream());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void events(Context context) {
        allow(context, Set.of("camera"));
        if (visitors.full()) {
            throw new RefusedException(503, "Too many look at this dashboard at the same time.");
        }
        Optional<String> camera = Optional.ofNullable(context.queryParam("camera"));
        context.contentType("text/event-stream; charset=utf-8");
        context.header("X-Accel-Buffering", "no");
        welcome.run();
        context.future(() -> {
            try {
                return visitors.open(
                        subject -> subject.equals(Publisher.SERVER)
                                || camera.map(subject::equals).orElse(true),
                        context.res().getOutputStream());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private TimeRange range(Context context, String id) {
        allow(context, Set.of("from", "to"));
        TimeRange otherwise = cameras.lastHour(id)
                .orElseGet(() -> new TimeRange(
                        server.get().now().minusSeconds(3600), server.get().now()));
        return TimeRange.of(
                Optional.ofNullable(context.queryParam("from")),
                Optional.ofNullable(context.queryParam("to")),
                otherwise);
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
    private static void allow(Context context, Set<String> names) {
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

    private static RefusedException unknown(String id) {
        return new RefusedException(404, "There is no camera '" + id + "'.");
    }

    private static String ascii(String text) {
        return text.replaceAll("[^\\x21-\\x7e]", "_");
    }
}
