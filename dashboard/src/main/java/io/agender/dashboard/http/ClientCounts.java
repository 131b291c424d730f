package io.agender.dashboard.http;

import java.util.HashMap;
import java.util.Map;

/** Counts places taken, so many in all and for each client. Thread-safe. */
final class ClientCounts {

    private final int max;
    private final int maxPerClient;
    private final Map<String, Integer> clients = new HashMap<>();
    private int count;

    ClientCounts(int max, int maxPerClient) {
        this.max = max;
        this.maxPerClient = maxPerClient;
    }

    /** Takes a place; returns whether there was one. */
    synchronized boolean enter(String client) {
        if (count >= max || clients.getOrDefault(client, 0) >= maxPerClient) {
            return false;
        }
        clients.merge(client, 1, Integer::sum);
        count++;
        return true;
    }

    /** Gives a place back. */
    synchronized void leave(String client) {
        clients.computeIfPresent(client, (id, places) -> places == 1 ? null : places - 1);
        count--;
    }

    synchronized int count() {
        return count;
    }
}
