package io.agender.schemas.reader;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes the records of topics, those of a partition in their order. */
@FunctionalInterface
public interface RecordHandler {

    /** @throws RuntimeException when the record can't be taken now; it is offered again, and all after it */
    void take(ConsumerRecord<String, byte[]> record);
}
