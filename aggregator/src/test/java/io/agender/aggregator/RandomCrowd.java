package io.agender.aggregator;

import io.agender.schemas.BoundingBox;
import io.agender.schemas.EndedTrack;
import io.agender.schemas.Face;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameOutcome;
import io.agender.schemas.FrameView;
import io.agender.schemas.Gender;
import io.agender.schemas.ViewKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Frames of a tracked camera as a bad day makes them: people come, hide and go, frames are lost, late, out of order,
 * skipped by the detector or undecodable, the view is impaired and told so later, and the camera starts again, with or without a last frame. Every track has its
 * number in the order of confirmation and ends once, as the tracker's contract is. On request the camera's clock is wrong
 * as well: for single frames, for a few, or for a whole run.
 */
public final class RandomCrowd {

    private static final class Visitor {
        private final int number;
        private final double since;
        private final int frames;
        private double seen;
        private Gender gender;
        private Float age;
        private double x;
        private double y;
        private Long watched;

        private Visitor(int number, double since, int frames) {
            this.number = number;
            this.since = since;
            this.frames = frames;
        }
    }

    private final Random random;
    private final Random ways;

    /** Apart, so that what is measured beside it changes no crowd. */
    private final Random attention;

    /** Apart as well. */
    private final Random views;

    private FrameView view = new FrameView(ViewKind.CLEAR, null, null);
    private boolean attentive;
    private final TestCamera camera = new TestCamera("lobby");
    private final List<FrameFaces> frames = new ArrayList<>();
    private final Set<String> tracks = new HashSet<>();
    private final List<Visitor> there = new ArrayList<>();
    private List<EndedTrack> endedByRestart = new ArrayList<>();
    private double time;
    private double latest = 100;
    private final boolean jumps;

    public RandomCrowd(long seed) {
        this(seed, false);
    }

    /** @param jumps whether the camera's clock is ahead at times */
    public RandomCrowd(long seed, boolean jumps) {
        this.jumps = jumps;
        random = new Random(seed);
        ways = new Random(~seed);
        attention = new Random(seed);
        views = new Random(seed);
        int runs = 1 + random.nextInt(4);
        for (int run = 1; run <= runs; run++) {
            run("run-" + run, run == runs);
        }
    }

    /** The frames as they arrive. */
    public List<FrameFaces> frames() {
        return frames;
    }

    /** Ids of all tracks that were confirmed. */
    public Set<String> tracks() {
        return tracks;
    }

    private void run(String stream, boolean last) {
        camera.restart(stream);
        attentive = attention.nextInt(4) > 0;
        time = latest + random.nextDouble() * 4;
        int confirmed = 0;
        int length = 20 + random.nextInt(150);
        boolean orderly = last || random.nextBoolean();
        double wrongClock = jumps && !last && random.nextInt(3) == 0 ? random.nextInt(3540) : 0;
        int wrongFrames = 0;
        double wrongBy = 0;
        for (int i = 0; i < length; i++) {
            if (random.nextInt(12) == 0) {
                camera.lose(1 + random.nextInt(3));
            }
            if (random.nextInt(60) == 0) {
                time += random.nextInt(30);
            }
            time += 0.3;
            boolean end = orderly && i == length - 1;
            if (last && end) {
                time = Math.max(time, latest) + 90; // beyond what the end of a run before closed
            }
            // The first frame and the last are on time, the others stutter.
            double captured = i == 0 || end ? Math.max(time, latest) : time - jitter();
            latest = Math.max(latest, captured);
            if (jumps && wrongFrames-- <= 0) {
                wrongFrames = random.nextInt(30) == 0 ? random.nextInt(1 + random.nextInt(40)) : 0;
                wrongBy = wrongFrames > 0 ? random.nextInt(3540) - 600 : 0;
            }
            FrameFaces frame = camera.tracked(captured + wrongClock + wrongBy);
            frame.setAttentionMeasured(attentive);
            frame.setView(look(captured));
            if (random.nextInt(15) == 0) {
                frame.setOutcome(FrameOutcome.UNDECODABLE);
            } else {
                frame.setOutcome(random.nextInt(4) == 0 ? FrameOutcome.PREDICTED : FrameOutcome.ANALYSED);
                confirmed = arrive(captured, confirmed);
                frame.setFaces(faces(captured));
                if (frame.getFaces().isEmpty() && frames.size() % 2 == 0) {
                    frame.setOutcome(FrameOutcome.UNCHANGED);
                }
            }
            frame.setEndedTracks(ended(end));
            frame.setEndOfStream(end);
            frame.setMissingAfter(end ? frames.size() % 3 : 0);
            frames.add(frame);
        }
        // What a run leaves open is ended by the first frame of the next.
        there.forEach(visitor -> endedByRestart.add(end(visitor)));
        there.clear();
    }

