package io.agender.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.agender.producer.CameraResult.Outcome;
import io.agender.producer.delivery.Backpressure;
import io.agender.producer.delivery.CapturedStream;
import io.agender.producer.delivery.Deliveries;
import io.agender.producer.delivery.Pause;
import io.agender.producer.delivery.RecordLimit;
import io.agender.producer.delivery.SentFrames;
import io.agender.producer.source.Camera;
import io.agender.producer.source.CameraSource;
import io.agender.producer.source.FrameProducerConfig;
import io.agender.producer.source.Sites;
import io.agender.producer.source.Surroundings;
import io.agender.producer.source.Timing;
import io.agender.producer.status.CameraMetrics;
import io.agender.runtime.config.SettingsException;
import io.agender.schemas.Frame;
import io.agender.schemas.ImageEncoding;
import io.agender.schemas.Topic;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.VideoSources;
import io.agender.vision.VisionException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

@Timeout(30)
class FrameProducerTest {

    private static final Instant START = Instant.parse("2026-05-01T09:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00.123456789Z");
    private static final FrameProducerConfig STARTS_IN_MAY =
            new FrameProducerConfig(VideoOptions.DEFAULTS, Optional.of(START), Sites.NONE);
    private static final FrameProducerConfig ENDS_NOW =
            new FrameProducerConfig(VideoOptions.DEFAULTS, Optional.empty(), Sites.NONE);

    @TempDir
    Path folder;

    private final MockProducer<String, Frame> kafka = producer(true);
    private final Map<String, FakeVideoSource> sources = new HashMap<>();
    private CameraSource lobby;
    private CameraSource door;

    @BeforeEach
    void two_cameras_with_files() throws IOException {
        lobby = camera("lobby", new FakeVideoSource(5));
        door = camera("door", new FakeVideoSource(3));
    }

    @Test
    void should_send_every_frame_in_order_under_the_camera_id_and_the_capture_time() {
        CameraResult result = run(STARTS_IN_MAY, lobby).get(0);

        List<Frame> frames = frames();
        assertThat(frames).extracting(Frame::getSequence).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(frames)
                .extracting(frame -> new String(frame.getImage().array(), UTF_8))
                .containsExactly("picture 0", "picture 1", "picture 2", "picture 3", "picture 4");
        assertThat(frames)
                .extracting(Frame::getCapturedAt)
                .startsWith(START, START.plusNanos(40_000_000), START.plusNanos(80_001_000));
        assertThat(frames).allSatisfy(frame -> {
            assertThat(frame.getCameraId()).isEqualTo("lobby");
            assertThat(frame.getStreamId())
                    .isEqualTo(result.stream().orElseThrow().streamId());
            assertThat(frame.getEncoding()).isEqualTo(ImageEncoding.JPEG);
            assertThat(frame.getWidth()).isEqualTo(640);
            assertThat(frame.getHeight()).isEqualTo(360);
        });
        assertThat(kafka.history()).allSatisfy(record -> {
            assertThat(record.topic()).isEqualTo(Topic.FRAMES);
            assertThat(record.key()).isEqualTo("lobby");
            assertThat(record.timestamp())
                    .isEqualTo(record.value().getCapturedAt().toEpochMilli());
        });
        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(result.failure()).isEmpty();
        assertThat(result.sent())
                .isEqualTo(new SentFrames(5, 45, Optional.of(START), Optional.of(START.plusNanos(160_002_000))));
        assertThat(sources.get(lobby.location()).isClosed()).isTrue();
    }

    @Test
    void should_leave_the_numbers_of_pictures_missing_that_cannot_be_read() throws IOException {
        CameraSource hall = camera(
                "hall",
                new FakeVideoSource(4)
                        .unreadableBefore(0, 1)
                        .unreadableBefore(2, 2)
                        .unreadableBefore(4, 5));

        CameraResult result = run(STARTS_IN_MAY, hall, door).get(0);

        assertThat(frames().stream().filter(frame -> frame.getCameraId().equals("hall")))
                .extracting(Frame::getSequence)
                .containsExactly(1L, 2L, 5L, 6L);
        assertThat(frames().stream().filter(frame -> frame.getCameraId().equals("hall")))
                .extracting(Frame::getMissingAfter)
                .as("no later number tells of those at the end")
                .containsExactly(0L, 0L, 0L, 5L);
        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(result.status().unreadable()).isEqualTo(8);
        assertThat(result.status().dropped()).isZero();
    }

