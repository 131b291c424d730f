package io.agender.runtime;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;

/**
 * What happens to a record whose bytes can't be read: it is counted, dead-lettered and skipped. A registry that can't be
 * reached or refuses to answer is not the record's fault: then the client stops, and the record is read again after a
 * restart.
 */
public final class UndecodableRecordPolicy implements DeserializationExceptionHandler {

    private DeadLetters deadLetters;

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = DeadLetters.from(configs);
    }

    @Override
    public Response handleError(ErrorHandlerContext where, ConsumerRecord<byte[], byte[]> record, Exception error) {
        if (RegistryTrouble.isCauseOf(error)) {
            return Response.fail();
        }
        return Response.resume(List.of(deadLetters.letter(where, record.key(), error)));
    }
}
