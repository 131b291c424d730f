package io.agender.notifier.outlet;

import io.agender.notifier.rule.Alert;
import java.io.IOException;
import java.util.Optional;

/** Hands alerts on. Belongs to one thread, but for {@link #trouble()}. */
public interface Outlet extends AutoCloseable {

    /** What it is called in settings, files and figures. */
    String name();

    /**
     * Hands an alert on and returns when whoever gets it has it.
     *
     * @throws IOException when that could not be done now; it is tried again
     */
    void deliver(Alert alert) throws IOException;

    /** Takes note of how a rule stands with a camera, whether or not there is an alert of it. */
    void show(Standing standing);

    /** Does what is due apart from alerts, such as connecting anew; asked for several times a second. */
    void turn();

    /** Why it can't hand anything on now; empty when it can. From any thread. */
    Optional<String> trouble();

    @Override
    void close();
}
