package io.agender.vision;

import java.util.Objects;

/**
 * What a network says of a face besides gender and age, where the user asked for it.
 *
 * @param name what it is about, as the model's descriptor calls it, such as {@code race}
 * @param value the likeliest class, as the descriptor calls it
 * @param probability the network's output for that class, 0 to 1, not calibrated
 */
public record ExtraEstimate(String name, String value, double probability) {

    public ExtraEstimate {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
    }
}
