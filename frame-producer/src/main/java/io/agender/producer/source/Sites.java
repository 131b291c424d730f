package io.agender.producer.source;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The places that cameras belong to, such as shops. Immutable.
 *
 * @param labels label by camera id; that of {@value #OTHERS} is for all cameras without one of their own
 */
public record Sites(Map<String, String> labels) {

    /** No camera has a site. */
    public static final Sites NONE = new Sites(Map.of());

    /** Stands for all cameras that are not named. */
    public static final String OTHERS = "*";

    private static final int MAX_LABEL_LENGTH = 100;

    public Sites {
        labels = Map.copyOf(labels);
    }

    /**
     * Reads {@code lobby=Bremen,door=Bremen,*=Kiel}.
     *
     * @throws IllegalArgumentException when the text is not of that form; the message says what is wrong with it
     */
    public static Sites parse(String text) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String part : text.isBlank() ? new String[0] : text.split(",")) {
            int sign = part.indexOf('=');
            String camera = sign < 0 ? "" : part.substring(0, sign).strip();
            String label = part.substring(sign + 1).strip();
            if (camera.isEmpty() || label.isEmpty() || label.length() > MAX_LABEL_LENGTH) {
                throw new IllegalArgumentException(
                        "'" + part.strip() + "' names no site; write CAMERA=LABEL, with a label of 1 to "
                                + MAX_LABEL_LENGTH + " characters");
            }
            if (labels.put(camera, label) != null) {
                throw new IllegalArgumentException("camera " + camera + " has two sites; name one");
            }
        }
        return new Sites(labels);
    }

    /** The label of a camera's place, if it has one. */
    public Optional<String> of(String cameraId) {
        return Optional.ofNullable(labels.getOrDefault(cameraId, labels.get(OTHERS)));
    }
}
