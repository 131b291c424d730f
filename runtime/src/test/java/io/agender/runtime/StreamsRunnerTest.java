package io.agender.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.schemas.SerdeConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsRunnerTest {

    @TempDir
    Path state;

    @Test
    void should_close_what_it_owns_even_when_one_of_them_fails() throws InterruptedException {
        List<String> closed = new ArrayList<>();
        StreamsRunner runner = new StreamsRunner(
                "test",
                new Topology().addSource("source", "topic"),
                StreamsSettings.of(
                        new KafkaConfig("localhost:9", "http://none", SerdeConfig.of("http://none"), Map.of()),
                        "test",
                        state,
                        1,
                        new SimpleMeterRegistry(),
                        Map.of()),
                () -> {
                    throw new IllegalStateException("broken");
                },
                () -> closed.add("second"));

        runner.close();

        assertThat(closed).containsExactly("second");
        runner.await(); // returns, because closed
    }
}
