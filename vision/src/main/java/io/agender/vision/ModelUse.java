package io.agender.vision;

/**
 * A network that takes part in an analysis.
 *
 * @param task what it is asked for
 * @param name its name in the catalogue
 * @param sha256 first 12 hexadecimal digits of the SHA-256 of its file
 */
public record ModelUse(Task task, String name, String sha256) {

    /** What a network is asked for. */
    public enum Task {
        DETECTION,
        GENDER,
        AGE,
        GENDER_AND_AGE,
        LANDMARKS
    }
}