    @Test
    void should_mark_the_last_frame_of_a_stream_and_no_other() {
        run(STARTS_IN_MAY, lobby);

        assertThat(frames()).extracting(Frame::getEndOfStream).containsExactly(false, false, false, false, true);
    }

    @Test
    void should_mark_the_only_frame_of_a_stream() throws IOException {
        run(STARTS_IN_MAY, camera("still", new FakeVideoSource(1)));

        assertThat(frames()).extracting(Frame::getEndOfStream).containsExactly(true);
    }

    @Test
    void should_make_the_same_records_when_it_is_run_again_with_the_same_start_time() throws IOException {
        run(STARTS_IN_MAY, lobby);
        List<ProducerRecord<String, Frame>> first = List.copyOf(kafka.history());
        kafka.clear();

        run(STARTS_IN_MAY, camera("lobby", new FakeVideoSource(5)));

        assertThat(kafka.history()).isEqualTo(first);
    }

    @Test
    void should_make_another_stream_when_the_start_time_is_another() throws IOException {
        String first = streamId(run(STARTS_IN_MAY, lobby));
        FrameProducerConfig later =
                new FrameProducerConfig(VideoOptions.DEFAULTS, Optional.of(START.plusNanos(1_000)), Sites.NONE);

        String second = streamId(run(later, camera("lobby", new FakeVideoSource(5))));

        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void should_let_every_source_end_now_when_no_start_time_is_set() {
        List<CameraResult> results = run(ENDS_NOW, lobby, door);

        assertThat(results)
                .extracting(result -> result.stream().orElseThrow().startTime())
                .containsExactly(
                        Instant.parse("2026-11-24T11:59:59.923454Z"), Instant.parse("2026-11-24T12:00:00.003455Z"));
    }

    @Test
    void should_begin_now_when_the_source_does_not_know_its_duration() throws IOException {
        List<CameraResult> results = run(ENDS_NOW, camera("live", new FakeVideoSource(1).withoutDuration()));

        assertThat(results.get(0).stream().orElseThrow().startTime())
                .isEqualTo(Instant.parse("2026-11-24T12:00:00.123456Z"));
    }

    @Test
    void should_send_what_came_before_a_source_broke_off_and_say_so() throws IOException {
        VisionException broken = new VisionException("lobby.mp4 breaks off at frame 3; the file is damaged");
        CameraSource damaged = camera("lobby", new FakeVideoSource(5).breakingAt(3, broken));

        CameraResult result = run(STARTS_IN_MAY, damaged).get(0);

        assertThat(frames()).extracting(Frame::getSequence).containsExactly(0L, 1L, 2L);
        assertThat(frames()).extracting(Frame::getEndOfStream).containsOnly(false);
        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.sent().frames()).isEqualTo(3);
        assertThat(result.failure().orElseThrow())
                .hasMessage("Camera lobby: lobby.mp4 breaks off at frame 3; the file is damaged")
                .hasCause(broken);
        assertThat(sources.get(damaged.location()).isClosed()).isTrue();
    }

    @Test
    void should_go_on_with_the_other_cameras_when_one_fails() throws IOException {
        CameraSource missing = new CameraSource("missing", "nowhere.mp4");

        List<CameraResult> results = run(STARTS_IN_MAY, missing, door);

        assertThat(results).extracting(CameraResult::camera).containsExactly(missing, door);
        assertThat(results).extracting(CameraResult::outcome).containsExactly(Outcome.FAILED, Outcome.COMPLETE);
        assertThat(results.get(0).stream()).isEmpty();
        assertThat(results.get(0).failure().orElseThrow()).hasMessage("Camera missing: there is no nowhere.mp4");
        assertThat(results.get(0).failure().orElseThrow().cameraId()).isEqualTo("missing");
        assertThat(frames()).extracting(Frame::getCameraId).containsExactly("door", "door", "door");
    }

    @Test
    void should_fail_when_the_source_gives_no_frame_at_all() throws IOException {
        CameraResult result =
                run(STARTS_IN_MAY, camera("empty", new FakeVideoSource(0))).get(0);

        assertThat(result.failure().orElseThrow())
                .hasMessageStartingWith("Camera empty: the source gave no frame;")
                .hasCauseInstanceOf(VisionException.class);
    }

