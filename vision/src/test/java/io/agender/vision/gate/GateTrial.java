package io.agender.vision.gate;

import io.agender.vision.DecodedFrame;
import io.agender.vision.Detection;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.Glance;
import io.agender.vision.gate.Footage.Shot;
import io.agender.vision.track.TrackedFace;
import io.agender.vision.track.Tracker;
import io.agender.vision.track.TrackerConfig;
import io.agender.vision.track.TrackerState;
import io.agender.vision.track.TrackerUpdate;
import io.agender.vision.view.ViewLook;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a camera's frames give with the gate and without. Each frame is glanced at and searched once; the gate decides what
 * the tracker hears of.
 *
 * @param frames how many there are
 * @param spared how many the gate spared
 * @param searching processor time of all frames without the gate, milliseconds
 * @param gated the same with it
 * @param always what the tracker says without the gate
 * @param withGate what it says with it
 */
record GateTrial(int frames, int spared, double searching, double gated, Tracks always, Tracks withGate) {

    /**
     * What a tracker says.
     *
     * @param begins at which frame each track got its number
     * @param faces faces of tracks with a number, over all frames
     */
    record Tracks(List<Integer> begins, int faces) {

        /** By how many frames the tracks of another run begin later at most. */
        int latest(Tracks other) {
            int latest = 0;
            for (int track = 0; track < Math.min(begins.size(), other.begins.size()); track++) {
                latest = Math.max(latest, other.begins.get(track) - begins.get(track));
            }
            return latest;
        }
    }

    private record Looked(
            Shot shot, Optional<Glance> glance, List<Detection> faces, long glanceNanos, long searchNanos) {}

    static GateTrial of(Footage footage, FrameAnalyzer analyzer) {
        List<Looked> frames =
                footage.shots().stream().map(shot -> look(shot, analyzer)).toList();
        Run always = new Run(analyzer.minScore(), false);
        Run gated = new Run(analyzer.minScore(), true);
        frames.forEach(always::take);
        frames.forEach(gated::take);
        return new GateTrial(
                frames.size(), gated.spared, always.nanos / 1e6, gated.nanos / 1e6, always.tracks(), gated.tracks());
    }

    private static Looked look(Shot shot, FrameAnalyzer analyzer) {
        long start = now();
        Optional<Glance> glance = analyzer.glance(shot.image());
        long glanced = now();
        try (DecodedFrame frame = analyzer.decode(shot.image())) {
            ViewLook.at(frame.grey().orElseThrow());
            List<Detection> faces = frame.detect();
            return new Looked(shot, glance, faces, glanced - start, now() - glanced);
        }
    }

    /** Of this thread, which does all of it: others share the machine. */
    private static long now() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static final class Run {

        private final Tracker tracker;
        private final double minScore;
        private final boolean isGated;
        private final List<Integer> begins = new ArrayList<>();
        private TrackerState tracks = TrackerState.initial();
        private Optional<GateState> known = Optional.empty();
        private int frames;
        private int faces;
        private int spared;
        private long nanos;

        Run(double minScore, boolean isGated) {
            this.tracker = new Tracker(TrackerConfig.DEFAULTS.withScores(minScore, TrackerConfig.DEFAULTS.lowScore()));
            this.minScore = minScore;
            this.isGated = isGated;
        }

        void take(Looked frame) {
            FrameGate gate = isGated
                    ? FrameGate.of(
                            known,
                            !tracks.tracks().isEmpty() || tracks.aside().isPresent(),
                            frame.shot().time())
                    : FrameGate.open();
            TrackerUpdate update =
                    tracker.update(tracks, search(gate, frame), frame.shot().time());
            known = gate.state();
            tracks = update.state();
            for (TrackedFace face : update.faces()) {
                if (face.number() > begins.size()) {
                    begins.add(frames);
                }
                faces += face.confirmed() ? 1 : 0;
            }
            frames++;
        }

        private List<Detection> search(FrameGate gate, Looked frame) {
            boolean still = gate.still(() -> {
                        nanos += frame.glanceNanos();
                        return frame.glance();
                    })
                    .isPresent();
            if (still) {
                spared++;
                return List.of();
            }
            nanos += frame.searchNanos();
            gate.searched(frame.faces(), minScore);
            return frame.faces();
        }

        Tracks tracks() {
            return new Tracks(List.copyOf(begins), faces);
        }
    }
}
