package io.agender.benchmarks.accuracy;

import io.agender.vision.Gender;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Splits faces by what their labels say. */
final class Breakdown {

    private static final Comparator<AgeRange> YOUNGEST_FIRST = Comparator.comparingInt(AgeRange::from)
            .thenComparingInt(range -> range.to().orElse(Integer.MAX_VALUE));

    private static final int DECADE = 10;
    private static final int MAX_RANGES = 20;

    /** Ages for which a shop wants to know whether a group is read worse than others. */
    private static final int ADULT_FROM = 20;

    private static final int ADULT_UP_TO = 60;

    static final String AGE = "age";
    static final String GENDER = "gender";
    static final String GROUP = "group";
    static final String GROUP_AND_GENDER = "genderOfGroupFrom20To59";

    private Breakdown() {}

    /** Age group, gender, group, and gender of each group between 20 and 59; each part by its name, in order. */
    static Map<String, Map<String, List<FaceSample>>> of(List<FaceSample> samples) {
        Map<String, Map<String, List<FaceSample>>> parts = new LinkedHashMap<>();
        parts.put(AGE, ages(samples));
        parts.put(GENDER, split(samples, Breakdown::gender));
        parts.put(GROUP, split(samples, Breakdown::group));
        parts.put(
                GROUP_AND_GENDER,
                split(samples.stream().filter(Breakdown::isAdult).toList(), sample -> group(sample)
                        .flatMap(group -> gender(sample).map(gender -> group + " " + gender))));
        parts.values().removeIf(part -> part.size() < 2);
        return parts;
    }

    /** By the ranges of the labels, or by tens of years where the labels have too many different ones. */
    private static Map<String, List<FaceSample>> ages(List<FaceSample> samples) {
        Map<AgeRange, List<FaceSample>> ranges = new TreeMap<>(YOUNGEST_FIRST);
        Map<AgeRange, List<FaceSample>> tens = new TreeMap<>(YOUNGEST_FIRST);
        for (FaceSample sample : samples) {
            sample.label().age().ifPresent(age -> {
                int from = (int) age.middle() / DECADE * DECADE;
                ranges.computeIfAbsent(age, key -> new ArrayList<>()).add(sample);
                tens.computeIfAbsent(
                                AgeRange.of(from, Math.min(from + DECADE - 1, AgeRange.OLDEST)),
                                key -> new ArrayList<>())
                        .add(sample);
            });
        }
        Map<String, List<FaceSample>> ordered = new LinkedHashMap<>();
        (ranges.size() > MAX_RANGES ? tens : ranges).forEach((range, part) -> ordered.put(range.label(), part));
        return ordered;
    }

    private static Map<String, List<FaceSample>> split(
            List<FaceSample> samples, Function<FaceSample, Optional<String>> by) {
        Map<String, List<FaceSample>> parts = new TreeMap<>();
        samples.forEach(
                sample -> by.apply(sample).ifPresent(part -> parts.computeIfAbsent(part, key -> new ArrayList<>())
                        .add(sample)));
        return parts;
    }

    private static Optional<String> gender(FaceSample sample) {
        return sample.label().gender().map(Gender::name).map(name -> name.toLowerCase(Locale.ROOT));
    }

    private static Optional<String> group(FaceSample sample) {
        return Optional.of(sample.label().group()).filter(group -> !group.isEmpty());
    }

    private static boolean isAdult(FaceSample sample) {
        return sample.label()
                .age()
                .filter(age -> age.middle() >= ADULT_FROM && age.middle() < ADULT_UP_TO)
                .isPresent();
    }
}
