package io.agender.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.runtime.input.InputPosition;
import io.agender.runtime.store.AvroStateSerde;
import io.agender.schemas.CameraEstimates;
import io.agender.schemas.CameraProgress;
import io.agender.schemas.EarlierSchemas;
import io.agender.schemas.EndedTrack;
import io.agender.schemas.Face;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameOutcome;
import io.agender.schemas.PendingCrop;
import io.agender.schemas.PendingFrame;
import io.agender.schemas.TrackEstimate;
import io.agender.schemas.WaitingFace;
import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import io.agender.vision.FaceCrop;
import io.agender.vision.track.TrackedFace;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A processor that takes over what another one left waiting. */
class RestoredQueueTest {

    private final MockProcessorContext<String, SpecificRecord> context = new MockProcessorContext<>();
    private final KeyValueStore<Integer, PendingFrame> pending = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore(InferenceTopology.PENDING),
                    Serdes.Integer(),
                    AvroStateSerde.of(PendingFrame.class))
            .withLoggingDisabled()
            .build();
    private final KeyValueStore<String, CameraEstimates> estimates = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore(InferenceTopology.ESTIMATES),
                    Serdes.String(),
                    AvroStateSerde.of(CameraEstimates.class))
            .withLoggingDisabled()
            .build();

    private Optional<InputPosition> position = Optional.empty();

    @BeforeEach
    void openStores() {
        context.setCurrentSystemTimeMs(0);
        for (StateStore store : List.of(pending, estimates)) {
            store.init(context.getStateStoreContext(), store);
            context.addStateStore(store);
        }
    }

    @Test
    void should_send_what_was_left_in_the_order_of_the_queue_and_not_of_the_slots() {
        pending.put(0, waiting(12, 1));
        pending.put(1, waiting(10, 1));
        pending.put(5, waiting(11, 1));
        ClassifyFacesProcessor processor = open(1);

        assertThat(context.forwarded())
                .as("nothing can be sent before the first tick")
                .isEmpty();
        tick();

        assertThat(sent()).containsExactly(10L, 11L, 12L);
        assertThat(pending.all()).isExhausted();
        processor.close();
    }

    @Test
    void should_put_new_frames_behind_what_was_left() {
        pending.put(3, waiting(10, 1));
        ClassifyFacesProcessor processor = open(1);

        processor.process(new Record<>(Frames.CAMERA, waiting(0, 1), 0));
        assertThat(pending.approximateNumEntries()).isEqualTo(2);
        tick();
        tick();

        assertThat(sent()).containsExactly(10L, 0L);
        processor.close();
    }

    @Test
    void should_go_on_with_what_an_earlier_version_left_waiting() throws IOException {
        Serde<PendingFrame> serde = AvroStateSerde.of(PendingFrame.class);
        for (Schema earlier : EarlierSchemas.of(PendingFrame.class)) {
            pending.put(0, serde.deserializer().deserialize("t", writtenWith(earlier, asEarlier(waiting(7, 1)))));
            context.resetForwards();
            ClassifyFacesProcessor processor = open(1);
            context.scheduledPunctuators()
                    .get(context.scheduledPunctuators().size() - 1)
                    .getPunctuator()
                    .punctuate(1_000_000);

            assertThat(sent()).containsExactly(7L);
            FrameFaces faces = (FrameFaces) context.forwarded().get(0).record().value();
            assertThat(faces.getFaces()).extracting(Face::getAge).containsExactly(31.4f);
            assertThat(faces.getEndedTracks())
                    .extracting(EndedTrack::getTrackId)
                    .containsExactly("0-1", "1-1");
            processor.close();
        }
    }

    /** Keys and crops in lists of their own. */
    private static PendingFrame asEarlier(PendingFrame frame) {
        WaitingFace face = frame.getWaitingFaces().get(0);
        TrackEstimate estimate = TrackEstimate.newBuilder()
                .setNumber(1)
                .setStartedAt(Frames.START)
                .setEstimates(0)
                .build();
        frame.getFaces().setFaces(List.of(face.getFace()));
        frame.getFaces()
                .setEndedTracks(List.of(
                        new EndedTrack("0-1", Frames.START, estimate), new EndedTrack("1-1", Frames.START, estimate)));
        frame.setKeys(List.of(face.getKey()));
        frame.setCrops(List.of(new PendingCrop(0, 1d, 1, 1, face.getCrop().getPixels())));
        frame.setEndedKeys(List.of(1, 1));
        frame.setEndedBefore(1);
        frame.setWaitingFaces(List.of());
        return frame;
    }

    /** A processor was killed, and for 38 s there was none: no camera was silent, nobody listened. */
    @Test
    void should_count_silence_from_when_it_takes_over() {
        ClassifyFacesProcessor killed = open(1);
        killed.process(new Record<>(Frames.CAMERA, waiting(7, 1), 0));
        look(0, 1);
        look(0, 2);
        assertThat(sent()).containsExactly(7L);
        context.resetForwards();

        context.setCurrentSystemTimeMs(40_000);
        ClassifyFacesProcessor processor = open(1);
        for (long second = 41; second < 50; second++) {
            look(1, second);
        }

        assertThat(context.forwarded())
                .extracting(forward -> forward.record().value())
                .isNotEmpty()
                .allSatisfy(mark -> assertThat((CameraProgress) mark).satisfies(progress -> {
                    assertThat(progress.getLastSequence()).isEqualTo(7);
                    assertThat(progress.getSilentSince()).isAfterOrEqualTo(Instant.ofEpochMilli(41_000));
                }));
        killed.close();
        processor.close();
    }

    private void look(int processor, long second) {
        position = Optional.of(
                new InputPosition(second * 1000, 0, OptionalLong.of(8), 0, 8, OptionalLong.of(second * 1000)));
        context.scheduledPunctuators().get(processor).getPunctuator().punctuate(second * 1000);
    }

    private static byte[] writtenWith(Schema earlier, PendingFrame frame) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<>(PendingFrame.class).write(frame, encoder);
        encoder.flush();
        GenericRecord before = new GenericDatumReader<GenericRecord>(frame.getSchema(), earlier)
                .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
        ByteBuffer encoded = new BinaryMessageEncoder<GenericRecord>(GenericData.get(), earlier).encode(before);
        byte[] state = new byte[encoded.remaining()];
        encoded.get(state);
        return state;
    }

    @Test
    void should_give_no_estimate_to_a_crop_that_was_cut_for_another_model() {
        pending.put(0, waiting(1, 1));
        pending.put(1, waiting(2, 3));
        ClassifyFacesProcessor processor = open(3);
        tick();

        assertThat(context.forwarded())
                .extracting(forward -> ((FrameFaces) forward.record().value())
                        .getFaces()
                        .get(0)
                        .getAge())
                .containsExactly(null, 31.4f);
        processor.close();
    }

    @Test
    void should_commit_in_a_pause_and_only_when_something_was_sent() {
        ClassifyFacesProcessor processor = open(1);
        tick();
        assertThat(context.committed()).isFalse();

        processor.process(new Record<>(Frames.CAMERA, waiting(0, 1), 0));
        tick();
        assertThat(context.committed()).as("a frame came just now").isFalse();
        tick(5);
        assertThat(context.committed()).isTrue();

        context.resetCommit();
        tick();
        assertThat(context.committed()).isFalse();
        processor.close();
    }

    @Test
    void should_not_take_it_for_a_pause_when_the_next_frames_of_a_backlog_are_being_fetched() {
        ClassifyFacesProcessor processor = open(1);
        processor.process(new Record<>(Frames.CAMERA, waiting(0, 1), 0));
        for (int tick = 0; tick <= 4; tick++) {
            tick();
            assertThat(context.committed()).as("%s ticks without a frame", tick).isFalse();
        }

        processor.process(new Record<>(Frames.CAMERA, waiting(1, 1), 0));
        for (int tick = 0; tick <= 4; tick++) {
            tick();
            assertThat(context.committed())
                    .as("%s ticks without a frame, again", tick)
                    .isFalse();
        }
        tick();
        assertThat(context.committed()).isTrue();
        assertThat(sent()).containsExactly(0L, 1L);
        processor.close();
    }

    @Test
    void should_commit_not_in_every_pause_when_there_are_many() {
        ClassifyFacesProcessor processor = open(1);
        int commits = 0;
        for (int tick = 0; tick < 40; tick++) {
            if (tick % 2 == 0) {
                processor.process(new Record<>(Frames.CAMERA, live(), 0));
            }
            context.scheduledPunctuators().get(0).getPunctuator().punctuate(1_000_000 + 5 * tick);
            commits += context.committed() ? 1 : 0;
            context.resetCommit();
        }

        assertThat(commits).as("in 200 ms, with 20 pauses").isBetween(4, 5);
        processor.close();
    }

    @Test
    void should_commit_often_while_frames_are_live_but_not_while_a_backlog_is_worked_off() {
        ClassifyFacesProcessor processor = open(1);
        long now = 1_000_000;

        assertThat(commits(processor, now, now - 100)).as("live").isBetween(3, 5);
        assertThat(commits(processor, now + 1_000, now - 60_000)).as("backlog").isZero();
        assertThat(commits(processor, now + 2_000, now + 60_000))
                .as("a file that is dated ahead")
                .isZero();
        processor.close();
    }

    /** Sends a frame before each of forty ticks, so that there is no pause. */
    private int commits(ClassifyFacesProcessor processor, long now, long captured) {
        int commits = 0;
        for (int tick = 0; tick < 40; tick++) {
            PendingFrame frame = waiting(0, 1);
            frame.setTimestamp(captured + 5 * tick);
            context.setCurrentSystemTimeMs(now + 5 * tick);
            processor.process(new Record<>(Frames.CAMERA, frame, captured));
            context.scheduledPunctuators().get(0).getPunctuator().punctuate(now + 5 * tick);
            commits += context.committed() ? 1 : 0;
            context.resetCommit();
        }
        return commits;
    }

    /** A frame that was taken just before the ticks. */
    private static PendingFrame live() {
        PendingFrame frame = waiting(0, 1);
        frame.setTimestamp(999_900);
        return frame;
    }

    private ClassifyFacesProcessor open(int cropSize) {
        ClassifyFacesProcessor processor = new ClassifyFacesProcessor(
                () -> new FakeAnalyzer(cropSize),
                new BatchLimits(32, Duration.ofMillis(30)),
                new TrackEstimates(0),
                new AnalysisMetrics(new SimpleMeterRegistry()),
                InstantSource.system(),
                partition -> position);
        processor.init(context);
        return processor;
    }

    private void tick(int times) {
        for (int tick = 0; tick < times; tick++) {
            tick();
        }
    }

    private void tick() {
        context.scheduledPunctuators().get(0).getPunctuator().punctuate(1_000_000);
    }

    private List<Long> sent() {
        return context.forwarded().stream()
                .map(forward -> forward.record().value())
                .filter(FrameFaces.class::isInstance)
                .map(faces -> ((FrameFaces) faces).getSequence())
                .toList();
    }

    /** A frame with one face, its place in the queue as its sequence number. */
    private static PendingFrame waiting(long order, int cropSize) {
        PendingMapper mapper = new PendingMapper(FakeAnalyzer.MODELS, false, false);
        FaceCrop crop = new FaceCrop(cropSize, cropSize, new byte[cropSize * cropSize * FaceCrop.CHANNELS]);
        TrackedFace face =
                new TrackedFace(new Detection(new BoundingBox(0, 0, 10, 10), 1, List.of()), 0, 0, Frames.START);
        PendingFrame frame = mapper.toPending(
                Frames.frame(order, "1"),
                new FrameFindings(
                        FrameOutcome.ANALYSED,
                        640,
                        360,
                        List.of(FrameFindings.FoundFace.alone(face, 1, Optional.of(crop))),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        0));
        frame.setOrder(order);
        return frame;
    }
}
