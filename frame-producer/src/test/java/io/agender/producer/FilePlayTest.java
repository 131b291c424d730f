package io.agender.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.producer.CameraResult.Outcome;
import io.agender.producer.source.Camera;
import io.agender.producer.source.CameraSource;
import io.agender.producer.source.Extent;
import io.agender.producer.source.FrameProducerConfig;
import io.agender.producer.source.Playback;
import io.agender.producer.source.Policy;
import io.agender.producer.source.Sites;
import io.agender.producer.source.Timing;
import io.agender.schemas.Frame;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file of 5 frames, 40 ms apart, played in all ways. */
@Timeout(30)
class FilePlayTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant MAY = Instant.parse("2026-05-01T09:00:00Z");

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private final MockProducer<String, Frame> kafka =
            new MockProducer<>(true, null, new StringSerializer(), (topic, frame) -> new byte[0]);
    private CameraSource door;
    private WhenOpened whenOpened = round -> {};
    private WhenSent whenSent = (sequence, now) -> {};
    private Duration registering = Duration.ZERO;
    private int round;

    private interface WhenSent {
        void run(long sequence, Duration now);
    }

    private interface WhenOpened {
        void run(int round) throws IOException;
    }

    @BeforeEach
    void a_file() throws IOException {
        door = new CameraSource(
                "door", Files.writeString(folder.resolve("door.mp4"), "content").toString());
    }

    @ParameterizedTest
    @CsvSource({
        // limit, duration ms, frames
        "1,     ,     1",
        "3,     ,     3",
        "5,     ,     5",
        "9,     ,     5",
        " ,     1,    1",
        " ,     80,   2", // the third comes at 80.001 ms: too late
        " ,     81,   3",
        " ,     9000, 5",
        "2,     9000, 2",
        "4,     81,   3",
    })
    void should_send_as_much_as_is_wanted_and_mark_the_last_frame(Long limit, Long millis, int frames) {
        CameraResult result = play(false, false, limit, millis, Optional.of(MAY));

        assertThat(sent()).hasSize(frames);
        assertThat(sent().get(frames - 1).getEndOfStream()).isTrue();
        assertThat(sent().subList(0, frames - 1))
                .extracting(Frame::getEndOfStream)
                .doesNotContain(true);
        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(result.status().expected().orElseThrow()).isBetween((long) frames - 1, frames + 1L);
    }

    @Test
    void should_play_a_loop_as_one_stream_after_the_other_and_end_only_the_last() {
        play(true, false, 12L, null, Optional.of(MAY));

        assertThat(sent())
                .extracting(Frame::getSequence)
                .containsExactly(0L, 1L, 2L, 3L, 4L, 0L, 1L, 2L, 3L, 4L, 0L, 1L);
        assertThat(sent().stream().map(Frame::getStreamId).distinct()).hasSize(3);
        assertThat(sent()).extracting(Frame::getCapturedAt).isSorted().doesNotHaveDuplicates();
        assertThat(sent().get(5).getCapturedAt()).isEqualTo(MAY.plusNanos(200_002_000));
        assertThat(sent().subList(0, 11)).extracting(Frame::getEndOfStream).doesNotContain(true);
        assertThat(sent().get(11).getEndOfStream()).isTrue();
        assertThat(nanos.get()).as("time that it took").isZero();
    }

    @Test
    void should_end_a_loop_after_whole_rounds_too() {
        play(true, false, 10L, null, Optional.of(MAY));

        assertThat(sent()).hasSize(10);
        assertThat(sent().get(4).getEndOfStream()).isFalse();
        assertThat(sent().get(9).getEndOfStream()).isTrue();
    }

    @Test
    void should_repeat_the_records_of_a_loop_with_a_start_time() {
        play(true, false, 12L, null, Optional.of(MAY));
        List<ProducerRecord<String, Frame>> first = List.copyOf(kafka.history());
        kafka.clear();
        play(true, false, 12L, null, Optional.of(MAY));

        assertThat(kafka.history()).isEqualTo(first);
    }

    @Test
    void should_read_the_file_for_its_id_once_and_not_in_each_round() throws IOException {
        play(true, false, 12L, null, Optional.of(MAY));
        List<ProducerRecord<String, Frame>> undisturbed = List.copyOf(kafka.history());
        kafka.clear();
        whenOpened = round -> {
            if (round > 1) {
                Files.writeString(folder.resolve("door.mp4"), "other content");
            }
        };

        play(true, false, 12L, null, Optional.of(MAY));

        assertThat(kafka.history()).isEqualTo(undisturbed);
    }

    @Test
    void should_play_a_file_from_now_on_at_its_own_pace() {
        play(false, true, null, null, Optional.empty());

        assertThat(sent().get(0).getCapturedAt()).isEqualTo(NOON);
        assertThat(Duration.ofNanos(nanos.get())).isBetween(Duration.ofMillis(160), Duration.ofMillis(161));
    }

    @Test
    void should_say_of_frames_played_at_their_own_pace_when_they_were_played_however_long_opening_took() {
        List<Duration> late = new ArrayList<>();
        whenOpened = round -> nanos.addAndGet(Duration.ofSeconds(3).toNanos());
        whenSent =
                (sequence, now) -> late.add(Duration.between(NOON.plus(now), NOON.plusMillis(5_000 + 40 * sequence)));
        registering = Duration.ofSeconds(2);

        play(false, true, null, null, Optional.empty());

        assertThat(sent().get(0).getCapturedAt()).isEqualTo(NOON.plusSeconds(5));
        assertThat(late).hasSize(5).allSatisfy(each -> assertThat(each)
                .isBetween(Duration.ofMillis(-1), Duration.ZERO));
    }

    @Test
    void should_catch_up_with_the_pace_when_the_first_frame_is_held_back() {
        whenSent = (sequence, now) -> {
            if (sequence == 0) {
                nanos.addAndGet(Duration.ofMillis(100).toNanos());
            }
        };

        play(false, true, null, null, Optional.empty());

        assertThat(Duration.ofNanos(nanos.get())).isBetween(Duration.ofMillis(160), Duration.ofMillis(161));
    }

    @Test
    void should_play_a_loop_without_a_start_time_at_its_own_pace() {
        play(true, false, null, 1_000L, Optional.empty());

        assertThat(sent().get(0).getCapturedAt()).isEqualTo(NOON);
        assertThat(sent()).hasSize(25);
        assertThat(Duration.ofNanos(nanos.get())).isBetween(Duration.ofMillis(960), Duration.ofMillis(1_000));
    }

    private CameraResult play(boolean loop, boolean realtime, Long limit, Long millis, Optional<Instant> start) {
        Extent extent = new Extent(
                Optional.ofNullable(millis).map(Duration::ofMillis),
                limit == null ? OptionalLong.empty() : OptionalLong.of(limit));
        Playback playback = new Playback(Policy.AUTO, loop, realtime, extent, Duration.ofSeconds(30));
        round = 0;
        return new FrameProducer(
                        kafka,
                        this::open,
                        (camera, sequence) -> whenSent.run(sequence, Duration.ofNanos(nanos.get())),
                        FrameProducerListener.NONE,
                        new SimpleMeterRegistry(),
                        new Timing(
                                () -> NOON.plusNanos(nanos.get()),
                                nanos::get,
                                pause -> nanos.addAndGet(pause.toNanos())),
                        () -> nanos.addAndGet(registering.toNanos()))
                .play(List.of(
                        new Camera(door, new FrameProducerConfig(VideoOptions.DEFAULTS, start, Sites.NONE, playback))))
                .get(0);
    }

    private VideoSource open(String location, VideoOptions options) {
        round++;
        try {
            whenOpened.run(round);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FakeVideoSource(5);
    }

    private List<Frame> sent() {
        return kafka.history().stream().map(ProducerRecord::value).toList();
    }
}
