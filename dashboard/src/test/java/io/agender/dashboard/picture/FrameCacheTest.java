package io.agender.dashboard.picture;

import static io.agender.dashboard.Records.NOON;
import static io.agender.dashboard.Records.faces;
import static org.assertj.core.api.Assertions.assertThat;

import io.agender.dashboard.Records;
import io.agender.schemas.Frame;
import io.agender.schemas.FrameOutcome;
import io.agender.schemas.Gender;
import io.agender.schemas.ImageEncoding;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameCacheTest {

    private static final int SIZE = 1000;

    private final FrameCache cache = new FrameCache(10 * SIZE);

    @Test
    void should_show_only_frames_whose_faces_are_known() {
        put(1);
        put(2);
        assertThat(cache.newest("lobby")).isEmpty();
        analyse(1);
        assertThat(cache.newest("lobby").orElseThrow().frame().getSequence()).isEqualTo(1);
        assertThat(cache.get("lobby", key(2))).isEmpty();
        analyse(2);
        assertThat(cache.newest("lobby").orElseThrow().frame().getSequence()).isEqualTo(2);
    }

    @Test
    void should_have_room_again_when_a_camera_is_forgotten() {
        put(1);
        analyse(1);
        cache.forget("lobby");
        assertThat(cache.newest("lobby")).isEmpty();
        assertThat(cache.bytes()).isZero();
        put(2);
        assertThat(cache.bytes()).isEqualTo(SIZE);
    }

    @Test
    void should_never_show_a_frame_that_could_not_be_decoded() {
        put(1);
        cache.put(faces("lobby", 1, NOON).setOutcome(FrameOutcome.UNDECODABLE).build());
        assertThat(cache.newest("lobby")).isEmpty();
    }

    @Test
    void should_stay_within_its_bytes_and_lose_the_oldest_first() {
        for (int sequence = 0; sequence < 100; sequence++) {
            put(sequence);
            analyse(sequence);
        }
        assertThat(cache.bytes()).isLessThanOrEqualTo(10 * SIZE);
        assertThat(cache.get("lobby", key(99))).isPresent();
        assertThat(cache.get("lobby", key(89))).isEmpty();
    }

    @Test
    void should_say_when_frames_that_wait_for_their_faces_would_be_pushed_out() {
        for (int sequence = 0; sequence < 9; sequence++) {
            put(sequence);
        }
        assertThat(cache.full("lobby")).isTrue();
        analyse(0);
        assertThat(cache.full("lobby")).isFalse();
        assertThat(cache.full("nobody")).isFalse();
    }

    @Test
    void should_hide_what_was_a_face_a_moment_ago() {
        put(1);
        cache.put(faces("lobby", 0, NOON)
                .setFaces(List.of(Records.face(10, 10, 20, 1, Gender.FEMALE, 30f)))
                .build());
        cache.put(faces("lobby", 1, NOON.plusMillis(900)).build());
        assertThat(cache.newest("lobby").orElseThrow().hidden()).containsExactly(new Box(10, 10, 20, 20));
        cache.put(faces("lobby", 1, NOON.plusMillis(1100)).build());
        assertThat(cache.newest("lobby").orElseThrow().hidden()).isEmpty();
    }

    @Test
    void should_keep_the_last_picture_when_nobody_looks() {
        put(1);
        put(2);
        put(3);
        analyse(1);
        analyse(2);
        cache.clear();
        assertThat(cache.bytes()).isEqualTo(SIZE);
        assertThat(cache.newest("lobby").orElseThrow().frame().getSequence()).isEqualTo(2);
    }

    private void put(int sequence) {
        cache.put(Frame.newBuilder()
                .setCameraId("lobby")
                .setStreamId("lobby-run")
                .setSequence(sequence)
                .setCapturedAt(NOON)
                .setWidth(1)
                .setHeight(1)
                .setEncoding(ImageEncoding.JPEG)
                .setImage(ByteBuffer.wrap(new byte[SIZE]))
                .build());
    }

    private void analyse(int sequence) {
        cache.put(faces("lobby", sequence, NOON).build());
    }

    private static FrameKey key(int sequence) {
        return new FrameKey("lobby-run", sequence);
    }

    @Test
    void should_hold_no_more_than_told_when_there_are_more_cameras_than_pictures_fit() {
        FrameCache small = new FrameCache(100_000);
        for (int camera = 0; camera < 50; camera++) {
            small.put(Frame.newBuilder(Records.frame("camera-" + camera, 1, NOON, "jpeg"))
                    .setImage(ByteBuffer.allocate(10_000))
                    .build());
            assertThat(small.bytes()).isLessThanOrEqualTo(100_000);
        }
        assertThat(small.holds("camera-49", new FrameKey("camera-49-run", 1))).isTrue();
        assertThat(small.holds("camera-0", new FrameKey("camera-0-run", 1))).isFalse();
    }
}
