package io.agender.vision.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agender.text.TestSize;
import io.agender.vision.view.ViewTrial.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Clips of which FFmpeg makes what covered, defocused, shaken and turned cameras take, and what light and noise do. Each is
 * played for two minutes as it is, for one and a half with the treatment, and for a minute as it is. In its long form it
 * writes the table of docs/view.md to {@code target/view.md}; the short one plays two of the bundled clips and two of the real ones.
 */
class ViewClipsTest {

    private static final Path SAMPLES = Path.of("..", "samples");
    private static final Path SHARED = Path.of("..", "..", "shared", "data", "video");

    private static final double FRAMES_PER_SECOND = 1;
    private static final int FRAMES = 20;
    private static final Duration STEP = Duration.ofMillis(500);
    private static final Duration BEFORE = Duration.ofSeconds(120);
    private static final Duration TREATED = Duration.ofSeconds(90);
    private static final Duration AFTER = Duration.ofSeconds(60);

    /** It is over when three seconds of looks in a row say so. */
    private static final Duration CLEAR = Duration.ofSeconds(8);

    private static final List<String> TABLE = new ArrayList<>();

    private static final List<Clip> BUNDLED = List.of(
            Clip.read("lobby", SAMPLES.resolve("lobby.mp4").toString(), FRAMES_PER_SECOND, FRAMES),
            Clip.read("door", SAMPLES.resolve("door.mp4").toString(), FRAMES_PER_SECOND, FRAMES),
            Clip.read("test:faces", "test:faces?people=2&size=480x360&live=false", FRAMES_PER_SECOND, FRAMES));

    private record Trial(OptionalDouble until, double told, double falsely, Set<ViewKind> kinds) {}

    @Test
    void should_tell_what_is_done_to_a_bundled_clip_and_nothing_else() {
        List<Clip> clips = BUNDLED.subList(TestSize.of(1, 0), BUNDLED.size());
        assertThat(clips).allSatisfy(clip -> shouldTell(clip, Treatment.CHOSEN_BY));
        assertThat(clips).allSatisfy(clip -> shouldTell(clip, Treatment.REPORTED_ON));
    }

    @Test
    void should_tell_what_is_done_to_a_real_clip_and_nothing_else() throws IOException {
        assumeTrue(Files.isDirectory(SHARED), "the shared clips are not here");
        List<Clip> clips;
        try (Stream<Path> files = Files.list(SHARED)) {
            clips = files.sorted()
                    .limit(TestSize.of(2, Integer.MAX_VALUE))
                    .map(file ->
                            Clip.read(file.getFileName().toString().replace(".gif", ""), file.toString(), 5, FRAMES))
                    .toList();
        }
        assertThat(clips).hasSizeGreaterThan(1).allSatisfy(clip -> shouldTell(clip, Treatment.CHOSEN_BY));
        assertThat(clips).allSatisfy(clip -> shouldTell(clip, Treatment.REPORTED_ON));
    }

    private static void shouldTell(Clip clip, List<Treatment> treatments) {
        assertThat(treatments).allSatisfy(treatment -> {
            Trial trial = trial(clip, treatment);
            TABLE.add(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %.0f | %.0f |",
                    clip.name(),
                    treatment.name(),
                    trial.kinds().isEmpty() ? "-" : trial.kinds().toString().replaceAll("[\\[\\]]", ""),
                    trial.until().isPresent()
                            ? String.format(Locale.ROOT, "%.0f", trial.until().getAsDouble())
                            : "-",
                    trial.told(),
                    trial.falsely()));
            String what = clip + ", " + treatment.name();
            assertThat(trial.falsely()).as(what + ": false seconds").isZero();
            assertThat(treatment.expected()).as(what).containsAll(trial.kinds());
            if (treatment.isToldOf(clip.name())) {
                assertThat(trial.until()).as(what + ": told").isPresent();
                assertThat(trial.until().getAsDouble())
                        .as(what + ": seconds until told")
                        .isLessThan(treatment.mostSeconds());
            }
        });
    }

    private static Trial trial(Clip clip, Treatment treatment) {
        ViewTrial trial = new ViewTrial();
        List<Told> before = trial.play(clip.treated(treatment.usual()), BEFORE, STEP);
        Instant begin = trial.time();
        List<Told> during = trial.play(clip.treated(treatment.filters()), TREATED, STEP);
        Instant end = trial.time();
        List<Told> after = trial.play(clip.treated(treatment.usual()), AFTER, STEP);
        List<Told> falsely = Stream.of(
                        before.stream(),
                        treatment.expected().isEmpty() ? during.stream() : Stream.<Told>empty(),
                        after.stream().filter(told -> told.time().isAfter(end.plus(CLEAR))))
                .flatMap(told -> told)
                .toList();
        return new Trial(
                ViewTrial.secondsUntil(begin, during),
                ViewTrial.seconds(during, STEP),
                ViewTrial.seconds(falsely, STEP),
                ViewTrial.kinds(during));
    }

    @AfterAll
    static void writeTable() throws IOException {
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "view.md"), TABLE);
    }
}
