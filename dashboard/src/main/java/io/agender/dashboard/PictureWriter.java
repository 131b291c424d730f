package io.agender.dashboard;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** Writes one picture as fast as the visitor takes it, without a thread that waits. */
final class PictureWriter implements WriteListener {

    private final byte[] jpeg;
    private final ServletOutputStream out;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private boolean written;

    private PictureWriter(byte[] jpeg, ServletOutputStream out) {
        this.jpeg = jpeg;
        this.out = out;
    }

    /** Begins to write; the future completes when all is written or the visitor has gone. */
    static CompletableFuture<Void> write(byte[] jpeg, ServletOutputStream out) {
        PictureWriter writer = new PictureWriter(jpeg, out);
        out.setWriteListener(writer);
        return writer.end;
    }

    @Override
    public void onWritePossible() throws IOException {
        while (out.isReady()) {
            if (written) {
                end.complete(null);
                return;
            }
            written = true;
            out.write(jpeg);
        }
    }

    @Override
    public void onError(Throwable error) {
        end.complete(null); // a visitor that leaves is no error
    }
}
