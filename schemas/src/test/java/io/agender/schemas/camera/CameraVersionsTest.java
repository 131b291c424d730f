package io.agender.schemas.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.schemas.CameraSettings;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.TrustedRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CameraVersionsTest {

    static {
        TrustedRecords.ensure();
    }

    private static final Instant NOW = Instant.parse("2026-11-30T09:00:00Z");
    private static final Duration KEPT = Duration.ofDays(365);

    private Optional<CameraSettings> settings = Optional.empty();

    @Test
    void should_know_which_version_is_valid_at_a_moment() {
        write("first", NOW, NOW);
        write("second", NOW.plusSeconds(60), NOW);

        assertThat(validAt(NOW.minusMillis(1))).isEmpty();
        assertThat(validAt(NOW)).contains(1);
        assertThat(validAt(NOW.plusSeconds(59))).contains(1);
        assertThat(validAt(NOW.plusSeconds(60))).contains(2);
    }

    @Test
    void should_let_a_later_version_win_from_its_time_on_also_when_that_is_before_an_earlier_ones() {
        write("first", NOW, NOW);
        write("wrong", NOW.plusSeconds(60), NOW);
        write("put right", NOW.plusSeconds(30), NOW);

        assertThat(validAt(NOW.plusSeconds(29))).contains(1);
        assertThat(validAt(NOW.plusSeconds(30))).contains(3);
        assertThat(validAt(NOW.plusSeconds(3600))).contains(3);
    }

    @Test
    void should_drop_versions_when_no_summary_that_is_kept_can_name_them() {
        write("first", NOW.minus(KEPT).minusSeconds(500), NOW.minus(KEPT).minusSeconds(500));
        write("second", NOW.minus(KEPT).minusSeconds(100), NOW.minus(KEPT).minusSeconds(100));
        assertThat(settings.orElseThrow().getVersions()).hasSize(2);

        write("third", NOW, NOW);

        assertThat(settings.orElseThrow().getVersions())
                .extracting(CameraVersion::getVersion)
                .containsExactly(2, 3);
    }

    @Test
    void should_count_on_from_the_versions_that_are_left_and_tell_which_say_the_same() {
        CameraVersion one = write("same", NOW, NOW);
        CameraVersion two = write("same", NOW.plusSeconds(1), NOW.plusSeconds(2));
        CameraVersion three = write("other", NOW, NOW);

        assertThat(CameraVersions.newestNumber(settings)).isEqualTo(3);
        assertThat(CameraVersions.newestNumber(Optional.empty())).isZero();
        assertThat(CameraVersions.saySame(one, two)).isTrue();
        assertThat(CameraVersions.saySame(two, three)).isFalse();
    }

    @Test
    void should_know_what_a_file_said_last_however_much_was_drawn_since() {
        CameraVersion ofFile = write("file", NOW, NOW);
        for (int year = 1; year <= 3; year++) {
            Instant then = NOW.plus(Duration.ofDays(400 * year));
            CameraVersion draft = CameraVersion.newBuilder(ofFile)
                    .setSite("drawn " + year)
                    .setValidFrom(then)
                    .build();
            settings = Optional.of(CameraVersions.withDrawn("lobby", settings, draft, then, KEPT));
        }

        assertThat(CameraVersions.newestOfFile(settings)).contains(ofFile);
        assertThat(settings.orElseThrow().getVersions())
                .as("the first one that was drawn is gone")
                .extracting(CameraVersion::getVersion)
                .containsExactly(1, 3, 4);
        assertThat(settings.orElseThrow().getDrawn()).containsExactly(3, 4);
        assertThat(CameraVersions.isDrawn(settings.get(), ofFile)).isFalse();
    }

    private Optional<Integer> validAt(Instant time) {
        return CameraVersions.validAt(settings.orElseThrow(), time).map(CameraVersion::getVersion);
    }

    private CameraVersion write(String site, Instant validFrom, Instant now) {
        CameraVersion draft = CameraVersion.newBuilder()
                .setVersion(0)
                .setValidFrom(validFrom)
                .setAppliedAt(Instant.EPOCH)
                .setSite(site)
                .build();
        settings = Optional.of(CameraVersions.with("lobby", settings, draft, now, KEPT));
        return CameraVersions.newest(settings).orElseThrow();
    }
}
