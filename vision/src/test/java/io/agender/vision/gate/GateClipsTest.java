package io.agender.vision.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agender.text.TestSize;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.engine.VisionConfig;
import io.agender.vision.engine.VisionEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Cameras with the gate and without: whether the same people are counted, and what it spares. In its long form it
 * writes the table of docs/gate.md to {@code target/gate.md}; the short one has the treatments of half a clip.
 */
class GateClipsTest {

    private static final Path SAMPLES = Path.of("..", "samples");
    private static final Path SHARED = Path.of("..", "..", "shared", "data", "video");

    private static final String AS_IT_IS = "as it is";
    private static final String LAMP = "lutyuv=y=clip(16+(val-16)*1.6\\,16\\,235):enable='gte(mod(n\\,80)\\,40)'";
    private static final String RAIN = "split[a][b];[b]noise=alls=100:allf=t,"
            + "lutyuv=y=if(gt(val\\,170)\\,220\\,16):u=128:v=128,gblur=sigma=0.5:sigmaV=4[r];[a][r]blend=all_mode=screen";

    /** What is done to the samples. */
    private static final Map<String, String> TREATMENTS = new LinkedHashMap<>();

    static {
        TREATMENTS.put(AS_IT_IS, "null");
        TREATMENTS.put("noise by day", "noise=alls=8:allf=t");
        TREATMENTS.put("noise at night", "lutyuv=y=16+(val-16)*0.2,noise=alls=20:allf=t");
        TREATMENTS.put("infrared at night", "hue=s=0,lutyuv=y=16+(val-16)*0.12,noise=alls=10:allf=t");
        TREATMENTS.put("lamp on and off", LAMP);
        TREATMENTS.put("rain", RAIN);
        TREATMENTS.put("moving camera", "crop=iw*0.9:ih*0.9:x=iw*0.05*(1+sin(n*0.6)):y=ih*0.05*(1+sin(n*0.4))");
    }

    private static final List<String> TABLE = new ArrayList<>();

    private static VisionEngine engine;
    private static FrameAnalyzer analyzer;

    @BeforeAll
    static void open() {
        engine = VisionEngine.open(new VisionConfig(
                VisionConfig.AUTO,
                VisionConfig.AUTO,
                OptionalDouble.empty(),
                OptionalDouble.of(0.3),
                1,
                Optional.empty(),
                VisionConfig.DEFAULT_MAX_PIXELS));
        analyzer = engine.newAnalyzer();
    }

    @Test
    void should_spare_nearly_all_of_an_empty_scene() {
        for (String size : TestSize.isLong() ? List.of("640x360", "1920x1080", "3840x2160") : List.of("640x360")) {
            Footage empty = Footage.read("test:faces?people=0&fps=25&live=false&seconds=0.2&size=" + size);
            GateTrial trial = told("empty, " + size, AS_IT_IS, empty.pausing(20, List.of(0)));
            assertThat(trial.spared()).isGreaterThan(trial.frames() * 9 / 10);
        }
        if (!TestSize.isLong()) {
            return; // what follows is measured, for the table
        }
        Footage slow = Footage.read("test:faces?people=0&fps=10&live=false&seconds=20");
        told("empty, 10 frames a second", AS_IT_IS, slow);
        Footage empty = Footage.read("test:faces?people=0&fps=25&live=false&seconds=20");
        for (String noise : List.of("noise by day", "noise at night", "infrared at night", "rain", "moving camera")) {
            told("empty, 640x360", noise, empty.treated(TREATMENTS.get(noise)));
        }
    }

    /** The room is still for six seconds before each visit. */
    @Test
    void should_count_the_same_people_in_the_samples() {
        Footage lobby = Footage.read(SAMPLES.resolve("lobby.mp4").toString()).pausing(6, List.of(5, 85, 155, 240));
        Footage door = Footage.read(SAMPLES.resolve("door.mp4").toString()).pausing(6, List.of(5, 90));
        if (TestSize.isLong()) {
            TREATMENTS.forEach((name, filters) -> shouldCountTheSame("lobby", name, lobby.treated(filters)));
            for (String name : List.of(AS_IT_IS, "noise by day", "infrared at night")) {
                shouldCountTheSame("door", name, door.treated(TREATMENTS.get(name)));
            }
            Footage entry = new Footage(door.shots().subList(0, 130));
            shouldCountTheSame("door, 3840x2160", AS_IT_IS, entry.treated("scale=3840:2160"));
        } else {
            Footage visits = new Footage(lobby.shots().subList(0, lobby.shots().size() / 2));
            TREATMENTS.forEach((name, filters) -> shouldCountTheSame("lobby", name, visits.treated(filters)));
            shouldCountTheSame("door", AS_IT_IS, door);
        }
    }

    @Test
    void should_count_the_same_people_in_real_clips() throws IOException {
        assumeTrue(Files.isDirectory(SHARED), "the shared clips are not here");
        try (Stream<Path> files = Files.list(SHARED)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString().replace(".gif", "");
                Footage clip = Footage.read(file.toString());
                shouldCountTheSame(name, AS_IT_IS, clip);
                shouldCountTheSame(name, "noise at night", clip.treated(TREATMENTS.get("noise at night")));
            }
        }
    }

    private static void shouldCountTheSame(String clip, String treatment, Footage footage) {
        GateTrial trial = told(clip, treatment, footage);
        String what = clip + ", " + treatment;
        assertThat(trial.withGate().begins())
                .as(what)
                .hasSameSizeAs(trial.always().begins());
        assertThat(trial.always().latest(trial.withGate())).as(what).isLessThanOrEqualTo(1);
        assertThat(trial.withGate().faces()).as(what).isEqualTo(trial.always().faces());
    }

    private static GateTrial told(String clip, String treatment, Footage footage) {
        GateTrial trial = GateTrial.of(footage, analyzer);
        double frames = trial.frames();
        TABLE.add(String.format(
                Locale.ROOT,
                "| %s | %s | %d | %.0f %% | %.2f → %.2f | %.1f | %d → %d | %d | %d → %d |",
                clip,
                treatment,
                trial.frames(),
                100 * trial.spared() / frames,
                trial.searching() / frames,
                trial.gated() / frames,
                trial.searching() / trial.gated(),
                trial.always().begins().size(),
                trial.withGate().begins().size(),
                trial.always().latest(trial.withGate()),
                trial.always().faces(),
                trial.withGate().faces()));
        return trial;
    }

    @AfterAll
    static void close() throws IOException {
        analyzer.close();
        engine.close();
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "gate.md"), TABLE);
    }
}
