package io.agender.dashboard.http;

import java.util.HashMap;
import java.util.Map;

/** Counts places taken, so many in all and for each client. Thread-safe. */
final class ClientCounts {

    private final int most;
    private final int mostPerClient;
    private final Map<String, Integer> clients = new HashMap<>();
    private int count;

    ClientCounts(int most, int mostPerClient) {
        this.most = most;
        this.mostPerClient = mostPerClient;
    }

    /** Takes a place; returns whether there was one. */
    synchronized boolean enter(String client) {
        if (count >= most || clients.getOrDefault(client, 0) >= mostPerClient) {
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
