package io.agender.inference;

import io.agender.schemas.PendingFrame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The frames of a task whose faces wait for the networks, oldest first. Their offsets may be committed while they wait,
 * so they are in a store as well as in memory; after a crash the store gives them back.
 *
 * <p>The store's keys are a few slots that are used again and again, and the place in the queue is in the value. What is
 * put and deleted between two commits reaches the changelog only as the tombstone of its slot, so the changelog costs
 * next to nothing while the queue keeps moving, and compaction keeps it as small as the longest queue.
 */
final class PendingQueue {

    private final KeyValueStore<Integer, PendingFrame> store;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private final BitSet slots = new BitSet();
    private long nextOrder;
    private int crops;

    private record Entry(int slot, PendingFrame frame, long sinceMillis) {}

    /**
     * Takes over what a store holds after a restart.
     *
     * @param nowMillis wall-clock time from which on the restored frames count as waiting
     */
    PendingQueue(KeyValueStore<Integer, PendingFrame> store, long nowMillis) {
        this.store = store;
        List<Entry> restored = new ArrayList<>();
        try (KeyValueIterator<Integer, PendingFrame> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<Integer, PendingFrame> item = all.next();
                restored.add(new Entry(item.key, EarlierPendingFrame.upgraded(item.value), nowMillis));
            }
        }
        restored.sort(Comparator.comparingLong(entry -> entry.frame().getOrder()));
        restored.forEach(this::remember);
    }

    /** Puts a frame at the end, and gives it its place. */
    void add(PendingFrame frame, long nowMillis) {
        frame.setOrder(nextOrder);
        int slot = slots.nextClearBit(0);
        store.put(slot, frame);
        remember(new Entry(slot, frame, nowMillis));
    }

    private void remember(Entry entry) {
        slots.set(entry.slot());
        entries.add(entry);
        nextOrder = entry.frame().getOrder() + 1;
        crops += WaitingCrops.of(entry.frame()).size();
    }

    /** Takes all frames out, oldest first. */
    List<PendingFrame> removeAll() {
        List<PendingFrame> frames = entries.stream().map(Entry::frame).toList();
        entries.forEach(entry -> store.delete(entry.slot()));
        entries.clear();
        slots.clear();
        crops = 0;
        return frames;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Frames that wait. */
    int size() {
        return entries.size();
    }

    /** Faces that wait. */
    int crops() {
        return crops;
    }

    /** Since when the oldest frame waits, in milliseconds of the wall clock; there must be one. */
    long oldestMillis() {
        return entries.element().sinceMillis();
    }
}
