package io.agender.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.runtime.store.AvroStateSerde;
import io.agender.schemas.CameraEstimates;
import io.agender.schemas.EarlierSchemas;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.SentStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

class SentFramesTest {

    private final CameraEstimates camera = CameraEstimates.newBuilder()
            .setStreamId("a")
            .setTracks(new ArrayList<>())
            .build();

    @Test
    void should_know_no_newest_frame_before_the_first() {
        assertThat(SentFrames.newest(camera)).isEmpty();
    }

    @Test
    void should_follow_the_run_that_went_on_last() {
        send("a", 7, false);
        send("b", 0, false);
        assertThat(SentFrames.newest(camera)).hasValue(new SentStream("b", 0L));

        send("a", 9, false);
        assertThat(SentFrames.newest(camera)).hasValue(new SentStream("a", 9L));
    }

    @Test
    void should_take_no_note_of_a_frame_that_was_sent_before() {
        send("a", 7, false);
        send("b", 3, true);
        send("a", 7, false);
        send("a", 5, false);
        send("b", 3, false);

        assertThat(SentFrames.newest(camera)).hasValue(new SentStream("b", 3L));
        assertThat(camera.getEnded()).isTrue();
    }

    @Test
    void should_know_that_a_stream_ended_until_another_goes_on() {
        send("a", 7, true);
        assertThat(camera.getEnded()).isTrue();

        send("b", 0, false);
        assertThat(camera.getEnded()).isFalse();
    }

    @Test
    void should_remember_a_few_runs_only() {
        for (String stream : List.of("a", "b", "c", "d", "e")) {
            send(stream, 1, false);
        }

        assertThat(camera.getSent()).extracting(SentStream::getStreamId).containsExactly("b", "c", "d", "e");
    }

    @Test
    void should_read_what_an_earlier_version_kept_which_knew_nothing_of_what_was_sent() throws IOException {
        for (Schema earlier : EarlierSchemas.of(CameraEstimates.class)) {
            GenericRecord record = new GenericRecordBuilder(earlier)
                    .set("streamId", "a")
                    .set("tracks", List.of())
                    .build();
            ByteBuffer encoded = new BinaryMessageEncoder<GenericRecord>(GenericData.get(), earlier).encode(record);
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);

            CameraEstimates read =
                    AvroStateSerde.of(CameraEstimates.class).deserializer().deserialize("estimates", bytes);

            assertThat(read.getStreamId()).isEqualTo("a");
            assertThat(SentFrames.newest(read)).isEmpty();
        }
    }

    private void send(String stream, long sequence, boolean last) {
        SentFrames.add(
                camera,
                FrameFaces.newBuilder()
                        .setCameraId("lobby")
                        .setStreamId(stream)
                        .setSequence(sequence)
                        .setCapturedAt(Frames.START)
                        .setFrameWidth(640)
                        .setFrameHeight(480)
                        .setEndOfStream(last)
                        .setModels(List.of())
                        .setFaces(List.of())
                        .build());
    }
}
