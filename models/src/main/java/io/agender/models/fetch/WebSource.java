package io.agender.models.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;

/** Fetches files over HTTP; goes on where an earlier attempt has stopped. Safe to share. */
final class WebSource {

    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int FIRST_SERVER_ERROR = 500;

    private final HttpClient client;
    private final Duration patience;

    /** @param patience how long a server may say nothing */
    WebSource(Duration patience) {
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    void fetch(URI address, Transfer transfer) throws SourceFailedException, IOException, InterruptedException {
        long present = transfer.present();
        HttpResponse<InputStream> response;
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(patience);
            if (present > 0) {
                request.header("Range", "bytes=" + present + "-");
            }
            response = client.send(request.build(), BodyHandlers.ofInputStream());
        } catch (IllegalArgumentException e) { // from here, and from where a server sends us
            throw new SourceFailedException(address + " is not an address that can be asked", false, e);
        } catch (IOException e) {
            throw new SourceFailedException(address + " cannot be reached" + SourceFailedException.reason(e), false, e);
        }
        try (InputStream body = new StallWatch(response.body(), patience)) {
            read(address, response, body, present, transfer);
        }
    }

    private static void read(URI address, HttpResponse<?> response, InputStream body, long present, Transfer transfer)
            throws SourceFailedException, IOException {
        int status = response.statusCode();
        if (status == RANGE_NOT_SATISFIABLE && present > 0) {
            if (transfer.expected().orElse(-1) != present) {
                Files.delete(transfer.part());
                throw new SourceFailedException(address + " has fewer bytes than were fetched before", true, null);
            }
            return; // an earlier attempt has got everything
        }
        if (status != OK && status != PARTIAL) {
            throw new SourceFailedException(
                    address + " answers with status " + status, status >= FIRST_SERVER_ERROR, null);
        }
        boolean resumed = status == PARTIAL && startsAt(response, present);
        if (status == PARTIAL && !resumed) {
            throw new SourceFailedException(address + " answers with another part of the file than was asked for");
        }
        long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
        transfer.add(body, resumed, address.toString(), length < 0 ? -1 : length + (resumed ? present : 0));
    }

    private static boolean startsAt(HttpResponse<?> response, long present) {
        return response.headers()
                .firstValue("Content-Range")
                .filter(range -> range.startsWith("bytes " + present + "-"))
                .isPresent();
    }
}
