package io.agender.aggregator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.aggregator.window.CameraUpdate;
import io.agender.aggregator.window.CameraUpdate.Outcome;
import io.agender.aggregator.window.CameraWindows;
import io.agender.runtime.store.AvroStateSerde;
import io.agender.schemas.CameraState;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.EarlierSchemas;
import io.agender.schemas.ModelUse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificDatumWriter;
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
        DemographicSummary summary = update.due().summaries().get(0).summary();
        assertThat(summary.getFramesAnalysed()).isEqualTo(2);
        assertThat(summary.getMeanAge()).isEqualTo(25.25);
    }

    @Test
    void should_go_on_with_what_an_earlier_version_wrote() throws IOException {
        CameraWindows windows = new CameraWindows(TestConfigs.withoutPartials());
        TestCamera camera = new TestCamera("lobby");
        CameraState state = windows.initial(camera.frame(12));
        windows.update("lobby", state, camera.frame(22));
        state.setClosedUpTo(TestCamera.at(20));
        state.setNewest(null);
        List<Schema> earlier = EarlierSchemas.of(CameraState.class);

        CameraState read = serde.deserializer().deserialize("t", writtenWith(earlier.get(0), state));

        assertThat(read.getClock()).isEqualTo(TestCamera.at(22));
        assertThat(windows.update("lobby", read, camera.frame(19.9)).outcome()).isEqualTo(Outcome.LATE);
        assertThat(windows.update("lobby", read, camera.frame(5)).outcome()).isEqualTo(Outcome.LATE);
        assertThat(windows.update("lobby", read, camera.frame(3000)).outcome()).isEqualTo(Outcome.COUNTED);
        assertThat(windows.update("lobby", read, camera.lastFrame(23)).due().summaries())
                .extracting(timed -> timed.summary().getWindowStart() + " "
                        + timed.summary().getFramesAnalysed() + " "
                        + timed.summary().getFramesLate())
                .containsExactly(TestCamera.at(20) + " 2 2", TestCamera.at(3000) + " 1 0");
        assertThat(windows.update("lobby", read, camera.frame(24)).outcome()).isEqualTo(Outcome.LATE);
        assertThat(windows.update("lobby", read, camera.frame(30)).outcome()).isEqualTo(Outcome.COUNTED);
    }

    /** A state as a version of an earlier schema has stored it. */
    static byte[] writtenWith(Schema earlier, CameraState state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<>(CameraState.class).write(state, encoder);
        encoder.flush();
        GenericRecord before = new GenericDatumReader<GenericRecord>(state.getSchema(), earlier)
                .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
        ByteBuffer encoded = new BinaryMessageEncoder<GenericRecord>(GenericData.get(), earlier).encode(before);
        byte[] stored = new byte[encoded.remaining()];
        encoded.get(stored);
        return stored;
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
