package io.agender.benchmarks.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.vision.FaceAttributes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RemarksTest {

    private final Remarks remarks = new Remarks();

    @Test
    void should_tell_pictures_with_several_faces_and_with_none() {
        remarks.seen("haar", face("crowd.jpg"), seen(3));
        remarks.seen("haar", face("wall.jpg"), FaceAnswer.MISSED);
        remarks.seen("haar", face("portrait.jpg"), seen(1));

        assertThat(told())
                .containsExactly(
                        "haar finds 3 faces in crowd.jpg; the one that is large and in the middle counts.",
                        "haar finds no face in wall.jpg.");
    }

    @Test
    void should_count_what_is_too_much_of_a_kind_and_not_let_it_hide_another_kind() {
        for (int i = 0; i < 13; i++) {
            remarks.seen("haar", face(i + ".jpg"), FaceAnswer.MISSED);
        }
        remarks.leftOut(List.of("Line 7 of labels.csv is left out: it names no picture."));

        assertThat(told())
                .hasSize(12)
                .startsWith("Line 7 of labels.csv is left out: it names no picture.", "haar finds no face in 0.jpg.")
                .endsWith("haar finds no face in 9.jpg.", "… and 3 more of that kind.");
    }

    @Test
    void should_tell_what_a_detector_sees_once_for_all_models() {
        remarks.seen("haar", face("wall.jpg"), FaceAnswer.MISSED);
        remarks.seen("haar", face("wall.jpg"), FaceAnswer.MISSED);

        assertThat(told()).hasSize(1);
    }

    private List<String> told() {
        StringWriter text = new StringWriter();
        remarks.tell(new PrintWriter(text));
        return text.toString().lines().toList();
    }

    private static LabelledFace face(String picture) {
        return new LabelledFace(Path.of(picture), Optional.empty(), Optional.empty(), "");
    }

    private static FaceAnswer seen(int faces) {
        return new FaceAnswer(faces, 50, false, Optional.of(FaceAttributes.UNKNOWN));
    }
}
