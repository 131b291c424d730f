package io.agender.runtime.input;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of records that were deleted before they were read, as by a retention shorter than an absence. Thread-safe. */
public final class LostRecords {

    /** Counter of records that were gone before this instance came to read them, tagged with topic and partition. */
    static final String COUNTER = "agender.records.lost";

    private static final Logger LOG = LoggerFactory.getLogger(LostRecords.class);

    private final MeterRegistry meters;
    private final String group;

    public LostRecords(MeterRegistry meters, String group) {
        this.meters = meters;
        this.group = group;
    }

    /** @param earliest the first record that is still there */
    void tell(TopicPartition partition, long position, long earliest) {
        LOG.warn(
                "Topic {}, partition {}: records {} to {} were deleted before group {} had read them, because nobody read"
                        + " for longer than the topic keeps them; what they said is lost, and it goes on at {}.",
                partition.topic(),
                partition.partition(),
                position,
                earliest - 1,
                group,
                earliest);
        meters.counter(COUNTER, "topic", partition.topic(), "partition", String.valueOf(partition.partition()))
                .increment(earliest - position);
    }
}