    /** A view is told some time after it became so, at times with a kind that this version does not know. */
    private FrameView look(double now) {
        if (views.nextInt(25) == 0) {
            ViewKind kind = ViewKind.values()[views.nextInt(ViewKind.values().length)];
            double since = now - views.nextInt(1 + views.nextInt(40)) - views.nextDouble();
            boolean clear = kind == ViewKind.CLEAR || views.nextInt(3) == 0;
            view = clear ? new FrameView(ViewKind.CLEAR, null, null) : new FrameView(kind, TestCamera.at(since), null);
        }
        return views.nextInt(10) == 0 ? null : FrameView.newBuilder(view).build();
    }

    private double jitter() {
        return switch (random.nextInt(12)) {
            case 0 -> random.nextDouble() * 2;
            case 1 -> random.nextDouble() * 15;
            default -> 0;
        };
    }

    private int arrive(double now, int confirmed) {
        int number = confirmed;
        while (random.nextInt(6) == 0) {
            Visitor visitor = new Visitor(++number, now - random.nextDouble(), 1 + random.nextInt(60));
            visitor.seen = now;
            visitor.x = ways.nextInt(641);
            visitor.y = ways.nextInt(481);
            there.add(visitor);
        }
        return number;
    }

    private List<Face> faces(double now) {
        List<Face> faces = new ArrayList<>();
        for (Visitor visitor : there) {
            boolean confirmedNow = visitor.seen == now;
            if (confirmedNow || random.nextInt(5) > 0) {
                visitor.seen = Math.max(visitor.seen, now);
                if (random.nextInt(3) > 0) {
                    visitor.gender = Gender.values()[random.nextInt(3)];
                    visitor.age = random.nextInt(8) == 0 ? null : random.nextInt(900) / 10f;
                }
                Face face = camera.track(visitor.number, gender(visitor), visitor.age);
                face.getTrack().setStartedAt(TestCamera.at(visitor.since));
                face.setBox(walk(visitor));
                watch(visitor, face);
                tracks.add(face.getTrackId());
                faces.add(face);
            }
        }
        if (random.nextInt(4) == 0) {
            Face unconfirmed = TestCamera.man(40);
            unconfirmed.setBox(box(ways.nextInt(641), ways.nextInt(481)));
            faces.add(unconfirmed);
        }
        return faces;
    }

    /** Some way to somewhere, now and then to a place that is just on a border, often hardly any. */
    private BoundingBox walk(Visitor visitor) {
        double stride = ways.nextInt(3) == 0 ? 200 : 8;
        visitor.x = Math.min(Math.max(visitor.x + (ways.nextDouble() - 0.5) * stride, 0), 640);
        visitor.y = Math.min(Math.max(visitor.y + (ways.nextDouble() - 0.5) * stride, 0), 480);
        if (ways.nextInt(5) == 0) {
            visitor.x = Math.round(visitor.x / 64) * 64;
            visitor.y = Math.round(visitor.y / 48) * 48;
        }
        return box(visitor.x, visitor.y);
    }

    private BoundingBox box(double x, double y) {
        float size = 20 + 4 * ways.nextInt(10);
        return new BoundingBox((float) x - size / 2, (float) y - size / 2, size, size);
    }

    private void watch(Visitor visitor, Face face) {
        if (attentive) {
            long added = attention.nextInt(4) == 0 ? attention.nextInt(900) : 0;
            visitor.watched = visitor.watched == null ? added : visitor.watched + added;
            TestCamera.watching(face, added, visitor.watched);
        }
    }

    private List<EndedTrack> ended(boolean all) {
        List<EndedTrack> ended = endedByRestart;
        endedByRestart = new ArrayList<>();
        for (Iterator<Visitor> visitors = there.iterator(); visitors.hasNext(); ) {
            Visitor visitor = visitors.next();
            if (all || random.nextInt(visitor.frames) == 0) {
                ended.add(end(visitor));
                visitors.remove();
            }
        }
        return ended;
    }

    private EndedTrack end(Visitor visitor) {
        EndedTrack ended = camera.ended(visitor.number, visitor.since, visitor.seen, gender(visitor), visitor.age);
        ended.getTrack().setWatchedMillis(visitor.watched);
        return ended;
    }

    private static Gender gender(Visitor visitor) {
        return visitor.gender == null ? Gender.UNKNOWN : visitor.gender;
    }
}
