package io.agender.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.schemas.ExtraEstimate;
import io.agender.schemas.Face;
import io.agender.schemas.HeadPose;
import io.agender.schemas.TrustedRecords;
import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import io.agender.vision.FaceAttributes;
import java.util.List;
import java.util.Optional;
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

    @Test
    void should_tell_the_pose_of_a_head_and_nothing_where_it_is_not_known() {
        Detection face = new Detection(new BoundingBox(0, 0, 1, 1), 1, List.of());

        assertThat(ObservationMapper.face(face).getPose()).isNull();
        assertThat(ObservationMapper.face(face.with(Optional.of(new io.agender.vision.HeadPose(12.5, -20, 3.25))))
                        .getPose())
                .isEqualTo(new HeadPose(12.5f, -20f, 3.25f));
    }
}
