package io.agender.dashboard.http;

import io.agender.dashboard.state.Cameras;
import io.agender.dashboard.state.SettingsWriter;
import io.agender.dashboard.state.SettingsWriter.NotWrittenException;
import io.agender.dashboard.view.SettingsView;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.camera.BorderLines;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;

/** What the editor of a camera's settings reads and writes: the one part of the API that changes something. */
final class EditorApi {

    /** As many zones, lines and corners as a camera may have, each number in full. */
    static final int MAX_BODY = 128 * 1024;

    private static final String JSON = "application/json";
    private static final String PATH = "/api/cameras/{id}/settings";

    /** What is kept for an answer while the draft is written. */
    private static final int ANSWER_BYTES = 256 * 1024;

    private final Cameras cameras;
    private final SettingsWriter writer;
    private final AccessFilter access;
    private final Transfers transfers;
    private final Clock clock;

    /** Whoever sends a draft slowly holds a thread. */
    private final Semaphore reading = new Semaphore(4);

    /**
     * What became of a draft.
     *
     * @param written whether there is a new version; false when the newest one says the same
     * @param warnings sentences about lines that hardly anybody can cross
     */
    record Saved(boolean written, List<String> warnings, SettingsView settings) {}

    EditorApi(Cameras cameras, SettingsWriter writer, AccessFilter access, Transfers transfers, Clock clock) {
        this.cameras = cameras;
        this.writer = writer;
        this.access = access;
        this.transfers = transfers;
        this.clock = clock;
    }

    void addTo(RoutesConfig routes) {
        routes.get(PATH, this::show);
        routes.post(PATH, this::save);
    }

    private void show(Context context) {
        String id = id(context);
        byte[] answer = Json.bytes(view(id, cameras.settings(id)));
        context.contentType(JSON);
        Transfers.Place place = transfers.enter(Peer.of(context), answer.length);
        context.future(() -> place.send(Parts.of(answer)));
    }

    private SettingsView view(String id, Optional<CameraSettings> settings) {
        return SettingsView.of(id, settings, cameras.clock(id).orElseGet(clock::instant), access.refusalOfWriters());
    }

    private void save(Context context) {
        access.checkWriter(context);
        String id = id(context);
        SettingsDraft draft = SettingsDraft.read(body(context));
        CameraVersion version = draft.version(clock.instant());
        Transfers.Place place = transfers.enter(Peer.of(context), ANSWER_BYTES);
        context.future(() -> writer.write(id, draft.seen(), version)
                .handle((written, error) -> {
                    if (error != null) {
                        place.leave();
                        throw refused(error);
                    }
                    written.ifPresent(cameras::take);
                    context.status(written.isPresent() ? 201 : 200).contentType(JSON);
                    return Json.bytes(new Saved(
                            written.isPresent(),
                            BorderLines.warnings(id, version),
                            view(id, written.or(() -> cameras.settings(id)))));
                })
                .thenCompose(answer -> sent(place, answer)));
    }

    private static CompletableFuture<Void> sent(Transfers.Place place, byte[] answer) {
        return place.send(Parts.of(answer));
    }

    private static RuntimeException refused(Throwable error) {
        Throwable cause = error instanceof CompletionException ? error.getCause() : error;
        if (cause instanceof NotWrittenException notWritten) {
            return new RefusedException(notWritten.outpaced() ? 409 : 503, notWritten.getMessage());
        }
        return new IllegalStateException("A draft could not be written.", cause);
    }

    private byte[] body(Context context) {
        if (context.req().getContentLengthLong() > MAX_BODY) {
            throw tooLarge();
        }
        if (!reading.tryAcquire()) {
            throw new RefusedException(503, "Others are saving at this moment; try again in a moment.");
        }
        try (InputStream in = context.req().getInputStream()) {
            byte[] body = in.readNBytes(MAX_BODY + 1);
            if (body.length > MAX_BODY) {
                throw tooLarge();
            }
            return body;
        } catch (IOException e) {
            throw new BadQueryException("The draft did not come to its end.", e);
        } finally {
            reading.release();
        }
    }

    private static RefusedException tooLarge() {
        return new RefusedException(413, "A draft has " + MAX_BODY + " bytes at most.");
    }

    private String id(Context context) {
        String id = context.pathParam("id");
        if (!cameras.knows(id) && cameras.settings(id).isEmpty()) {
            throw new RefusedException(404, "There is no camera '" + id + "'.");
        }
        return id;
    }
}
