package io.agender.runtime;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.slf4j.Logger;

/** Tells at which record a broken program stopped. */
public final class BrokenRecord {

    private BrokenRecord() {}

    /**
     * Logs one error that names camera, record and cause.
     *
     * @param log the caller's
     * @param doing what was done with the record, such as {@code analysing}
     */
    public static void log(Logger log, String doing, ErrorHandlerContext where, Exception error) {
        String camera = where.sourceRawKey() == null ? "" : new String(where.sourceRawKey(), StandardCharsets.UTF_8);
        CameraLog.of(
                camera,
                () -> log.error(
                        "Camera {}: {} record {}-{}@{} failed: {}",
                        camera,
                        doing,
                        where.topic(),
                        where.partition(),
                        where.offset(),
                        error.toString()));
    }
}
