package io.agender.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.agender.program.CommandException;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.SummaryStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunAccountTest {

    private final RunAccount account = new RunAccount(List.of("lobby", "door"), Duration.ofSeconds(10), 3, false);

    @BeforeEach
    void openStreams() {
        account.streamOpened("lobby", "lobby-stream");
        account.streamOpened("door", "door-stream");
    }

    @Test
    void should_be_complete_only_when_every_frame_came_back_and_every_window_is_final() {
        send("lobby", 2);
        send("door", 0);
        account.analysed(Records.faces("lobby", 0));
        assertThat(account.complete()).isFalse();
        account.analysed(Records.faces("lobby", 1));
        assertThat(account.complete()).isFalse();
        account.summarized(Records.summary("lobby", Records.START, SummaryStatus.PARTIAL));
        assertThat(account.complete()).isFalse();
        account.summarized(Records.summary("lobby", Records.START, SummaryStatus.FINAL));
        assertThat(account.complete()).isTrue();
    }

    @Test
    void should_wait_for_a_camera_that_is_still_sending() {
        account.sent("lobby", 1);
        account.analysed(Records.faces("lobby", 0));
        account.summarized(Records.summary("lobby", Records.START, SummaryStatus.FINAL));
        send("door", 0);
        assertThat(account.complete()).isFalse();
    }

    @Test
    void should_count_a_dead_letter_as_a_frame_that_came_back() {
        send("lobby", 2);
        send("door", 0);
        account.analysed(Records.faces("lobby", 0));
        account.deadLettered("lobby");
        account.summarized(Records.summary("lobby", Records.START, SummaryStatus.FINAL));
        assertThat(account.complete()).isTrue();
        assertThat(account.totals().deadLetters()).isEqualTo(1);
    }

    @Test
    void should_refuse_a_frame_that_was_analysed_twice() {
        account.analysed(Records.faces("lobby", 4));
        assertThatThrownBy(() -> account.analysed(Records.faces("lobby", 4)))
                .isInstanceOf(CommandException.class)
                .hasMessage("Frame 4 of camera lobby was analysed twice.");
    }

    @Test
    void should_leave_out_frames_of_other_runs_and_cameras() {
        account.streamOpened("lobby", "another-stream");
        assertThat(account.analysed(Records.faces("lobby", 0))).isFalse();
        assertThat(account.analysed(Records.faces("garage", 0))).isFalse();
        assertThat(account.totals().accounted()).isZero();
    }

    @Test
    void should_list_final_windows_by_camera_in_the_order_of_the_command_line_then_by_time() {
        account.analysed(Records.faces("door", 0));
        account.analysed(Records.faces("lobby", 0));
        account.analysed(Records.faces("lobby", 100));
        account.summarized(Records.summary("door", Records.START, SummaryStatus.FINAL));
        account.summarized(Records.summary("lobby", Records.START.plusSeconds(10), SummaryStatus.FINAL));
        account.summarized(Records.summary("lobby", Records.START, SummaryStatus.FINAL));
        account.summarized(Records.summary("lobby", Records.START.minusSeconds(60), SummaryStatus.FINAL));
        assertThat(account.finals())
                .extracting(DemographicSummary::getCameraId, DemographicSummary::getWindowStart)
                .containsExactly(
                        tuple("lobby", Records.START),
                        tuple("lobby", Records.START.plusSeconds(10)),
                        tuple("door", Records.START));
    }

    @Test
    void should_hold_a_sender_back_until_frames_come_back() throws Exception {
        account.sent("lobby", 3);
        CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> {
            try {
                account.awaitRoom();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(sender).isNotDone();
        account.analysed(Records.faces("lobby", 0));
        assertThat(sender.get(10, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void should_say_what_is_missing() {
        send("lobby", 2);
        send("door", 1);
        account.analysed(Records.faces("lobby", 0));
        account.analysed(Records.faces("door", 0));
        assertThat(account.missing())
                .isEqualTo(
                        "lobby: 1 of 2 frames came back, door: 1 of 1 frames came back, but not all windows are final");
    }

    private void send(String camera, long frames) {
        account.sent(camera, frames);
        account.sendingDone(camera);
    }
}
