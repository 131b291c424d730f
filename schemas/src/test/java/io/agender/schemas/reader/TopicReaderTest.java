package io.agender.schemas.reader;

import static io.agender.schemas.reader.Log.LEFT;
import static io.agender.schemas.reader.Log.RIGHT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TopicReaderTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Log log = new Log(0, 3, 1);
    private final AtomicLong nanos = new AtomicLong(-5); // nanoTime may be anything
    private final TopicReader reader = new TopicReader(log, new BadRecords(), nanos::get);
    private final List<String> taken = new ArrayList<>();

    @AfterEach
    void forgetTheInterrupt() {
        Thread.interrupted();
    }

    @Test
    void should_read_a_topic_from_its_beginning_to_where_it_ended_when_the_reading_began() {
        begin(StartPosition.beginning());
        log.offer(LEFT, 0, 1, 2);
        log.offer(RIGHT, 0);
        assertThat(reader.caughtUp()).isFalse();

        assertThat(reader.readUntil(reader::caughtUp, PATIENCE, this::take)).isEqualTo(TopicReader.Outcome.END);

        assertThat(taken).containsExactlyInAnyOrder("0/0", "0/1", "0/2", "1/0");
        assertThat(reader.positions()).isEqualTo(Map.of(LEFT, 3L, RIGHT, 1L));
    }

    @Test
    void should_poll_no_more_when_the_end_is_reached_at_once() {
        begin(StartPosition.end());
        log.schedulePollTask(() -> taken.add("polled"));
        assertThat(reader.readUntil(reader::caughtUp, PATIENCE, this::take)).isEqualTo(TopicReader.Outcome.END);
        assertThat(taken).isEmpty();
    }

    @Test
    void should_know_what_was_there_when_the_reading_began() {
        begin(StartPosition.beginning());
        assertThat(reader.isPast(Log.record(LEFT, 2))).isTrue();
        assertThat(reader.isPast(Log.record(LEFT, 3))).isFalse();
        assertThat(reader.ends()).isEqualTo(Map.of(LEFT, 3L, RIGHT, 1L));
    }

    @Test
    void should_say_when_nothing_has_come_for_too_long() {
        begin(StartPosition.beginning());
        log.offer(LEFT, 0);
        log.schedulePollTask(() -> nanos.addAndGet(PATIENCE.toNanos()));
        log.schedulePollTask(() -> nanos.addAndGet(PATIENCE.toNanos()));
        log.schedulePollTask(() -> nanos.addAndGet(1));

        assertThat(reader.readUntil(reader::caughtUp, PATIENCE, this::take)).isEqualTo(TopicReader.Outcome.SILENCE);

        assertThat(taken).containsExactly("0/0");
    }

    @Test
    void should_come_back_when_it_is_stopped() {
        begin(StartPosition.beginning());
        log.schedulePollTask(reader::stop);
        assertThat(reader.readUntil(reader::caughtUp, PATIENCE, this::take)).isEqualTo(TopicReader.Outcome.STOPPED);
    }

    @Test
    void should_not_take_a_wake_up_that_is_not_its_own_for_its_end() {
        begin(StartPosition.beginning());
        log.wakeup();
        assertThatThrownBy(() -> reader.poll(Duration.ZERO, this::take)).isInstanceOf(WakeupException.class);
    }

    @Test
    void should_come_back_when_its_thread_is_interrupted_and_leave_the_flag_set() {
        begin(StartPosition.beginning());
        log.schedulePollTask(() -> Thread.currentThread().interrupt());
        assertThatThrownBy(() -> reader.readUntil(reader::caughtUp, PATIENCE, this::take))
                .isInstanceOf(InterruptException.class);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    static Stream<Throwable> troubles() {
        return Stream.of(new IllegalStateException("The registry is away."), new OutOfMemoryError("for the test"));
    }

    /** One poll brings records of several partitions; those behind the one that could not be taken must not be lost. */
    @ParameterizedTest
    @MethodSource("troubles")
    void should_offer_a_record_that_could_not_be_taken_again_and_all_after_it(Throwable trouble) {
        begin(StartPosition.beginning());
        log.offer(LEFT, 0, 1, 2);
        log.offer(RIGHT, 0);
        assertThatThrownBy(() -> reader.poll(Duration.ZERO, record -> {
                    if (record.offset() == 1) {
                        sneak(trouble);
                    }
                    take(record);
                }))
                .isSameAs(trouble);
        List<String> before = List.copyOf(taken);
        assertThat(reader.positions().get(LEFT)).isEqualTo(1);

        log.offer(LEFT, 1, 2); // MockConsumer forgets what it handed out
        if (!before.contains("1/0")) {
            log.offer(RIGHT, 0);
        }
        assertThat(reader.readUntil(reader::caughtUp, PATIENCE, this::take)).isEqualTo(TopicReader.Outcome.END);

        assertThat(taken).containsExactlyInAnyOrder("0/0", "0/1", "0/2", "1/0");
    }

    @Test
    void should_say_which_partition_has_lost_its_next_record_and_begin_it_again_where_it_is_told() {
        begin(StartPosition.beginning());
        log.setPollException(new OffsetOutOfRangeException(Map.of(LEFT, 0L)));
        assertThatThrownBy(() -> reader.poll(Duration.ZERO, this::take))
                .isInstanceOfSatisfying(InvalidOffsetException.class, gone -> {
                    assertThat(gone.partitions()).containsExactly(LEFT);
                    reader.begin(gone.partitions(), StartPosition.end());
                });
        assertThat(reader.positions()).isEqualTo(Map.of(LEFT, 3L, RIGHT, 0L));
    }

    @Test
    void should_go_on_in_a_partition_when_another_is_added() {
        reader.begin(List.of(LEFT), StartPosition.beginning());
        log.offer(LEFT, 0, 1);
        reader.poll(Duration.ZERO, this::take);
        reader.begin(List.of(RIGHT), StartPosition.beginning());
        assertThat(reader.positions()).isEqualTo(Map.of(LEFT, 2L, RIGHT, 0L));
    }

    @Test
    void should_let_partitions_rest_until_they_are_left_out_again() {
        begin(StartPosition.beginning());
        reader.rest(Set.of(LEFT));
        assertThat(log.paused()).containsExactly(LEFT);
        reader.rest(Set.of(RIGHT));
        assertThat(log.paused()).containsExactly(RIGHT);
    }

    @Test
    void should_find_the_partitions_of_a_topic() {
        assertThat(reader.partitions(Log.TOPIC)).containsExactly(LEFT, RIGHT);
    }

    private void begin(StartPosition from) {
        reader.begin(List.of(LEFT, RIGHT), from);
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        taken.add(record.partition() + "/" + record.offset());
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable error) throws E {
        throw (E) error;
    }
}
