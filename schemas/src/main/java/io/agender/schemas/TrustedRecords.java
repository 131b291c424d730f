package io.agender.schemas;

import org.apache.avro.util.ClassSecurityValidator;

/**
 * Lets Avro load the records of this package. Avro loads only classes that it was told to trust, in this process as a
 * whole; without that, records inside records can be neither read nor built with their defaults. The serdes see to it by
 * themselves.
 */
public final class TrustedRecords {

    static {
        String schemas = TrustedRecords.class.getPackageName();
        // What was trusted before stays so: others in the process may have said the same of their records.
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), type -> type.getPackageName()
                        .equals(schemas)));
    }

    private TrustedRecords() {}

    /** Sees to it; only the first call does something. Thread-safe. */
    public static void ensure() {}
}
