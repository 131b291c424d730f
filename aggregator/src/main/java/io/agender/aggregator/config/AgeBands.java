package io.agender.aggregator.config;

import io.agender.schemas.AgeBandCount;
import io.agender.schemas.SummaryField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How ages are grouped. A band reaches from its lower bound to the year before the next one; the last is open.
 *
 * @param lowerBounds youngest age of each band in completed years, ascending, the first is 0
 */
public record AgeBands(List<Integer> lowerBounds) {

    /** Largest lower bound: above it faces are not told apart. */
    public static final int MAX_BOUND = 120;

    /** The counts of a band. */
    public static final List<SummaryField> CELLS = SummaryField.of(AgeBandCount.getClassSchema()).stream()
            .filter(field -> field.privacy().isOfPeople())
            .toList();

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException when they are none; the message says what to do
     */
    public AgeBands {
        lowerBounds = List.copyOf(lowerBounds);
        if (lowerBounds.isEmpty() || lowerBounds.get(0) != 0) {
            throw new IllegalArgumentException("the first lower bound must be 0");
        }
        for (int i = 1; i < lowerBounds.size(); i++) {
            if (lowerBounds.get(i) <= lowerBounds.get(i - 1)) {
                throw new IllegalArgumentException("the lower bounds must ascend, but " + lowerBounds.get(i)
                        + " follows " + lowerBounds.get(i - 1));
            }
        }
        if (lowerBounds.get(lowerBounds.size() - 1) > MAX_BOUND) {
            throw new IllegalArgumentException("a lower bound must be at most " + MAX_BOUND);
        }
    }

    /**
     * Reads lower bounds as people write them: {@code 0,18,65}.
     *
     * @throws IllegalArgumentException when the text is something else; the message says what to do
     */
    public static AgeBands parse(String text) {
        List<Integer> bounds = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            try {
                bounds.add(Integer.valueOf(part.strip()));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "'" + part.strip() + "' is not a whole number; write lower bounds like 0,18,65", e);
            }
        }
        return new AgeBands(bounds);
    }

    public int size() {
        return lowerBounds.size();
    }

    public int fromAge(int band) {
        return lowerBounds.get(band);
    }

    /** Oldest age of a band in completed years, inclusive; empty for the last. */
    public Optional<Integer> toAge(int band) {
        return band + 1 < size() ? Optional.of(fromAge(band + 1) - 1) : Optional.empty();
    }

    /** Index of the band of an age in completed years, which is not negative. */
    public int bandOf(int years) {
        int band = size() - 1;
        while (fromAge(band) > years) {
            band--;
        }
        return band;
    }
}
