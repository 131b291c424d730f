package io.agender.audit.look;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.audit.Difference;
import io.agender.audit.Frames;
import io.agender.audit.LookRules;
import io.agender.schemas.EndedTrack;
import io.agender.schemas.Face;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameOutcome;
import io.agender.schemas.Gender;
import io.agender.schemas.HeadPose;
import io.agender.schemas.TrackEstimate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LooksAuditTest {

    private final LooksAudit audit = new LooksAudit(new LookRules(20, 40, Duration.ofMillis(300)));
    private int frames;
    private long toldBefore;

    /**
     * Sights of one track: a time in milliseconds, what is seen then, T towards the camera, A away, L just on the limit,
     * ? nobody knows, P predicted, n of a face that has no number yet; and how long it has watched then, as it is told.
     */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "0T=0 100T=0 200T=0 300T=300 400T=400, ''",
        "0T=0 299T=0 301A=0 302T=0 599T=0, ''",
        "0T=0 400T=400 500A=400 600T=400 1000T=800, ''",
        "0T=0 100?=0 200P=0 400T=400, ''",
        "0T=0 1000T=1000, ''",
        "0T=0 1001T=0, ''",
        "0T=0 1001T=1001, watchedMillis: expected 0; found 1001",
        "0T=0 400T=400 500T=400, watchedMillis: expected 500; found 400",
        "0T=0 200L=0 400T=400, ''",
        "0T=0 200L=0 400T=0 500T=0, ''",
        "0T=0 200L=0 400T=0 500T=500, watchedMillis: expected 0; found 500",
        "0Tn 100Tn 200T=0 300T=300, ''",
        "0Tn 100Tn 300T=300, ''",
        "0Tn 100Tn 300T=200, watchedMillis: expected 0 or 300; found 200",
        "0T=0 400T=400 300T=400 500T=500, ''",
    })
    void should_tell_times_that_poses_do_not_give(String sights, String difference) {
        for (String sight : sights.split(" ")) {
            take(sight);
        }

        assertThat(audit.difference().map(Difference::toString).orElse(""))
                .contains(difference.replace(';', ','))
                .matches(said -> difference.isEmpty() == said.isEmpty());
    }

    @Test
    void should_tell_what_a_frame_is_said_to_add_and_does_not() {
        take("0T=0");
        FrameFaces frame = frame("400T=400");
        frame.getFaces().get(0).setWatchedMillis(399L);
        audit.take(frame);

        assertThat(audit.difference()).hasValueSatisfying(one -> assertThat(one.toString())
                .isEqualTo("FIRST DIFFERENCE: agender.faces, camera door, sequence 1 of stream run,"
                        + " faces[0].watchedMillis: expected 400, found 399"));
    }

    @Test
    void should_tell_another_time_when_the_track_ends() {
        take("0T=0");
        take("400T=400");
        FrameFaces last = frame("500A=400");
        last.setFaces(List.of());
        last.setEndedTracks(List.of(new EndedTrack("run-1", Frames.START, track(0))));
        audit.take(last);

        assertThat(audit.difference()).hasValueSatisfying(one -> assertThat(one.toString())
                .contains("endedTracks[0].track.watchedMillis: expected 400, found 0"));
    }

    @Test
    void should_look_at_nothing_where_attention_is_not_measured() {
        for (String sight : List.of("0T=0", "400T=400")) {
            FrameFaces frame = frame(sight);
            frame.setAttentionMeasured(false);
            frame.getFaces().forEach(face -> face.setWatchedMillis(null));
            frame.getFaces().forEach(face -> face.getTrack().setWatchedMillis(null));
            audit.take(frame);
        }

        assertThat(audit.difference()).isEmpty();
    }

    @Test
    void should_miss_a_time_where_attention_is_measured() {
        FrameFaces frame = frame("0T=0");
        frame.getFaces().get(0).getTrack().setWatchedMillis(null);
        audit.take(frame);

        assertThat(audit.difference()).isPresent();
    }

    private void take(String sight) {
        audit.take(frame(sight));
    }

    private FrameFaces frame(String sight) {
        String[] seenAndTold = sight.split("=");
        String seen = seenAndTold[0];
        boolean nameless = seen.endsWith("n");
        char what = seen.charAt(seen.length() - (nameless ? 2 : 1));
        long millis = Long.parseLong(seen.replaceAll("\\D", ""));
        Face face = Frames.face(30, Gender.FEMALE);
        face.setPose(pose(what).orElse(null));
        if (!nameless) {
            long told = Long.parseLong(seenAndTold[1]);
            face.setTrackId("run-1");
            face.setTrack(track(told));
            face.setWatchedMillis(told - toldBefore);
            toldBefore = told;
        }
        FrameFaces frame = Frames.with(frames++, face);
        frame.setCapturedAt(Frames.START.plusMillis(millis));
        frame.setAttentionMeasured(true);
        frame.setOutcome(what == 'P' ? FrameOutcome.PREDICTED : FrameOutcome.ANALYSED);
        return frame;
    }

    private static TrackEstimate track(long watched) {
        return TrackEstimate.newBuilder()
                .setNumber(1)
                .setStartedAt(Frames.START)
                .setEstimates(1)
                .setWatchedMillis(watched)
                .build();
    }

    private static Optional<HeadPose> pose(char what) {
        return switch (what) {
            case 'T', 'P' -> Optional.of(new HeadPose(-3f, 10f, 0f));
            case 'A' -> Optional.of(new HeadPose(-30f, 0f, 0f));
            case 'L' -> Optional.of(new HeadPose(20f, 0f, 0f));
            default -> Optional.empty();
        };
    }
}
