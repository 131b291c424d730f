package io.agender.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class ChangelogEndsTest {

    private static final TopicPartition TRACKS = new TopicPartition("tracks-changelog", 0);
    private static final TopicPartition ESTIMATES = new TopicPartition("estimates-changelog", 0);

    private final Map<TopicPartition, Long> atBrokers = new HashMap<>();
    private final List<Set<TopicPartition>> asked = new ArrayList<>();
    private final ChangelogEnds ends = new ChangelogEnds(this::answer);
    private boolean silent;

    @Test
    void should_find_the_store_that_goes_further_than_its_changelog() {
        atBrokers.putAll(Map.of(TRACKS, 100L, ESTIMATES, 100L));
        ends.wanted(TRACKS, 100);
        ends.wanted(ESTIMATES, 101);

        ends.look();

        assertThat(ends.beyond()).isEqualTo(Map.of(ESTIMATES, 101L));
    }

    /** Else a changelog that has grown meanwhile would look as if it had always gone that far. */
    @Test
    void should_ask_once_for_each_place() {
        atBrokers.put(TRACKS, 100L);
        ends.wanted(TRACKS, 100);

        ends.look();
        ends.look();

        assertThat(asked).containsExactly(Set.of(TRACKS));
    }

    @Test
    void should_not_know_and_ask_again_when_brokers_don_t_answer() {
        atBrokers.put(TRACKS, 7L);
        ends.wanted(TRACKS, 8);
        silent = true;
        ends.look();
        assertThat(ends.isKnown(TRACKS)).isFalse();
        assertThat(ends.beyond()).isEmpty();

        silent = false;
        ends.look();

        assertThat(ends.isKnown(TRACKS)).isTrue();
        assertThat(ends.beyond()).containsOnlyKeys(TRACKS);
    }

    @Test
    void should_forget_stores_that_are_built_from_the_beginning_or_are_others_now() {
        atBrokers.putAll(Map.of(TRACKS, 1L, ESTIMATES, 1L));
        ends.wanted(TRACKS, 2);
        ends.wanted(ESTIMATES, 2);
        ends.look();

        ends.fromBeginning(Set.of(TRACKS));
        assertThat(ends.beyond()).containsOnlyKeys(ESTIMATES);

        ends.keepOnly(Set.of(TRACKS));
        assertThat(ends.beyond()).isEmpty();
    }

    private Map<TopicPartition, Long> answer(Set<TopicPartition> changelogs) {
        if (silent) {
            throw new TimeoutException("no answer");
        }
        asked.add(changelogs);
        return changelogs.stream().collect(Collectors.toMap(changelog -> changelog, atBrokers::get));
    }
}
