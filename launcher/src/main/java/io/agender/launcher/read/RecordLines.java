package io.agender.launcher.read;

import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Writes records as lines of text. */
public interface RecordLines {

    /**
     * Writes a record.
     *
     * @param value what its bytes say; nothing where it has none, or those of its topic are of no type of ours
     */
    void write(ConsumerRecord<String, byte[]> record, Optional<SpecificRecord> value);
}
