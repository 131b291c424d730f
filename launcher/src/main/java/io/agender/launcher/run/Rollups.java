package io.agender.launcher.run;

import io.agender.runtime.config.KafkaConfig;
import io.agender.schemas.AvroSerdes;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.reader.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.Deserializer;

/** The hours, days and weeks of a run. */
final class Rollups {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Rollups() {}

    /**
     * What the topics say of the hours, days and weeks that windows of this run are in: the newest revision of each.
     *
     * @param windows those of this run
     * @param earliest a time before all of them
     */
    static List<RollupSummary> read(
            KafkaConfig kafka, int partitions, Instant earliest, Collection<DemographicSummary> windows) {
        Set<String> cameras =
                windows.stream().map(DemographicSummary::getCameraId).collect(Collectors.toSet());
        Set<String> sites = windows.stream()
                .map(DemographicSummary::getSite)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        NewestRollups newest = new NewestRollups(Integer.MAX_VALUE);
        try (TopicReader reader = RunReaders.rollups(kafka, partitions, earliest);
                Deserializer<RollupSummary> values = AvroSerdes.deserializer(RollupSummary.class, kafka.serdes())) {
            reader.readUntil(reader::caughtUp, PATIENCE, record -> {
                RollupSummary sum = values.deserialize(record.topic(), record.headers(), record.value());
                boolean ours = sum.getScope() == RollupScope.SITE
                        ? sites.contains(sum.getSite())
                        : cameras.contains(sum.getCameraId());
                if (ours && windows.stream().anyMatch(window -> isIn(window, sum))) {
                    newest.add(sum);
                }
            });
        }
        return newest.sorted();
    }

    private static boolean isIn(DemographicSummary window, RollupSummary sum) {
        return !window.getWindowStart().isBefore(sum.getPeriodStart())
                && window.getWindowStart().isBefore(sum.getPeriodEnd());
    }

    /** Hours before days and weeks, cameras before sites, then by name and time. */
    static List<RollupSummary> sorted(Collection<RollupSummary> sums) {
        return sums.stream()
                .sorted(Comparator.comparing(RollupSummary::getPeriod)
                        .thenComparing(RollupSummary::getScope)
                        .thenComparing(Rollups::name)
                        .thenComparing(RollupSummary::getPeriodStart))
                .toList();
    }

    /** What tells a table of them from another. */
    static String heading(RollupSummary sum) {
        return (sum.getScope() == RollupScope.SITE ? "site" : "camera")
                + switch (sum.getPeriod()) {
                    case DAILY -> ", day";
                    case WEEKLY -> ", week";
                    default -> ", hour";
                };
    }

    static String name(RollupSummary sum) {
        return sum.getScope() == RollupScope.SITE ? sum.getSite() : sum.getCameraId();
    }
}
