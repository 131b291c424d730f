package io.agender.runtime;

import io.agender.schemas.RegistryException;
import java.util.Optional;

/**
 * Tells a registry that did not do its work from a record that can't be read or written. What registry clients throw is
 * told apart where it is thrown, by the serdes of {@code schemas}; here it is looked for in what came of it.
 */
public final class RegistryErrors {

    private RegistryErrors() {}

    /** What the registry did, when an error goes back to it. */
    public static Optional<RegistryException> in(Throwable error) {
        return RegistryException.in(error);
    }

    /** True when an error of a deserializer is not the record's fault. */
    static boolean isCauseOf(Throwable error) {
        return RegistryException.isCauseOf(error);
    }

    /** True when an error goes back to a registry of which another attempt may be answered; false when it refused. */
    public static boolean passes(Throwable error) {
        return in(error)
                .filter(trouble -> trouble.kind() != RegistryException.Kind.REFUSED)
                .isPresent();
    }
}
