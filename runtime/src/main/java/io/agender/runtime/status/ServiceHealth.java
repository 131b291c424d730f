package io.agender.runtime.status;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Whether the parts of a service can do their work, and if not, why. Thread-safe. */
public final class ServiceHealth {

    private final Map<String, Supplier<Optional<String>>> parts = new ConcurrentHashMap<>();

    /** @param parts what the service needs, none of which is ready before it is watched */
    public ServiceHealth(List<String> parts) {
        parts.forEach(part -> this.parts.put(part, () -> Optional.of("It is still being started.")));
    }

    /**
     * From now on this tells whether a part is ready. It is asked often, by any thread, and must not block.
     *
     * @param otherwise the sentence for when it is not
     */
    public void watch(String part, BooleanSupplier ready, String otherwise) {
        parts.put(part, () -> ready.getAsBoolean() ? Optional.empty() : Optional.of(otherwise));
    }

    /** From now on this tells why a part is not ready; nothing when it is. As above. */
    public void watch(String part, Supplier<Optional<String>> trouble) {
        parts.put(part, trouble);
    }

    /** Why each part is not ready now, in the order of their names; nothing for those that are. */
    public Map<String, Optional<String>> parts() {
        Map<String, Optional<String>> now = new TreeMap<>();
        parts.forEach((part, trouble) -> now.put(part, trouble.get()));
        return now;
    }
}
