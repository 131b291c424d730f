package io.agender.inference;

import io.agender.runtime.BrokenRecord;
import io.agender.runtime.DeadLetters;
import io.agender.vision.UndecodableImageException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when the analysis of a frame throws. A frame that breaks the contract of its topic, or whose bytes are
 * no picture, is counted, dead-lettered and skipped. Everything else is a broken program: the client stops, and the
 * frame is read again after a restart.
 */
public final class FrameErrorPolicy implements ProcessingExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(FrameErrorPolicy.class);

    private DeadLetters deadLetters;

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = DeadLetters.from(configs);
    }

    @Override
    public Response handleError(ErrorHandlerContext where, Record<?, ?> record, Exception error) {
        Optional<Exception> badData = badData(error);
        if (badData.isPresent()) {
            ProducerRecord<byte[], byte[]> letter = deadLetters.letter(where, where.sourceRawKey(), badData.get());
            if (badData.get() instanceof UndecodableImageException) {
                letter.headers().add(DeadLetters.IN_FACES, "true".getBytes(StandardCharsets.UTF_8));
            }
            return Response.resume(List.of(letter));
        }
        BrokenRecord.log(LOG, "analysing", where, error);
        return Response.fail();
    }

    /** The error itself when it says that a picture can't be read; throws it when it says anything else. */
    static RuntimeException requireUndecodable(RuntimeException error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof UndecodableImageException) {
                return error;
            }
        }
        throw error;
    }

    private static Optional<Exception> badData(Exception error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof UndecodableImageException || cause instanceof UnusableFrameException) {
                return Optional.of((Exception) cause);
            }
        }
        return Optional.empty();
    }
}
