package io.agender.producer;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.agender.producer.CameraResult.Outcome;
import io.agender.producer.delivery.Backpressure;
import io.agender.producer.delivery.CapturedStream;
import io.agender.producer.source.Camera;
import io.agender.producer.source.CameraSource;
import io.agender.producer.source.Extent;
import io.agender.producer.source.FrameProducerConfig;
import io.agender.producer.source.Playback;
import io.agender.producer.source.Policy;
import io.agender.producer.source.Sites;
import io.agender.producer.source.Timing;
import io.agender.producer.status.CameraMetricsBinder;
import io.agender.producer.status.CaptureState;
import io.agender.schemas.Frame;
import io.agender.schemas.RegistryException;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.VideoSources;
import io.agender.vision.VisionException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class LiveCameraTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final CameraSource LOBBY = new CameraSource("lobby", "rtsp://camera/lobby");

    private static final CameraSource GATE = new CameraSource("gate", "rtsp://camera/gate");

    /** As docs/cameras.md says: so many frames are on their way to the brokers, and so many in front of that. */
    private static final int ON_THEIR_WAY = 8;

    private static final int QUEUED = 16;

    /** Time passes only in pauses, and a microsecond at each look. */
    private final AtomicLong micros = new AtomicLong();

    private volatile Runnable whilePaused = () -> {};
    private Runnable registration = () -> {};
    private int registrations;
    private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
    private final Timing timing = new Timing(
            () -> NOON.plusNanos(1_000 * micros.incrementAndGet()),
            () -> 1_000 * micros.incrementAndGet(),
            duration -> {
                pauses.add(duration);
                whilePaused.run();
                micros.addAndGet(duration.toNanos() / 1_000);
            });
    private final MockProducer<String, Frame> kafka = producer(true);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FakeCamera camera = new FakeCamera();

    @Test
    void should_begin_a_new_stream_each_time_a_lost_camera_is_back_and_end_none_that_was_lost() {
        camera.gives(3, "no frame for 10 s.")
                .refuses("connection refused")
                .endsAfter(2)
                .gives(9, "unreachable");

        CameraResult result = run(limit(6), LOBBY).get(0);

        assertThat(frames()).extracting(Frame::getSequence).containsExactly(0L, 1L, 2L, 0L, 1L, 0L);
        assertThat(frames().stream().map(Frame::getStreamId).distinct()).hasSize(3);
        assertThat(frames()).extracting(Frame::getEndOfStream).containsExactly(false, false, false, false, false, true);
        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(result.status().reconnects()).isEqualTo(2);
        assertThat(result.status().dropped()).isZero();
        assertThat(camera.open()).as("open sources").isZero();
        assertThat(pauses).hasSize(3);
        assertThat(pauses.get(1)).isGreaterThanOrEqualTo(ofSeconds(1));
    }

    @Test
    void should_end_when_a_lost_source_says_that_it_is_complete_and_not_send_it_again() {
        camera.gives(3, "stopped sending.").isARecordingOf(5).isARecordingOf(5);

        CameraResult result = run(Playback.ONCE, LOBBY).get(0);

        assertThat(frames()).hasSize(3);
        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(result.status().state()).isEqualTo(CaptureState.ENDED);
        assertThat(result.status().live()).isTrue();
        assertThat(result.status().trouble()).isEmpty();
        assertThat(result.status().reconnects()).isZero();
        assertThat(camera.open()).isZero();
    }

    @Test
    void should_stamp_frames_with_the_moment_at_which_they_came() {
        camera.gives(4, "lost.").gives(4, "unreachable");

        run(limit(8), LOBBY);

        assertThat(frames()).extracting(Frame::getCapturedAt).isSorted().doesNotHaveDuplicates();
        assertThat(frames().get(3).getCapturedAt()).isBefore(NOON.plusSeconds(1).minusMillis(500));
        assertThat(frames().get(4).getCapturedAt()).isAfter(NOON.plusMillis(500));
    }

    @Test
    void should_take_a_picture_of_another_size_for_another_stream() {
        camera.changesItsSizeAfter(2).gives(9, "unreachable");

        CameraResult result = run(limit(3), LOBBY).get(0);

        assertThat(frames()).extracting(Frame::getSequence).containsExactly(0L, 1L, 0L);
        assertThat(result.status().reconnects()).isEqualTo(1);
    }

    @Test
    void should_drop_the_oldest_while_the_brokers_are_silent_and_show_it_in_the_numbers() throws Exception {
        MockProducer<String, Frame> silent = producer(false);
        int more = 25;
        camera.gives(ON_THEIR_WAY, "first").gives(QUEUED + more, "second");
        VideoSources slow = (location, options) -> {
            await().until(() -> camera.opened() != 1 || silent.history().size() == ON_THEIR_WAY);
            return camera.open(location, options);
        };
        try (Running running = start(silent, Playback.ONCE, slow)) {
            await().atMost(ofSeconds(20)).until(() -> camera.opened() == 3);
            assertThat(silent.history()).hasSize(ON_THEIR_WAY);
            assertThat(running.producer().status().get(0).dropped()).isEqualTo(more);

            await().atMost(ofSeconds(20)).until(() -> {
                while (silent.completeNext()) {
                    // the brokers are back
                }
                return silent.history().size() == ON_THEIR_WAY + QUEUED;
            });
        }
        List<Long> sequences = silent.history().stream()
                .map(record -> record.value().getSequence())
                .toList();
        assertThat(sequences).startsWith(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, (long) more, more + 1L);
        assertThat(meters.get(CameraMetricsBinder.DROPPED)
                        .tag("camera", "lobby")
                        .functionCounter()
                        .count())
                .isEqualTo(more);
        assertThat(meters.get(CameraMetricsBinder.RECONNECTS).functionCounter().count())
                .isEqualTo(2);
    }

    @Test
    void should_end_with_what_it_has_when_it_is_interrupted() throws Exception {
        camera.gives(3, "lost.");
        CameraResult result;
        try (Running running = start(kafka, Playback.ONCE, camera)) {
            await().atMost(ofSeconds(20)).until(() -> camera.opened() == 2);
            running.thread().interrupt();
            result = running.results().get().get(0);
        }

        assertThat(result.outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(result.status().live()).isTrue();
        assertThat(result.status().state()).isEqualTo(CaptureState.ENDED);
        assertThat(result.sent().frames()).isEqualTo(3);
        assertThat(result.failure()).isEmpty();
        assertThat(camera.open()).isZero();
        assertThat(frames()).extracting(Frame::getEndOfStream).containsOnly(false);
    }

    @Test
    void should_go_on_after_a_frame_that_the_brokers_refuse_and_count_it() {
        MockProducer<String, Frame> manual = producer(false);
        camera.gives(9, "unreachable");
        FrameProducerListener refusesTheSecond = new FrameProducerListener() {
            @Override
            public void sent(CapturedStream stream, long frames, long bytes) {
                if (frames == 2) {
                    manual.errorNext(new InvalidTimestampException("ahead"));
                } else {
                    manual.completeNext();
                }
            }
        };

        CameraResult result =
                run(manual, limit(4), refusesTheSecond, camera, LOBBY).get(0);

        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(result.sent().frames()).isEqualTo(3);
        assertThat(result.status().dropped()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"AWAY", "CONFLICT"})
    void should_try_the_same_frame_again_while_the_registry_is_away_or_busy_with_others(RegistryException.Kind kind) {
        camera.gives(3, "unreachable");
        kafka.sendException = new RegistryException(kind, "No schema.", null);
        whilePaused = () -> {
            if (pauses.size() == 3) {
                kafka.sendException = null;
            }
        };

        CameraResult result = run(limit(3), LOBBY).get(0);

        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(frames()).extracting(Frame::getSequence).containsExactly(0L, 1L, 2L);
        assertThat(result.status().sent()).isEqualTo(3);
        assertThat(pauses).hasSize(3);
    }

    @Test
    void should_register_once_before_any_camera_is_opened() {
        camera.gives(1, "unreachable").gives(1, "unreachable");
        registration = () -> {
            assertThat(camera.opened()).isZero();
            registrations++;
        };

        assertThat(run(kafka, limit(1), FrameProducerListener.NONE, camera, LOBBY, GATE))
                .hasSize(2);
        assertThat(registrations).isEqualTo(1);
    }

    @Test
    void should_play_no_camera_when_the_registry_refuses_the_schema() {
        registration = () -> {
            throw new RegistryException(RegistryException.Kind.REFUSED, "The registry refuses.", null);
        };

        assertThatThrownBy(() -> run(limit(1), LOBBY)).hasMessage("The registry refuses.");
        assertThat(camera.opened()).isZero();
    }

    @Test
    void should_begin_while_the_registry_is_away() {
        camera.gives(1, "unreachable");
        registration = () -> {
            throw new RegistryException(RegistryException.Kind.AWAY, "The registry is away.", null);
        };

        assertThat(run(limit(1), LOBBY).get(0).outcome()).isEqualTo(Outcome.COMPLETE);
    }

    @Test
    void should_fail_at_a_bug_while_sending() {
        camera.gives(1_000, "unreachable");
        kafka.sendException = new IllegalStateException("no such field");

        CameraResult result = run(Playback.ONCE, LOBBY).get(0);

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.status().state()).isEqualTo(CaptureState.FAILED);
        assertThat(result.failure().orElseThrow()).hasMessageContaining("no such field");
    }

    @Test
    void should_fail_at_a_bug_while_sending_though_the_camera_is_silent() {
        camera.gives(1, "unreachable");
        CountDownLatch silent = new CountDownLatch(1);
        MockProducer<String, Frame> late = new MockProducer<>(true, null, new StringSerializer(), (topic, frame) -> {
            try {
                silent.await();
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
            throw new IllegalStateException("no such field");
        });
        VideoSources sources = (location, options) -> {
            VideoSource source = camera.open(location, options);
            if (camera.opened() == 2) {
                silent.countDown();
            }
            return source;
        };

        CameraResult result = run(late, Playback.ONCE, FrameProducerListener.NONE, sources, LOBBY)
                .get(0);

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.failure().orElseThrow()).hasMessageContaining("no such field");
        assertThat(camera.open()).isZero();
    }

    @Test
    void should_fail_when_the_brokers_will_never_take_a_frame() {
        MockProducer<String, Frame> manual = producer(false);
        camera.gives(1_000, "unreachable");
        FrameProducerListener forbids = new FrameProducerListener() {
            @Override
            public void sent(CapturedStream stream, long frames, long bytes) {
                manual.errorNext(new TopicAuthorizationException("agender.frames"));
            }
        };

        CameraResult result = run(manual, Playback.ONCE, forbids, camera, LOBBY).get(0);

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.failure().orElseThrow())
                .hasMessage(
                        "Camera lobby: the brokers do not let this user write to topic agender.frames; grant it what"
                                + " docs/security.md lists.");
        assertThat(camera.open()).isZero();
    }

    @Test
    void should_try_again_when_a_right_was_taken_away_that_it_had() {
        MockProducer<String, Frame> manual = producer(false);
        camera.gives(1_000, "unreachable");
        for (int i = 0; i < 1_000; i++) {
            camera.gives(1, "unreachable"); // the first ones may come while the refusal is still on its way
        }
        Thread waiting = Thread.currentThread();
        FrameProducerListener takesItAway = new FrameProducerListener() {
            private String firstStream;

            @Override
            public synchronized void sent(CapturedStream stream, long frames, long bytes) {
                firstStream = firstStream == null ? stream.streamId() : firstStream;
                if (!stream.streamId().equals(firstStream)) {
                    manual.completeNext();
                    waiting.interrupt(); // the test is over
                } else if (frames == 2) {
                    manual.errorNext(new TopicAuthorizationException("agender.frames"));
                } else {
                    manual.completeNext();
                }
            }
        };

        CameraResult result =
                run(manual, Playback.ONCE, takesItAway, camera, LOBBY).get(0);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.failure()).isEmpty();
        assertThat(result.status().reconnects()).isPositive();
        assertThat(camera.open()).isZero();
    }

    @Test
    void should_say_of_its_next_frame_that_it_is_the_last_one_when_it_is_to_finish() throws Exception {
        camera.gives(Integer.MAX_VALUE, "unreachable");
        CameraResult result;
        try (Running running = start(kafka, Playback.ONCE, camera)) {
            await().atMost(ofSeconds(20)).until(() -> kafka.history().size() > 3);
            running.producer().finish();
            result = running.results().get().get(0);
        }

        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETE);
        List<Boolean> ends = frames().stream().map(Frame::getEndOfStream).toList();
        assertThat(ends.indexOf(true)).isEqualTo(ends.size() - 1);
    }

    @Test
    void should_wait_for_no_frame_of_a_lost_camera_when_it_is_to_finish() throws Exception {
        camera.gives(3, "lost.");
        for (int i = 0; i < 1_000; i++) {
            camera.refuses("still lost");
        }
        CountDownLatch lost = new CountDownLatch(3);
        whilePaused = lost::countDown;
        CameraResult result;
        try (Running running = start(kafka, Playback.ONCE, camera)) {
            lost.await();
            running.producer().finish();
            result = running.results().get().get(0);
        }

        assertThat(result.failure()).isEmpty();
        assertThat(result.sent().frames()).isEqualTo(3);
    }

    @Test
    void should_try_the_only_camera_again_for_whoever_stays() {
        camera.refuses("rtsp://camera/lobby does not answer").gives(9, "unreachable");

        CameraResult result = producer(kafka, FrameProducerListener.NONE, camera)
                .playSteadily(List.of(camera(LOBBY, limit(2))))
                .get(0);

        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(frames()).hasSize(2);
    }

    @Test
    void should_give_up_the_only_camera_if_it_can_not_be_opened_at_first() {
        camera.refuses("rtsp://camera/lobby does not answer");

        CameraResult result = run(Playback.ONCE, LOBBY).get(0);

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.failure().orElseThrow()).hasMessage("Camera lobby: rtsp://camera/lobby does not answer");
        assertThat(pauses).isEmpty();
    }

    @Test
    void should_try_again_when_there_are_other_cameras_but_not_for_a_file_that_is_missing() {
        camera.refuses("refused").refuses("refused").gives(9, "unreachable");
        VideoSources sources = (location, options) -> {
            if (location.startsWith("rtsp:")) {
                return camera.open(location, options);
            }
            throw new VisionException("there is no " + location);
        };

        List<CameraResult> results =
                run(kafka, limit(2), FrameProducerListener.NONE, sources, LOBBY, new CameraSource("door", "door.mp4"));

        assertThat(results).extracting(CameraResult::outcome).containsExactly(Outcome.COMPLETE, Outcome.FAILED);
        assertThat(frames()).hasSize(2);
    }

    @Test
    void should_end_when_the_wanted_time_is_over_also_for_a_camera_that_is_lost() {
        camera.gives(2, "lost.");
        for (int i = 0; i < 100; i++) {
            camera.refuses("still lost");
        }

        CameraResult result = run(duration(ofSeconds(60)), LOBBY).get(0);

        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).isBetween(ofSeconds(29), ofSeconds(60));
    }

    @Test
    void should_lose_nothing_of_a_live_source_that_is_told_to_wait() throws Exception {
        MockProducer<String, Frame> silent = producer(false);
        camera.gives(100, "lost.");
        Playback waits = new Playback(Policy.WAIT, false, false, Extent.ALL, ofSeconds(30));
        try (Running running = start(silent, waits, camera)) {
            await().atMost(ofSeconds(20)).until(() -> silent.history().size() == ON_THEIR_WAY);
            await().atMost(ofSeconds(20)).until(() -> {
                while (silent.completeNext()) {
                    // one after the other
                }
                return silent.history().size() == 100;
            });
            assertThat(running.producer().status().get(0).dropped()).isZero();
        }
        assertThat(silent.history())
                .extracting(record -> record.value().getSequence())
                .isSorted();
    }

    @ParameterizedTest
    @EnumSource(Policy.class)
    void should_go_on_after_a_frame_that_no_record_can_hold_and_count_it_as_dropped(Policy policy) {
        camera.gives(4, "unreachable").isTooLargeAt(2);
        Playback playback =
                new Playback(policy, false, false, new Extent(Optional.empty(), OptionalLong.of(4)), ofSeconds(30));

        CameraResult result = run(playback, LOBBY).get(0);

        assertThat(frames()).extracting(Frame::getSequence).containsExactly(0L, 2L, 3L);
        assertThat(frames().stream().map(Frame::getStreamId).distinct()).hasSize(1);
        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(result.status().dropped()).isEqualTo(1);
        assertThat(result.status().reconnects()).isZero();
    }

    @Test
    void should_tell_the_state_of_each_camera() {
        camera.gives(9, "unreachable");
        run(limit(3), LOBBY);
        System.gc(); // the metrics outlive the camera

        assertThat(meters.get(CameraMetricsBinder.SENT).functionCounter().count())
                .isEqualTo(3);
        assertThat(meters.get(CameraMetricsBinder.STATE)
                        .tag("state", "ENDED")
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(meters.get(CameraMetricsBinder.STATE)
                        .tag("state", "LOST")
                        .gauge()
                        .value())
                .isZero();
    }

    /** A producer that plays in a thread of its own, until it is closed. */
    private record Running(FrameProducer producer, Thread thread, CompletableFuture<List<CameraResult>> results)
            implements AutoCloseable {

        @Override
        public void close() throws Exception {
            thread.interrupt();
            thread.join();
        }
    }

    private Running start(MockProducer<String, Frame> producer, Playback playback, VideoSources sources) {
        FrameProducer frames = producer(producer, FrameProducerListener.NONE, sources);
        CompletableFuture<List<CameraResult>> results = new CompletableFuture<>();
        Thread thread = new Thread(() -> results.complete(frames.play(List.of(camera(LOBBY, playback)))));
        thread.start();
        return new Running(frames, thread, results);
    }

    private List<CameraResult> run(Playback playback, CameraSource source) {
        return run(kafka, playback, FrameProducerListener.NONE, camera, source);
    }

    private List<CameraResult> run(
            MockProducer<String, Frame> producer,
            Playback playback,
            FrameProducerListener listener,
            VideoSources sources,
            CameraSource... cameras) {
        return producer(producer, listener, sources)
                .play(Stream.of(cameras).map(source -> camera(source, playback)).toList());
    }

    private FrameProducer producer(
            MockProducer<String, Frame> producer, FrameProducerListener listener, VideoSources sources) {
        return new FrameProducer(producer, sources, Backpressure.NONE, listener, meters, timing, registration);
    }

    private static Camera camera(CameraSource source, Playback playback) {
        return new Camera(
                source, new FrameProducerConfig(VideoOptions.DEFAULTS, Optional.empty(), Sites.NONE, playback));
    }

    private static Playback limit(long frames) {
        return new Playback(
                Policy.AUTO, false, false, new Extent(Optional.empty(), OptionalLong.of(frames)), ofSeconds(30));
    }

    private static Playback duration(Duration duration) {
        return new Playback(
                Policy.AUTO, false, false, new Extent(Optional.of(duration), OptionalLong.empty()), ofSeconds(30));
    }

    private static MockProducer<String, Frame> producer(boolean autoComplete) {
        return new MockProducer<>(autoComplete, null, new StringSerializer(), (topic, frame) -> new byte[0]);
    }

    private List<Frame> frames() {
        return kafka.history().stream().map(ProducerRecord::value).toList();
    }
}
