package io.agender.runtime;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to a record whose bytes can't be read: it is counted, dead-lettered and skipped. A registry that can't be
 * reached or refuses to answer is not the record's fault: then the client stops, and the record is read again after a
 * restart.
 */
public final class UndecodableRecordPolicy implements DeserializationExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(UndecodableRecordPolicy.class);

    private DeadLetters deadLetters;

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = DeadLetters.from(configs);
    }

    @Override
    public Response handleError(ErrorHandlerContext where, ConsumerRecord<byte[], byte[]> record, Exception error) {
        if (RegistryErrors.isCauseOf(error)) {
            LOG.error(
                    "Record {}-{}@{} can't be read because the schema registry does not answer or refuses; the client"
                            + " stops, and reads it again when it is started again.",
                    where.topic(),
                    where.partition(),
                    where.offset());
            return Response.fail();
        }
        return Response.resume(List.of(deadLetters.letter(where, record.key(), error)));
    }
}
