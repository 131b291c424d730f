package io.agender.benchmarks.tracking;

import io.agender.vision.FrameAnalyzer;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.VideoSources;
import io.agender.vision.engine.VisionConfig;
import io.agender.vision.engine.VisionEngine;
import io.agender.vision.track.AttentionRules;
import io.agender.vision.track.ClassifySchedule;
import io.agender.vision.track.DetectInterval;
import io.agender.vision.track.FaceFollower;
import io.agender.vision.track.Tracker;
import io.agender.vision.track.TrackerConfig;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Measures the tracker on videos: every frame is looked at and every face classified once, then the tracker goes over the
 * answers. Where the truth of a clip is known, tracks are compared with real visits. One thread.
 *
 * @param vision which networks look; its weak score is where the tracker's lower threshold is
 * @param tracker thresholds but for the scores
 * @param schedule when a track is classified
 * @param detectInterval how long the detector rests after it looked, by presentation time
 * @param missed share of the faces that are hidden from the tracker, to see what a worse detector would do
 * @param genderThreshold log-odds from which a gender is named
 * @param video how the videos are sampled
 */
public record TrackingBench(
        VisionConfig vision,
        TrackerConfig tracker,
        ClassifySchedule schedule,
        DetectInterval detectInterval,
        double missed,
        double genderThreshold,
        VideoOptions video) {

    /** Checks the share. */
    public TrackingBench {
        if (!(missed >= 0 && missed <= 1)) {
            throw new IllegalArgumentException("the share of missed faces must be between 0 and 1: " + missed);
        }
    }

    /**
     * Measures the videos one after the other and prints the tables.
     *
     * @param truth the truth of the only video; without it, a JSON file beside each video is taken where there is one
     */
    public void run(List<String> locations, Optional<Path> truth, VideoSources videos, PrintWriter out) {
        TrackingReport report = new TrackingReport();
        try (VisionEngine engine = VisionEngine.open(vision);
                FrameAnalyzer analyzer = engine.newAnalyzer()) {
            TrackerConfig config =
                    tracker.withScores(analyzer.minScore(), vision.weakScore().orElse(analyzer.minScore()));
            for (String location : locations) {
                Optional<VisitTruth> known = truth.or(() -> beside(location)).map(VisitTruth::read);
                try (VideoSource source = videos.open(location, video)) {
                    Replay replay = new Replay(
                            new FaceFollower(
                                    new Tracker(config),
                                    schedule,
                                    detectInterval,
                                    analyzer.minFaceSide(),
                                    Optional.of(AttentionRules.DEFAULTS).filter(rules -> analyzer.posesEveryFace())),
                            genderThreshold);
                    List<List<Sighting>> frames =
                            replay.of(Clip.read(source, analyzer).missing(missed));
                    report.add(name(location), frames, replay.looks(), known);
                }
            }
        }
        report.print(out);
    }

    private static Optional<Path> beside(String location) {
        Path truth = Path.of(location).resolveSibling(name(location).replaceFirst("\\.[^.]*$", "") + ".json");
        return Optional.of(truth).filter(Files::isRegularFile);
    }

    private static String name(String location) {
        return Path.of(location).getFileName().toString();
    }
}
