package io.agender.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.audit.TopicRecord;
import io.agender.schemas.Frame;
import io.agender.schemas.FrameFaces;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutputsTest {

    /** The first frames of one camera. */
    private static final List<Frame> FRAMES = Load.of(7, 1, 6).frames();

    @Test
    void should_leave_out_frames_that_only_one_of_two_brokers_has_twice_and_nothing_else() {
        Outputs calm = of(0, 1, 1, 2, 3, 4);

        assertThat(of(0, 1, 1, 2, 3, 2, 3, 4).withoutFramesTakenTwice(calm)).isEqualTo(calm);
        assertThat(of(0, 0, 1, 1, 2, 3, 4).withoutFramesTakenTwice(calm)).isEqualTo(calm);
        assertThat(of(0, 1, 2, 3, 4).withoutFramesTakenTwice(calm))
                .as("sent twice and there once")
                .isNotEqualTo(calm);
        assertThat(of(0, 1, 1, 2, 4).withoutFramesTakenTwice(calm)).as("lost").isNotEqualTo(calm);
        assertThat(of(0, 1, 1, 2, 3, 4, 5).withoutFramesTakenTwice(calm))
                .as("never sent")
                .isNotEqualTo(calm);
    }

    private static Outputs of(int... frames) {
        List<TopicRecord<FrameFaces>> faces = IntStream.of(frames)
                .mapToObj(number -> new TopicRecord<>("camera", number, faces(number)))
                .toList();
        return new Outputs(Map.of("camera", faces), Map.of());
    }

    private static FrameFaces faces(int number) {
        FrameFaces faces = FaceRecords.of(FRAMES.get(0), List.of());
        faces.setSequence(number);
        return faces;
    }
}
