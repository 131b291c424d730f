package io.agender.runtime.status;

/** What an error goes back to; libraries wrap what the system or the user's setting has to say in words of their own. */
public final class RootCause {

    private RootCause() {}

    /** The innermost cause, which is the error itself when nothing caused it. */
    public static Throwable of(Throwable error) {
        Throwable at = error;
        while (at.getCause() != null) {
            at = at.getCause();
        }
        return at;
    }
}
