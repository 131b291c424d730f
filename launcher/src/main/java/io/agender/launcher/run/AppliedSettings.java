package io.agender.launcher.run;

import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.runtime.CameraSettingsTopic;
import io.agender.runtime.CameraSettingsTopic.OutpacedException;
import io.agender.runtime.config.KafkaConfig;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.Topic;
import io.agender.schemas.camera.CameraVersions;
import io.agender.vision.VideoLocation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/** Brings what a file says of cameras into the topic {@code agender.cameras}, where it differs from what is there. */
public final class AppliedSettings {

    private final CameraSettingsTopic topic;
    private final InstantSource clock;

    public AppliedSettings(KafkaConfig kafka) {
        this(new CameraSettingsTopic(kafka), InstantSource.system());
    }

    AppliedSettings(CameraSettingsTopic topic, InstantSource clock) {
        this.topic = topic;
        this.clock = clock;
    }

    /** All that is there, by camera id. */
    public Map<String, CameraSettings> there() {
        return topic.read();
    }

    /**
     * Writes new versions of the cameras whose newest one says something else.
     *
     * @param wanted by camera id
     * @param seen the number of the version that the writer saw last, of cameras whose writer says so; 0 for none
     * @return what was written, by camera id
     * @throws CommandException when a camera has a version that its writer did not see; then nothing is written
     */
    public Map<String, CameraSettings> apply(Map<String, CameraVersion> wanted, Map<String, Integer> seen) {
        return apply(wanted, seen, AppliedSettings::isNews, (version, before) -> version);
    }

    private static boolean isNews(CameraVersion version, Optional<CameraSettings> before) {
        return CameraVersions.newest(before)
                .map(newest -> !CameraVersions.saySame(newest, version))
                .orElse(true);
    }

    /**
     * The same for a run on this machine, which knows the settings from the beginning of all times on: its recordings are of
     * any time. What was drawn in the dashboard since a run stays, as long as the file says what it said then.
     *
     * @param live whether the cameras go on; then what differs from the last run is valid from now on
     * @param say takes a line for each camera whose drawn settings stay though the file says something else
     */
    public Map<String, CameraSettings> applyForRun(
            Map<String, CameraVersion> wanted, boolean live, Consumer<String> say) {
        Map<String, CameraVersion> kept = new TreeMap<>();
        Map<String, CameraSettings> written = apply(
                wanted,
                Map.of(),
                (version, before) -> {
                    Optional<CameraVersion> ofFile = CameraVersions.newestOfFile(before);
                    boolean news = isNews(version, before);
                    if (news && ofFile.isPresent() && CameraVersions.saySame(ofFile.get(), version)) {
                        kept.put(
                                before.orElseThrow().getCameraId(),
                                CameraVersions.newest(before).orElseThrow());
                        return false;
                    }
                    return news;
                },
                (version, before) -> CameraVersion.newBuilder(version)
                        .setValidFrom(live && before.isPresent() ? clock.instant() : Instant.EPOCH)
                        .build());
        kept.forEach((camera, version) -> say.accept("Camera " + new VideoLocation(camera) + " keeps version "
                + version.getVersion()
                + " of its settings, which was drawn in the dashboard; the file says what it said"
                + " before. To go by the file: agender cameras apply."));
        return written;
    }

    private Map<String, CameraSettings> apply(
            Map<String, CameraVersion> wanted,
            Map<String, Integer> seen,
            BiPredicate<CameraVersion, Optional<CameraSettings>> isNews,
            BiFunction<CameraVersion, Optional<CameraSettings>, CameraVersion> dated) {
        if (wanted.isEmpty()) {
            return Map.of();
        }
        try {
            return topic.change(there -> {
                Map<String, CameraSettings> changed = new TreeMap<>();
                wanted.forEach((camera, version) -> {
                    Optional<CameraSettings> before = Optional.ofNullable(there.get(camera));
                    requireSeen(camera, before, Optional.ofNullable(seen.get(camera)));
                    if (isNews.test(version, before)) {
                        changed.put(
                                camera,
                                CameraVersions.with(
                                        camera,
                                        before,
                                        dated.apply(version, before),
                                        clock.instant(),
                                        Topic.SUMMARIES_KEPT));
                    }
                });
                return changed;
            });
        } catch (OutpacedException e) {
            throw new CommandException(ExitCode.KAFKA, e.getMessage() + " Nothing was written; do it again.", e);
        }
    }

    private static void requireSeen(String camera, Optional<CameraSettings> there, Optional<Integer> seen) {
        int newest = CameraVersions.newestNumber(there);
        if (seen.isPresent() && seen.get() != newest) {
            throw new CommandException(
                    ExitCode.BAD_INPUT,
                    "Camera " + new VideoLocation(camera) + " has "
                            + (newest == 0 ? "no settings" : "version " + newest + " of its settings")
                            + ", not version "
                            + seen.get() + ": somebody else was faster. Nothing was written; look at it with agender"
                            + " cameras show.");
        }
    }
}
