package io.agender.dashboard.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The newest event of each subject, in the order in which they changed. A reader keeps one number, its place, and is
 * given what changed after it; however long it was away, it gets each subject once and newest. So a thousand slow
 * readers cost a number each. Thread-safe.
 */
final class Broadcast {

    private final TreeMap<Long, Event> byChange = new TreeMap<>();
    private final Map<String, Long> places = new HashMap<>();
    private long changes;

    /** An event as it goes over the wire, and its place. The bytes are shared and never changed. */
    record Event(long place, String subject, byte[] bytes) {}

    /** Replaces the subject's event. */
    synchronized void publish(String subject, byte[] bytes) {
        Long before = places.put(subject, ++changes);
        if (before != null) {
            byChange.remove(before);
        }
        byChange.put(changes, new Event(changes, subject, bytes));
    }

    /** The newest event of a subject. */
    synchronized Optional<Event> newest(String subject) {
        return Optional.ofNullable(places.get(subject)).map(byChange::get);
    }

    /** The first event after a place. */
    synchronized Optional<Event> after(long place) {
        return Optional.ofNullable(byChange.higherEntry(place)).map(Map.Entry::getValue);
    }
}
