package io.agender.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeletedKeysTest {

    @ParameterizedTest(name = "deletions {0}, closed {1} ago: {2}")
    @CsvSource({
        "false, PT2000H, true", // nothing can come back
        "true, PT0S, true",
        "true, PT11H59M, true",
        "true, PT12H, false",
        "true, PT-1S, false", // the clock was set back, nobody knows by how much
    })
    void should_go_on_with_a_store_only_where_no_key_can_come_back(boolean deleting, Duration age, boolean kept) {
        assertThat(DeletedKeys.stayDeleted(deleting, age)).isEqualTo(kept);
    }

    @Test
    void should_let_the_changelog_tell_of_a_deletion_for_longer_than_a_store_may_be_old() {
        long told = Long.parseLong(DeletedKeys.changelog().get(TopicConfig.DELETE_RETENTION_MS_CONFIG));

        assertThat(Duration.ofMillis(told)).isGreaterThanOrEqualTo(DeletedKeys.MAX_AGE.multipliedBy(2));
    }

    @Test
    void should_expect_deletions_in_each_store_of_which_the_opposite_was_not_said() {
        Map<String, Object> properties = Map.of(DeletedKeys.NEVER_IN, Set.of("cameras"));

        assertThat(DeletedKeys.in(Path.of("app", "0_0", "rocksdb", "cameras"), properties))
                .isFalse();
        assertThat(DeletedKeys.in(Path.of("app", "0_0", "rocksdb", "settings"), properties))
                .isTrue();
        assertThat(DeletedKeys.in(Path.of("app", "0_0", "rocksdb", "cameras"), Map.of()))
                .isTrue();
    }
}
