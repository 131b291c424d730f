package io.agender.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.schemas.Frame;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.Gender;
import io.agender.schemas.Topic;
import io.agender.schemas.reader.StartPosition;
import io.agender.schemas.reader.TopicReader;
import io.agender.vision.AnalyzedFace;
import io.agender.vision.AnnotatedVideo;
import io.agender.vision.VideoFrame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoExporterTest {

    private static final TopicPartition PARTITION = new TopicPartition(Topic.FRAMES, 0);

    @TempDir
    Path folder;

    private final MockConsumer<String, byte[]> frames = new MockConsumer<>("earliest");
    private final List<String> drawn = new ArrayList<>();
    private final RunAccount account = new RunAccount(List.of("lobby", "door"), Duration.ofSeconds(10), 100, true);
    private VideoExporter exporter;
    private long offset;

    @BeforeEach
    void open() {
        frames.updateBeginningOffsets(Map.of(PARTITION, 0L));
        frames.updateEndOffsets(Map.of(PARTITION, 0L));
        TopicReader reader = new TopicReader(frames);
        reader.begin(List.of(PARTITION), StartPosition.end());
        exporter = new VideoExporter(
                reader,
                (topic, bytes) -> decoded(bytes),
                new RunVideos(
                        (file, rate) -> new RecordingVideo(file.getFileName().toString()),
                        camera -> 10,
                        ResultFiles.open(folder, List.of("lobby", "door")),
                        account));
        account.streamOpened("lobby", "lobby-stream");
        account.streamOpened("door", "door-stream");
    }

    @Test
    void should_draw_each_frame_with_its_own_faces_when_faces_come_late() {
        send("lobby", 0);
        send("lobby", 1);
        exporter.advance();
        assertThat(drawn).isEmpty();
        exporter.add(Records.faces("lobby", 0, Records.face(Gender.FEMALE, 30f)));
        exporter.advance();
        exporter.add(Records.faces("lobby", 1));
        exporter.advance();
        assertThat(drawn).containsExactly("lobby.mp4 frame 0 at 0 ms: 1 faces", "lobby.mp4 frame 1 at 100 ms: 0 faces");
        assertThat(exporter.idle()).isTrue();
    }

    @Test
    void should_leave_out_a_frame_that_was_dead_lettered() {
        send("lobby", 0);
        send("lobby", 1);
        exporter.add(Records.faces("lobby", 1));
        exporter.advance();
        assertThat(drawn).containsExactly("lobby.mp4 frame 1 at 100 ms: 0 faces");
    }

    @Test
    void should_not_wait_for_the_faces_of_a_dead_letter_while_another_camera_goes_on() {
        send("lobby", 0);
        send("door", 0);
        exporter.skip(PARTITION, 0);
        exporter.add(Records.faces("door", 0));
        exporter.advance();
        assertThat(drawn).containsExactly("door.mp4 frame 0 at 0 ms: 0 faces");
    }

    @Test
    void should_pass_over_frames_of_other_runs() {
        send("garage", 0);
        account.streamOpened("lobby", "another-stream");
        send("lobby", 0);
        send("door", 0);
        exporter.add(Records.faces("door", 0));
        exporter.advance();
        assertThat(drawn).containsExactly("door.mp4 frame 0 at 0 ms: 0 faces");
    }

    @Test
    void should_keep_cameras_of_one_partition_apart() {
        send("lobby", 0);
        send("door", 0);
        exporter.add(Records.faces("door", 0));
        exporter.add(Records.faces("lobby", 0));
        exporter.advance();
        assertThat(drawn).containsExactly("lobby.mp4 frame 0 at 0 ms: 0 faces", "door.mp4 frame 0 at 0 ms: 0 faces");
    }

    @Test
    void should_need_no_frame_before_the_first_one_that_is_not_drawn() {
        send("lobby", 0);
        send("lobby", 1);
        exporter.add(Records.faces("lobby", 0));
        exporter.advance();
        assertThat(exporter.positions()).containsEntry(PARTITION, 1L);
    }

    @Test
    void should_pass_over_faces_whose_frames_lie_before_the_first_one_that_is_read() {
        exporter.add(Records.faces("lobby", 0));
        exporter.add(Records.faces("lobby", 1));
        send("lobby", 2);
        exporter.advance();
        assertThat(exporter.waiting()).isZero();
        exporter.add(Records.faces("lobby", 2));
        exporter.advance();
        assertThat(drawn).containsExactly("lobby.mp4 frame 2 at 0 ms: 0 faces");
        assertThat(exporter.idle()).isTrue();
    }

    @Test
    void should_draw_no_faces_of_an_earlier_stream() {
        account.streamOpened("lobby", "another-stream");
        exporter.add(Records.faces("lobby", 1, Records.face(Gender.FEMALE, 30f)));
        send(again(1));
        exporter.advance();
        assertThat(drawn).isEmpty();
        FrameFaces found = Records.faces("lobby", 1);
        found.setStreamId("another-stream");
        exporter.add(found);
        exporter.advance();
        assertThat(drawn).containsExactly("lobby.mp4 frame 1 at 0 ms: 0 faces");
    }

    /** A frame of the lobby's next stream, a minute later. */
    private static Frame again(long sequence) {
        Frame frame = Records.frame("lobby", sequence);
        frame.setStreamId("another-stream");
        frame.setCapturedAt(frame.getCapturedAt().plusSeconds(60));
        return frame;
    }

    private void send(String camera, long sequence) {
        send(Records.frame(camera, sequence));
    }

    private void send(Frame frame) {
        frames.addRecord(new ConsumerRecord<>(Topic.FRAMES, 0, offset++, frame.getCameraId(), encoded(frame)));
    }

    private static byte[] encoded(Frame frame) {
        try {
            return frame.toByteBuffer().array();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Frame decoded(byte[] bytes) {
        try {
            return Frame.fromByteBuffer(ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class RecordingVideo implements AnnotatedVideo {

        private final String name;

        RecordingVideo(String name) {
            this.name = name;
        }

        @Override
        public void write(VideoFrame frame, List<AnalyzedFace> faces) {
            drawn.add(name + " frame " + frame.image().bytes()[0] + " at "
                    + frame.position().toMillis() + " ms: " + faces.size() + " faces");
        }

        @Override
        public void close() {}

        @Override
        public void discard() {}
    }
}
