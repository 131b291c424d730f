package io.agender.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.schemas.ExtraEstimate;
import io.agender.schemas.Face;
import io.agender.schemas.TrustedRecords;
import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import io.agender.vision.FaceAttributes;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ObservationMapperTest {

    @BeforeAll
    static void trust() {
        TrustedRecords.ensure();
    }

    @Test
    void should_report_what_the_user_asked_for_besides_gender_and_age() {
        Face face = ObservationMapper.face(new Detection(new BoundingBox(0, 0, 1, 1), 1, List.of()));
        assertThat(face.getExtras()).as("before it is classified").isEmpty();

        ObservationMapper.estimate(
                face, FaceAttributes.UNKNOWN.withExtra(new io.agender.vision.ExtraEstimate("mood", "merry", 0.75)));

        assertThat(face.getExtras()).containsExactly(new ExtraEstimate("mood", "merry", 0.75f));
    }
}
