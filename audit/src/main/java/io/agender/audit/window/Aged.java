package io.agender.audit.window;

import io.agender.schemas.AgeBandCount;
import io.agender.schemas.Face;
import io.agender.schemas.Gender;
import io.agender.schemas.TrackEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Something with an age, between 0 and 150. */
record Aged(double age, Gender gender) {

    private static final double MAX_AGE = 150;
    private static final double MILLIONTHS = 1e6;

    static Stream<Aged> of(Face face) {
        return of(face.getAge(), face.getGender());
    }

    static Stream<Aged> of(TrackEstimate track) {
        return of(track.getAge(), track.getGender());
    }

    private static Stream<Aged> of(Float age, Gender gender) {
        return age == null || !Float.isFinite(age)
                ? Stream.empty()
                : Stream.of(new Aged(Math.min(Math.max(age, 0), MAX_AGE), gender));
    }

    /** In whole millionths of a year, as the sum is kept, so that it can be told exactly. */
    static Double mean(List<Aged> all) {
        return all.isEmpty()
                ? null
                : all.stream()
                                .mapToLong(one -> Math.round(one.age * MILLIONTHS))
                                .sum()
                        / (MILLIONTHS * all.size());
    }

    static Double median(List<Aged> all) {
        return Median.ofTenths(all.stream().map(one -> Math.round(one.age * 10)).toList());
    }

    /** @param bounds lower bounds of the bands */
    static List<AgeBandCount> bands(List<Aged> all, List<Integer> bounds) {
        List<AgeBandCount> counts = new ArrayList<>();
        for (int band = 0; band < bounds.size(); band++) {
            int from = bounds.get(band);
            Integer to = band + 1 < bounds.size() ? bounds.get(band + 1) - 1 : null;
            List<Aged> own = all.stream()
                    .filter(one -> (int) one.age >= from && (to == null || (int) one.age <= to))
                    .toList();
            counts.add(new AgeBandCount(
                    from, to, count(own, Gender.FEMALE), count(own, Gender.MALE), count(own, Gender.UNKNOWN)));
        }
        return counts;
    }

    private static long count(List<Aged> all, Gender gender) {
        return all.stream().filter(one -> one.gender == gender).count();
    }
}
