package io.agender.launcher.live;

import static io.agender.launcher.live.LiveRecords.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.agender.producer.delivery.CapturedStream;
import io.agender.producer.status.CameraStatus;
import io.agender.producer.status.CaptureState;
import io.agender.schemas.SummaryStatus;
import io.agender.vision.VideoInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveAccountTest {

    private Instant now = NOON;
    private long nanos = 1;
    private final LiveOutcome outcome = new LiveOutcome(List.of("lobby", "door"));
    private final LiveAccount account = new LiveAccount(
            List.of("lobby", "door"),
            outcome,
            Duration.ofSeconds(10),
            ZoneId.of("Europe/Berlin"),
            () -> now,
            () -> nanos);

    @BeforeEach
    void openAStream() {
        open("first");
    }

    @Test
    void should_be_complete_when_each_frame_of_all_streams_came_back_and_each_window_is_final() {
        account.analysed(LiveRecords.faces("lobby", "first", 0, 1));
        open("second");
        account.analysed(LiveRecords.faces("lobby", "second", 0, 1));
        assertThat(account.isComplete(sent(2))).isFalse();
        assertThat(account.missing(sent(2))).isEqualTo("lobby: 1 windows are not final");
        account.summarized(LiveRecords.summary("lobby", NOON, SummaryStatus.FINAL, 1L), false);
        assertThat(account.isComplete(sent(2))).isTrue();
        assertThat(account.isComplete(sent(3))).isFalse();
        assertThat(account.missing(sent(3))).isEqualTo("lobby: 1 frames are not analysed");
    }

    @Test
    void should_not_count_frames_of_an_earlier_run_nor_wait_for_a_window_that_is_final() {
        account.summarized(LiveRecords.summary("lobby", NOON, SummaryStatus.FINAL, 1L), true);
        account.analysed(LiveRecords.faces("lobby", "of an earlier run", 0, 1));
        account.analysed(LiveRecords.faces("lobby", "first", 0, 1)); // late
        assertThat(account.isComplete(sent(1))).isTrue();
        assertThat(account.isComplete(sent(2))).isFalse();
        assertThat(outcome.totals().finals()).as("told in an earlier run").isZero();
        assertThat(outcome.newest()).isEmpty();
    }

    @Test
    void should_add_up_who_came_in_today_and_begin_anew_at_midnight() {
        assertThat(account.visitors("lobby")).isEmpty();
        Instant yesterday = Instant.parse("2026-04-30T21:59:50Z"); // in Berlin
        account.summarized(LiveRecords.summary("lobby", yesterday, SummaryStatus.FINAL, 100L), true);
        account.summarized(LiveRecords.summary("lobby", NOON, SummaryStatus.PARTIAL, 2L), false);
        account.summarized(LiveRecords.summary("lobby", NOON, SummaryStatus.PARTIAL, 3L), false);
        assertThat(account.visitors("lobby")).hasValue(3);
        account.summarized(LiveRecords.summary("lobby", NOON, SummaryStatus.FINAL, 4L), false);
        account.summarized(LiveRecords.summary("lobby", NOON.plusSeconds(10), SummaryStatus.FINAL, 1L), false);
        assertThat(account.visitors("lobby")).hasValue(5);
        assertThat(account.visitors("door")).isEmpty();
        now = Instant.parse("2026-05-01T22:00:00Z");
        assertThat(account.visitors("lobby")).hasValue(0);
    }

    @Test
    void should_know_how_many_are_there_now_for_ten_seconds() {
        assertThat(account.facesNow("lobby")).isEmpty();
        account.analysed(LiveRecords.faces("lobby", "first", 0, 3));
        assertThat(account.facesNow("lobby")).hasValue(3);
        nanos += Duration.ofSeconds(11).toNanos();
        assertThat(account.facesNow("lobby")).isEmpty();
    }

    @Test
    void should_keep_the_newest_windows_only_however_long_it_goes_on() {
        for (int window = 0; window < 2_000; window++) {
            account.analysed(LiveRecords.faces("lobby", "first", 100L * window, 0));
            account.summarized(
                    LiveRecords.summary("lobby", NOON.plusSeconds(10L * window), SummaryStatus.FINAL, 0L), false);
        }
        assertThat(outcome.totals().finals()).isEqualTo(2_000);
        assertThat(outcome.newest()).hasSize(500);
        assertThat(outcome.newest().get(499).getWindowStart()).isEqualTo(NOON.plusSeconds(19_990));
    }

    private void open(String stream) {
        VideoInfo info = new VideoInfo("fake", 64, 48, 10, OptionalLong.empty(), Optional.empty(), 0, true);
        account.opened(new CapturedStream("lobby", stream, NOON, Optional.empty(), info));
    }

    private static List<CameraStatus> sent(long lobby) {
        return List.of(
                LiveRecords.camera("lobby", CaptureState.ENDED, lobby, false, null),
                LiveRecords.camera("door", CaptureState.ENDED, 0, false, null));
    }
}
