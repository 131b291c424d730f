package io.agender.aggregator;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.aggregator.period.TimedRollup;
import io.agender.aggregator.window.CameraWindows;
import io.agender.aggregator.window.KnownSettings;
import io.agender.runtime.store.AvroStateSerde;
import io.agender.schemas.CameraPeriods;
import io.agender.schemas.CameraState;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.TrustedRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredPeriodsTest {

    static {
        TrustedRecords.ensure();
    }

    private final MockProcessorContext<String, SpecificRecord> context = new MockProcessorContext<>();
    private final KeyValueStore<String, CameraPeriods> store = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore(AggregatorTopology.PERIOD_STORE),
                    Serdes.String(),
                    AvroStateSerde.of(CameraPeriods.class))
            .withLoggingDisabled()
            .build();
    private final Serde<CameraState> states = AvroStateSerde.of(CameraState.class);

    @BeforeEach
    void open() {
        store.init(context.getStateStoreContext(), store);
    }

    /** And with what an earlier version has begun in the state of the camera, up to the middle of the frames. */
    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void should_say_the_same_as_periods_that_are_looked_at_with_each_frame(boolean jumps, boolean upgraded) {
        CameraWindows windows = new CameraWindows(
                TestConfigs.of(Map.of("window", "1s", "rollups", "hourly,daily,weekly", "partial.interval", "0s")));
        long opened = 0;
        long frames = 0;
        for (int seed = 0; seed < 50; seed++) {
            store.delete("lobby");
            List<FrameFaces> crowd = new RandomCrowd(seed, jumps).frames();
            CameraState always = windows.initial(crowd.get(0));
            byte[] stored = states.serializer().serialize("t", windows.initial(crowd.get(0)));
            List<TimedRollup> wanted = new ArrayList<>();
            List<TimedRollup> found = new ArrayList<>();
            for (int i = 0; i < crowd.size(); i++) {
                wanted.addAll(
                        windows.update("lobby", always, crowd.get(i)).due().rollups());
                CameraState state = states.deserializer().deserialize("t", stored);
                if (upgraded && i < crowd.size() / 2) {
                    found.addAll(
                            windows.update("lobby", state, crowd.get(i)).due().rollups());
                    state.setPeriodsDue(null); // the earlier version knew nothing of these
                    state.setPeriodsChanged(false);
                } else {
                    StoredPeriods book = new StoredPeriods(store, "lobby", state);
                    found.addAll(windows.update("lobby", state, book, crowd.get(i), KnownSettings.NONE)
                            .due()
                            .rollups());
                    book.save();
                    opened += book.isOpen() ? 1 : 0;
                    frames++;
                }
                stored = states.serializer().serialize("t", state);
            }

            assertThat(found).as("seed %s", seed).isEqualTo(wanted).isNotEmpty();
            assertThat(states.deserializer().deserialize("t", stored).getPeriods())
                    .isEmpty();
        }
        assertThat(opened).as("of %s frames", frames).isLessThan(frames / 2);
    }
}