    @Test
    void should_leave_out_pictures_that_no_record_can_hold_like_those_that_cannot_be_read() throws IOException {
        int largest = RecordLimit.MAX_PICTURE_BYTES;
        FakeVideoSource pictures = new FakeVideoSource(6)
                .unreadableBefore(2, 1)
                .withSize(frame -> frame == 0 ? largest : frame % 2 == 1 ? largest + 1 : 0);
        CameraSource large = camera("hall", pictures);

        CameraResult result;
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(CameraMetrics.class);
        log.start();
        logger.addAppender(log);
        try {
            result = run(STARTS_IN_MAY, large, door).get(0);
        } finally {
            logger.detachAppender(log);
        }

        List<Frame> frames = frames().stream()
                .filter(frame -> frame.getCameraId().equals("hall"))
                .toList();
        assertThat(frames).extracting(Frame::getSequence).containsExactly(0L, 3L, 5L);
        assertThat(frames).extracting(Frame::getMissingAfter).containsExactly(0L, 0L, 1L);
        assertThat(frames).extracting(Frame::getEndOfStream).containsExactly(false, false, true);
        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(result.status().unreadable()).isEqualTo(4);
        assertThat(result.status().dropped()).isZero();
        assertThat(pictures.isClosed()).isTrue();
        assertThat(log.list.stream()
                        .filter(event -> event.getLevel() == Level.WARN)
                        .map(ILoggingEvent::getFormattedMessage))
                .containsExactly(
                        "Camera hall: frame 1 has 8387585 bytes as JPEG, and a record of agender.frames holds at"
                                + " most 8388608; lower max.width or jpeg.quality. It is left out; others so large are"
                                + " left out too, and counted.");
    }

