package io.agender.aggregator;

import static io.agender.aggregator.TestCamera.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.agender.aggregator.estimate.LikelyCounts;
import io.agender.runtime.store.AvroStateSerde;
import io.agender.schemas.CameraPeriods;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.CameraState;
import io.agender.schemas.FrameFaces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SummarizeCameraProcessorTest {

    private final MockProcessorContext<String, SpecificRecord> context = new MockProcessorContext<>();
    private final KeyValueStore<String, CameraState> cameras = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore(AggregatorTopology.STORE),
                    Serdes.String(),
                    AvroStateSerde.of(CameraState.class))
            .withLoggingDisabled()
            .build();
    private final KeyValueStore<String, CameraPeriods> periods = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore(AggregatorTopology.PERIOD_STORE),
                    Serdes.String(),
                    AvroStateSerde.of(CameraPeriods.class))
            .withLoggingDisabled()
            .build();
    private final KeyValueStore<String, CameraSettings> settings = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore(AggregatorTopology.SETTINGS_STORE),
                    Serdes.String(),
                    AvroStateSerde.of(CameraSettings.class))
            .withLoggingDisabled()
            .build();
    private final TestCamera camera = new TestCamera("lobby");

    @BeforeEach
    void open() {
        cameras.init(context.getStateStoreContext(), cameras);
        context.addStateStore(cameras);
        periods.init(context.getStateStoreContext(), periods);
        context.addStateStore(periods);
        settings.init(context.getStateStoreContext(), settings);
        context.addStateStore(settings);
    }

    @Test
    void should_store_the_state_of_a_frame_but_not_of_a_duplicate() {
        SummarizeCameraProcessor processor = start();
        FrameFaces frame = camera.frame(5);
        processor.process(record(frame));
        CameraState stored = cameras.get("lobby");
        processor.process(record(frame));

        assertThat(cameras.get("lobby")).isEqualTo(stored);
        assertThat(stored.getClock()).isEqualTo(at(5));
    }

    private static Record<String, FrameFaces> record(FrameFaces frame) {
        return new Record<>("lobby", frame, frame.getCapturedAt().toEpochMilli());
    }

    private SummarizeCameraProcessor start() {
        SummarizeCameraProcessor processor = new SummarizeCameraProcessor(
                TestConfigs.withoutPartials(),
                LikelyCounts.of(TestConfigs.defaults(), List.of()),
                new SimpleMeterRegistry(),
                new ViewGauges(new SimpleMeterRegistry()));
        processor.init(context);
        return processor;
    }
}
