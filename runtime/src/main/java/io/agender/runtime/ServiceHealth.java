package io.agender.runtime;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** Whether the parts of a service can do their work. Thread-safe. */
public final class ServiceHealth {

    private final Map<String, BooleanSupplier> parts = new ConcurrentHashMap<>();

    /** @param parts what the service needs, none of which is ready before it is watched */
    public ServiceHealth(List<String> parts) {
        parts.forEach(part -> this.parts.put(part, () -> false));
    }

    /** From now on this tells whether a part is ready. It is asked often, by any thread, and must not block. */
    public void watch(String part, BooleanSupplier ready) {
        parts.put(part, ready);
    }

    /** Whether each part is ready now, in the order of their names. */
    public Map<String, Boolean> parts() {
        Map<String, Boolean> now = new TreeMap<>();
        parts.forEach((part, ready) -> now.put(part, ready.getAsBoolean()));
        return now;
    }
}