    @Test
    void should_name_the_first_frame_and_the_way_out_when_no_record_can_hold_any() throws IOException {
        CameraSource large = camera(
                "lobby",
                new FakeVideoSource(3).unreadableBefore(0, 1).withSize(frame -> RecordLimit.MAX_PICTURE_BYTES + 1));

        CameraResult result = run(STARTS_IN_MAY, large).get(0);

        assertThat(frames()).isEmpty();
        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.failure().orElseThrow())
                .hasMessage("Camera lobby: frame 1 has 8387585 bytes as JPEG, and a record of agender.frames holds at"
                        + " most 8388608; lower max.width or jpeg.quality.")
                .hasCauseInstanceOf(VisionException.class);
        assertThat(FrameProducerConfig.DEFINITION.names()).contains("max.width", "jpeg.quality", "start.time");
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void should_stop_the_camera_whose_frame_the_brokers_refuse(RuntimeException refusal, String sentence) {
        MockProducer<String, Frame> manual = producer(false);
        // Before frame 2 is sent, the answers come in: frame 0 is taken, frame 1 is not.
        Backpressure answers = (camera, sequence) -> {
            if (sequence == 2) {
                manual.completeNext();
                manual.errorNext(refusal);
            }
        };

        CameraResult result;
        try (Configured producer = producer(manual, STARTS_IN_MAY, answers, FrameProducerListener.NONE)) {
            result = producer.run(List.of(lobby)).get(0);
        }

        assertThat(manual.history()).hasSize(2);
        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.sent().frames()).isEqualTo(1);
        assertThat(result.failure().orElseThrow())
                .hasMessageStartingWith("Camera lobby: ")
                .hasMessageContaining("frame 1")
                .hasMessageContaining(sentence)
                .hasCause(refusal);
    }

    static List<Arguments> refusals() {
        return List.of(
                Arguments.of(new RecordTooLargeException("too large"), "lower max.width or jpeg.quality"),
                Arguments.of(new InvalidTimestampException("ahead"), "set start.time"),
                Arguments.of(new TimeoutException("120000 ms has passed"), "120000 ms has passed"),
                Arguments.of(new IllegalStateException("disk on fire"), "could not be sent: disk on fire"));
    }

    @Test
    void should_notice_a_refusal_that_comes_after_the_last_frame() {
        MockProducer<String, Frame> manual = producer(false);
        FrameProducerListener refuseLast = new FrameProducerListener() {
            @Override
            public void sent(CapturedStream stream, long frames, long bytes) {
                if (frames == 3) {
                    manual.errorNext(new TimeoutException("too late"));
                }
            }
        };

        CameraResult result;
        try (Configured producer = producer(manual, STARTS_IN_MAY, Backpressure.NONE, refuseLast)) {
            result = producer.run(List.of(door)).get(0);
        }

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.sent().frames()).isEqualTo(2);
    }

    @Test
    void should_send_no_frame_before_there_is_room_for_it() throws InterruptedException {
        Semaphore room = new Semaphore(2);
        List<Long> asked = Collections.synchronizedList(new ArrayList<>());
        try (Configured producer = producer(
                kafka,
                STARTS_IN_MAY,
                (camera, sequence) -> {
                    asked.add(sequence);
                    room.acquire();
                },
                FrameProducerListener.NONE)) {
            Thread thread = new Thread(() -> producer.run(List.of(lobby)));
            thread.start();
            await().atMost(10, SECONDS).until(() -> room.hasQueuedThreads());
            assertThat(kafka.history()).hasSize(2);
            // One frame waits for room, one is read ahead: no more of the source is in memory.
            assertThat(sources.get(lobby.location()).given()).isEqualTo(4);

            room.release(10);
            thread.join();
        }

        assertThat(kafka.history()).hasSize(5);
        assertThat(asked).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void should_stop_between_frames_when_it_is_interrupted_and_tell_what_was_sent() throws InterruptedException {
        CountDownLatch waiting = new CountDownLatch(2); // both cameras
        Backpressure holdsTheThird = (camera, sequence) -> {
            if (sequence == 2) {
                waiting.countDown();
                new CountDownLatch(1).await();
            }
        };
        AtomicReference<List<CameraResult>> results = new AtomicReference<>();
        AtomicReference<Boolean> flag = new AtomicReference<>();
        try (Configured producer = producer(kafka, STARTS_IN_MAY, holdsTheThird, FrameProducerListener.NONE)) {
            Thread thread = new Thread(() -> {
                results.set(producer.run(List.of(lobby, door)));
                flag.set(Thread.currentThread().isInterrupted());
            });
            thread.start();
            waiting.await();
            thread.interrupt();
            thread.join();
        }

        assertThat(flag.get()).as("interrupt flag after the run").isTrue();
        assertThat(results.get()).hasSize(2).allSatisfy(result -> {
            assertThat(result.outcome()).isEqualTo(Outcome.STOPPED);
            assertThat(result.failure()).isEmpty();
        });
        assertThat(results.get().get(0).sent().frames()).isEqualTo(2);
        assertThat(frames()).extracting(Frame::getEndOfStream).containsOnly(false);
        assertThat(kafka.flushed()).isTrue();
        assertThat(sources.get(lobby.location()).isClosed()).isTrue();
    }

    @Test
    void should_still_wait_for_what_was_sent_when_it_is_interrupted_while_it_waits_for_the_last_answers()
            throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        List<Boolean> interruptedAtFlush = Collections.synchronizedList(new ArrayList<>());
        MockProducer<String, Frame> slow =
                new MockProducer<>(false, null, new StringSerializer(), (topic, frame) -> new byte[0]) {
                    @Override
                    public void flush() {
                        interruptedAtFlush.add(Thread.currentThread().isInterrupted());
                        if (waiting.getCount() == 0) {
                            super.flush();
                            return;
                        }
                        waiting.countDown();
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            throw new InterruptException(e);
                        }
                    }
                };
        AtomicReference<List<CameraResult>> results = new AtomicReference<>();
        try (Configured producer = producer(slow, STARTS_IN_MAY, Backpressure.NONE, FrameProducerListener.NONE)) {
            Thread thread = new Thread(() -> results.set(producer.run(List.of(lobby))));
            thread.start();
            waiting.await();
            thread.interrupt();
            thread.join();
        }

        assertThat(interruptedAtFlush).containsExactly(false, false);
        assertThat(results.get().get(0).outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(results.get().get(0).status().unanswered()).isZero();
    }

    @Test
    void should_not_even_open_a_source_when_the_thread_is_interrupted_before() {
        VideoSources none = (location, options) -> {
            throw new AssertionError("opened " + location);
        };
        FrameProducerListener silent = FrameProducerListener.NONE;
        Deliveries deliveries = new Deliveries(kafka, Backpressure.NONE, silent, Pause.REAL);
        CameraRun run = new CameraRun(
                new Camera(lobby, STARTS_IN_MAY),
                new CameraMetrics("lobby"),
                new Surroundings(none, deliveries, silent, NOW, true, Timing.REAL),
                silent);
        Thread.currentThread().interrupt();

        CameraResult result = run.call();

        assertThat(Thread.interrupted()).as("interrupt flag after the run").isTrue();
        assertThat(result.outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(result.stream()).isEmpty();
    }

    @Test
    void should_tell_the_listener_what_is_opened_sent_and_ended() {
        List<String> events = Collections.synchronizedList(new ArrayList<>());
        FrameProducerListener listener = new FrameProducerListener() {
            @Override
            public void opened(CapturedStream stream) {
                events.add("opened " + stream.cameraId() + " "
                        + stream.info().frames().getAsLong());
            }

            @Override
            public void sent(CapturedStream stream, long frames, long bytes) {
                events.add("sent " + frames + " " + bytes);
            }

            @Override
            public void ended(CameraResult result) {
                events.add("ended " + result.outcome());
            }
        };
        try (Configured producer = producer(kafka, STARTS_IN_MAY, Backpressure.NONE, listener)) {
            producer.run(List.of(door));
        }

        assertThat(events).containsExactly("opened door 3", "sent 1 9", "sent 2 18", "sent 3 27", "ended COMPLETE");
    }

    @Test
    void should_raise_the_error_of_a_broken_program_and_close_the_source() throws IOException {
        FakeVideoSource source = new FakeVideoSource(2);
        CameraSource camera = camera("lobby", source);
        try (Configured producer = producer(
                kafka,
                STARTS_IN_MAY,
                (id, sequence) -> {
                    throw new NoClassDefFoundError("native library");
                },
                FrameProducerListener.NONE)) {

            assertThatThrownBy(() -> producer.run(List.of(camera))).isInstanceOf(NoClassDefFoundError.class);
        }
        assertThat(source.isClosed()).isTrue();
    }

    @Test
    void should_refuse_two_cameras_with_one_id() {
        assertThatThrownBy(() -> run(STARTS_IN_MAY, lobby, lobby))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("lobby");
        assertThat(kafka.history()).isEmpty();
    }

    @Test
    void should_close_its_kafka_producer() {
        producer(kafka, STARTS_IN_MAY, Backpressure.NONE, FrameProducerListener.NONE)
                .close();

        assertThat(kafka.closed()).isTrue();
    }

    private CameraSource camera(String id, FakeVideoSource source) throws IOException {
        Path file = Files.writeString(folder.resolve(id + ".mp4"), "content of " + id);
        sources.put(file.toString(), source);
        return new CameraSource(id, file.toString());
    }

    private List<CameraResult> run(FrameProducerConfig config, CameraSource... cameras) {
        Configured producer = producer(kafka, config, Backpressure.NONE, FrameProducerListener.NONE);
        return producer.run(List.of(cameras)); // not closed: the mock is used again
    }

    /** A producer with the configuration that all its cameras have. */
    private record Configured(FrameProducer producer, FrameProducerConfig config) implements AutoCloseable {

        List<CameraResult> run(List<CameraSource> cameras) {
            return producer.play(
                    cameras.stream().map(source -> new Camera(source, config)).toList());
        }

        @Override
        public void close() {
            producer.close();
        }
    }

    private Configured producer(
            MockProducer<String, Frame> producer,
            FrameProducerConfig config,
            Backpressure backpressure,
            FrameProducerListener listener) {
        FrameProducer frames = new FrameProducer(
                producer,
                this::open,
                backpressure,
                listener,
                new SimpleMeterRegistry(),
                new Timing(() -> NOW, System::nanoTime, Pause.REAL),
                () -> {});
        return new Configured(frames, config);
    }

    private VideoSource open(String location, VideoOptions options) {
        if (!sources.containsKey(location)) {
            throw new VisionException("there is no " + location);
        }
        return sources.get(location);
    }

    private static MockProducer<String, Frame> producer(boolean autoComplete) {
        return new MockProducer<>(autoComplete, null, new StringSerializer(), (topic, frame) -> new byte[0]);
    }

    private List<Frame> frames() {
        return kafka.history().stream().map(ProducerRecord::value).toList();
    }

    private static String streamId(List<CameraResult> results) {
        return results.get(0).stream().orElseThrow().streamId();
    }
}
