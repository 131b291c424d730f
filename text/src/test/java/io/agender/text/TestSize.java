package io.agender.text;

/**
 * How much a test draws, plays or tries: in every build as little as still finds a broken feature, and more where the
 * long form is asked for by {@code mvn -Pproof verify}.
 */
public final class TestSize {

    private static final boolean LONG = "long".equals(System.getProperty("proof.form"));

    private TestSize() {}

    /** The size for this run. @param everyBuild in the short form @param longForm in the long one */
    public static int of(int everyBuild, int longForm) {
        return LONG ? longForm : everyBuild;
    }

    /** Whether the long form is asked for. */
    public static boolean isLong() {
        return LONG;
    }
}
