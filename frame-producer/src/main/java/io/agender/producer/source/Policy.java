package io.agender.producer.source;

import java.util.Locale;

/** What happens to a camera's frames while the brokers, or what comes after them, are behind. */
public enum Policy {
    /** A live source drops, any other waits. */
    AUTO,
    /** The source is not read until there is room: nothing is lost, but what a camera sends meanwhile is nobody's. */
    WAIT,
    /** The oldest unsent frame is dropped; its sequence number stays missing. */
    DROP;

    /** The policy as it is written in settings. */
    static Policy parse(String text) {
        return valueOf(text.strip().toUpperCase(Locale.ROOT));
    }

    /** Whether frames of a source are dropped. */
    boolean drops(boolean live) {
        return this == DROP || this == AUTO && live;
    }
}
