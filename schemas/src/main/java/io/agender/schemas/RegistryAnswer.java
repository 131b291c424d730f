package io.agender.schemas;

import java.util.List;
import java.util.Optional;

/**
 * What a registry answered, as the exceptions of registry clients tell it. They are read by reflection, because the client
 * is the user's choice and may not be on the class path.
 *
 * @param status of HTTP
 * @param name what kind of trouble that is, in the registry's own words; empty when the answer is not in a registry's form
 * @param said the registry's words for people, on one line; empty when there are none
 */
record RegistryAnswer(int status, String name, String said) {

    /** Kiota's, which Apicurio uses, and Confluent's. */
    private static final List<String> STATUS = List.of("getResponseStatusCode", "getStatus");

    /** Apicurio's; its detail is the title with the name of a class before it. */
    private static final List<String> WORDS = List.of("getTitle", "getDetail");

    /** Confluent's client gives this code of its own to an answer that is not in a registry's form. */
    private static final int NO_REGISTRYS_FORM = 50005;

    private static final int MAX_LENGTH = 300;

    /** What the error, or what caused it, tells of an answer. */
    static Optional<RegistryAnswer> in(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            for (String method : STATUS) {
                if (call(cause, method) instanceof Integer status && status >= 100) {
                    return Optional.of(of(cause, status));
                }
            }
        }
        return Optional.empty();
    }

    private static RegistryAnswer of(Throwable error, int status) {
        if (call(error, "getErrorCode") instanceof Integer code) {
            boolean formed = code >= 100 && code != NO_REGISTRYS_FORM;
            String message = String.valueOf(error.getMessage()).replaceAll("; error code: \\d+$", "");
            return new RegistryAnswer(status, formed ? String.valueOf(code) : "", formed ? line(message) : "");
        }
        for (String method : WORDS) {
            if (call(error, method) instanceof String words && !words.isBlank()) {
                return new RegistryAnswer(status, name(error), line(words));
            }
        }
        return new RegistryAnswer(status, name(error), "");
    }

    private static String name(Throwable error) {
        return call(error, "getName") instanceof String name ? name : "";
    }

    /** Foreign words: one line of what can be printed, and no more than a reader wants. */
    private static String line(String words) {
        String printable = words.replaceAll("\\p{Cntrl}+|\\s+", " ").strip().replaceAll("\\.$", "");
        return printable.length() <= MAX_LENGTH ? printable : printable.substring(0, MAX_LENGTH) + "…";
    }

    private static Object call(Throwable error, String method) {
        try {
            return error.getClass().getMethod(method).invoke(error);
        } catch (ReflectiveOperationException e) {
            return null; // not an error of a client of this kind
        }
    }

    /** Whether a registry says that it has no such thing; the 404 of some other web server does not say that. */
    boolean saysUnknown() {
        return status == 404 && !name.isEmpty();
    }

    /** As it stands in a sentence, in brackets. */
    @Override
    public String toString() {
        return said.isEmpty() ? String.valueOf(status) : status + ": " + said;
    }
}
