package io.agender.runtime.input;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/**
 * Joins the looks at a partition: an end that was seen at some time, and a position that has passed it since, say that
 * everything written before that time is read. One look alone seldom says so while records flow, for the position is a
 * commit behind. Belongs to one thread.
 */
final class InputHistory {

    /** A longer pause between two looks is one in which the brokers, or we, were away. */
    static final Duration MAX_PAUSE = Duration.ofSeconds(5);

    /** Ends that are remembered: a group that is further behind than an hour of looks is known late to have caught up. */
    private static final int MAX_ENDS = 3600;

    private final Deque<InputLook> ahead = new ArrayDeque<>();
    private InputLook last;
    private long answeredSince;
    private OptionalLong readUpTo = OptionalLong.empty();

    InputPosition add(InputLook look) {
        boolean first = last == null;
        if (first || look.askedAt() - last.askedAt() > MAX_PAUSE.toMillis() || look.askedAt() < last.askedAt()) {
            answeredSince = look.askedAt();
        }
        // A clock that was set back, or another topic of the same name: what was seen before says nothing any more.
        if (!first && (look.askedAt() < last.askedAt() || look.end() < last.end() || look.next() > look.end())) {
            ahead.clear();
            readUpTo = OptionalLong.empty();
        }
        last = look;
        if (look.next() <= look.end()) {
            remember(look);
            while (!ahead.isEmpty() && ahead.element().end() <= look.next()) {
                readUpTo = OptionalLong.of(ahead.remove().askedAt());
            }
        }
        return new InputPosition(
                look.askedAt(), answeredSince, look.committed(), look.earliest(), look.end(), readUpTo);
    }

    /** Of looks with the same end the last says most. */
    private void remember(InputLook look) {
        if (!ahead.isEmpty() && ahead.getLast().end() == look.end()) {
            ahead.removeLast();
        } else if (ahead.size() == MAX_ENDS) {
            ahead.remove();
        }
        ahead.add(look);
    }
}
