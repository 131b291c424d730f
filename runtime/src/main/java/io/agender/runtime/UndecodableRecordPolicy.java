package io.agender.runtime;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;

/**
 * What happens to a record whose bytes can't be read: it is counted, dead-lettered and skipped. A registry that can't be
 * reached is not the record's fault: then the client stops, and the record is read again after a restart.
 */
public final class UndecodableRecordPolicy implements DeserializationExceptionHandler {

    private DeadLetters deadLetters;

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = DeadLetters.from(configs);
    }

    @Override
    public Response handleError(ErrorHandlerContext where, ConsumerRecord<byte[], byte[]> record, Exception error) {
        if (isConnectionTrouble(error)) {
            return Response.fail();
        }
        return Response.resume(List.of(deadLetters.letter(where, record.key(), error)));
    }

    /** True when an input or output error is the cause: the registry's answer never came. */
    private static boolean isConnectionTrouble(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException && !isAvros(cause)) {
                return true;
            }
        }
        return false;
    }

    /** Avro's decoder reads from memory; its input errors say that the record is cut off or garbled. */
    private static boolean isAvros(Throwable error) {
        return error instanceof EOFException || error.getClass().getName().startsWith("org.apache.avro.");
    }
}
