package io.agender.runtime.input;

import java.util.OptionalLong;

/** One answer of the brokers about a partition; the parts as in {@link InputPosition}. */
record InputLook(long askedAt, OptionalLong committed, long earliest, long end) {

    /** All records before this one are read, or gone before anybody read them. */
    long next() {
        return committed.orElse(earliest);
    }
}
