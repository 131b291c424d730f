package io.agender.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TopicTest {

    @ParameterizedTest
    @MethodSource("io.agender.schemas.Topic#all")
    void should_take_the_largest_record_in_every_topic(Topic topic) {
        assertThat(topic.toNewTopic(3, (short) 1).configs()).containsEntry("max.message.bytes", "8388608");
    }
}
