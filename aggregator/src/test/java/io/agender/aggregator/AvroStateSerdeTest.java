package io.agender.aggregator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.runtime.AvroStateSerde;
import io.agender.schemas.CameraState;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.ModelUse;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class AvroStateSerdeTest {

    private final Serde<CameraState> serde = AvroStateSerde.of(CameraState.class);

    @Test
    void should_read_what_it_wrote_and_go_on_with_it() {
        CameraWindows windows = new CameraWindows(TestConfigs.defaults());
        TestCamera camera = new TestCamera("lobby");
        CameraState state = windows.initial(camera.frame(0));
        windows.update("lobby", state, camera.frame(1, TestCamera.woman(30)));

        CameraState read =
                serde.deserializer().deserialize("t", serde.serializer().serialize("t", state));

        assertThat(read).isEqualTo(state);
        CameraUpdate update = windows.update("lobby", read, camera.lastFrame(2, TestCamera.man(20.5)));
        DemographicSummary summary = update.summaries().get(0).summary();
        assertThat(summary.getFramesAnalysed()).isEqualTo(2);
        assertThat(summary.getMeanAge()).isEqualTo(25.25);
    }

    @Test
    void should_pass_the_absence_of_a_value_through() {
        assertThat(serde.serializer().serialize("t", null)).isNull();
        assertThat(serde.deserializer().deserialize("t", (byte[]) null)).isNull();
    }

    @Test
    void should_refuse_state_that_was_written_with_another_schema() {
        byte[] other = AvroStateSerde.of(ModelUse.class).serializer().serialize("t", TestCamera.DETECTOR);

        assertThatThrownBy(() -> serde.deserializer().deserialize("t", other))
                .isInstanceOf(SerializationException.class)
                .hasMessage("The store holds a CameraState that this version can't read;"
                        + " start with another application id or without the old state.");
    }

    @Test
    void should_refuse_bytes_that_are_no_state() {
        assertThatThrownBy(() -> serde.deserializer().deserialize("t", new byte[] {1, 2, 3}))
                .isInstanceOf(SerializationException.class);
    }
}
