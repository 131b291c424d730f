package io.agender.launcher.run;

import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Hours, days and weeks of cameras and sites, of each its newest revision. Not thread-safe. */
public final class NewestRollups {

    private final Map<Place, RollupSummary> newest = new LinkedHashMap<>();
    private final int most;

    private record Place(RollupScope scope, String name, RollupPeriod period, Instant start) {

        static Place of(RollupSummary sum) {
            return new Place(sum.getScope(), Rollups.name(sum), sum.getPeriod(), sum.getPeriodStart());
        }
    }

    /** @param most so many are kept, the oldest hours go first */
    public NewestRollups(int most) {
        this.most = most;
    }

    /** Takes a revision. */
    public void add(RollupSummary sum) {
        newest.merge(Place.of(sum), sum, (one, other) -> other.getRevision() >= one.getRevision() ? other : one);
        if (newest.size() > most) {
            newest.keySet().stream()
                    .min(Comparator.comparing(Place::period).thenComparing(Place::start))
                    .ifPresent(newest::remove);
        }
    }

    /** Hours before days and weeks, cameras before sites, then by name and time. */
    public List<RollupSummary> sorted() {
        return Rollups.sorted(newest.values());
    }
}
