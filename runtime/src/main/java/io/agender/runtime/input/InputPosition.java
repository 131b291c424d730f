package io.agender.runtime.input;

import java.util.OptionalLong;

/**
 * Where a consumer group stands in a partition of its input, as the brokers said at one look. Times are milliseconds of
 * this machine's wall clock since 1970-01-01 UTC.
 *
 * @param askedAt when the brokers were asked for the end: what was written before lies below it
 * @param answeredSince since when the brokers have answered look after look, without a pause
 * @param committed the next record that the group will read, as asked just before the end; empty when it never committed
 * @param earliest the first record that the partition still has, or would have
 * @param end where the next record will be written; records of open transactions lie below it
 * @param readUpTo all that was written to the partition before this time is read, and what came of it committed; empty
 *     when that is known of no time
 */
public record InputPosition(
        long askedAt, long answeredSince, OptionalLong committed, long earliest, long end, OptionalLong readUpTo) {

    /** Whether the partition can have brought the group to where it stands; not so when the topic was created anew. */
    public boolean exists() {
        return committed.isEmpty() || committed.getAsLong() <= end;
    }
}
