package io.agender.aggregator;

import io.agender.runtime.BrokenRecord;
import io.agender.runtime.DeadLetters;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when summing up throws. A record that breaks {@link FacesContract} is counted, dead-lettered and skipped.
 * Everything else is a broken program: the client stops, and the record is read again after a restart.
 */
public final class FacesErrorPolicy implements ProcessingExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(FacesErrorPolicy.class);

    private DeadLetters deadLetters;

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = DeadLetters.from(configs);
    }

    @Override
    public Response handleError(ErrorHandlerContext where, Record<?, ?> record, Exception error) {
        if (error instanceof UnusableFacesException) {
            return Response.resume(List.of(deadLetters.letter(where, where.sourceRawKey(), error)));
        }
        BrokenRecord.log(LOG, "summing up", where, error);
        return Response.fail();
    }
}
