package io.agender.verification;

import io.agender.schemas.EndedTrack;
import io.agender.schemas.Face;
import io.agender.schemas.Frame;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameOutcome;
import io.agender.vision.DecodedFrame;
import io.agender.vision.Detection;
import io.agender.vision.EncodedImage;
import io.agender.vision.FaceAttributes;
import io.agender.vision.FaceCrop;
import io.agender.vision.UndecodableImageException;
import io.agender.vision.geometry.Sharpness;
import io.agender.vision.track.AttributeAverage;
import io.agender.vision.track.ClassifySchedule;
import io.agender.vision.track.FaceQuality;
import io.agender.vision.track.Track;
import io.agender.vision.track.TrackedFace;
import io.agender.vision.track.Tracker;
import io.agender.vision.track.TrackerConfig;
import io.agender.vision.track.TrackerState;
import io.agender.vision.track.TrackerUpdate;
import io.agender.vision.view.ViewConfig;
import io.agender.vision.view.ViewJudge;
import io.agender.vision.view.ViewJudgement;
import io.agender.vision.view.ViewState;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The records of agender.faces that the frames of a camera must give, by the fake engine: a fold over the frames in
 * memory, face by face, with the default settings of tracking.
 *
 * <p>What is ours here is what services add: order, duplicates, streams, state, when a face is classified. The tracker and
 * the {@link ViewJudge} are those of the processor, pure functions of frames and state that tests of their own hold; so this
 * proves of a view that it is judged once a frame from the state that the frame before left, and not that it is judged well.
 * How long tracks watch is counted apart ({@link NaiveWatch}).
 */
final class NaiveFaces {

    private static final int REMEMBERED = 4;

    private final FakeAnalyzer engine = new FakeAnalyzer();
    private final Tracker tracker =
            new Tracker(TrackerConfig.DEFAULTS.withScores(engine.minScore(), TrackerConfig.DEFAULTS.lowScore()));
    private final Set<String> past = new LinkedHashSet<>();
    private final Map<Integer, AttributeAverage> averages = new HashMap<>();
    private final NaiveWatch watch = new NaiveWatch();
    private TrackerState state = TrackerState.initial();
    private final ViewJudge judge = new ViewJudge(ViewConfig.DEFAULTS);
    private Optional<ViewState> view = Optional.empty();
    private String stream;
    private long lastSequence;
    private boolean over;

    boolean isUndecodable(Frame frame) {
        try {
            FakePicture.decode(frame.getImage().array());
            return false;
        } catch (UndecodableImageException e) {
            return true;
        }
    }

    /** The record of the next frame. */
    FrameFaces take(Frame frame) {
        FrameFaces record = FaceRecords.of(frame, engine.models());
        if (isStraggler(frame)) {
            passBy(frame, record);
            return record;
        }
        if (stream != null && (!stream.equals(frame.getStreamId()) || over)) {
            begin(frame, record);
        }
        stream = frame.getStreamId();
        lastSequence = frame.getSequence();
        over = frame.getEndOfStream();
        look(frame, record);
        if (over) {
            TrackerUpdate end = tracker.end(state);
            end(record.getEndedTracks(), end);
            state = end.state();
        }
        return record;
    }

    /** A frame that was seen before, or of a stream before this one; one that starts again after an end is none. */
    private boolean isStraggler(Frame frame) {
        boolean again = frame.getSequence() == 0 && over;
        if (stream == null) {
            return false;
        }
        return stream.equals(frame.getStreamId())
                ? frame.getSequence() <= lastSequence && !again
                : past.contains(frame.getStreamId()) && !again;
    }

    private void begin(Frame frame, FrameFaces record) {
        if (frame.getStreamId().equals(stream) && frame.getSequence() > lastSequence) {
            return; // goes on after its own end
        }
        if (!frame.getStreamId().equals(stream)) {
            end(record.getEndedTracks(), tracker.end(state));
            past.remove(frame.getStreamId());
            past.add(stream);
            if (past.size() > REMEMBERED) {
                past.remove(past.iterator().next());
            }
            view = view.filter(known -> known.time().isBefore(frame.getCapturedAt()));
        } else {
            view = Optional.empty(); // a file that is played again
        }
        averages.clear();
        watch.forgetAll();
        state = TrackerState.initial();
    }

    private void look(Frame frame, FrameFaces record) {
        try (DecodedFrame pixels = decode(frame)) {
            record.setFrameWidth(pixels.width());
            record.setFrameHeight(pixels.height());
            TrackerUpdate update = tracker.update(state, pixels.detect(), frame.getCapturedAt());
            state = update.state();
            ViewJudgement judged = judge.judge(
                    view,
                    frame.getCapturedAt(),
                    (double) pixels.width() / pixels.height(),
                    pixels.grey().orElseThrow());
            view = Optional.of(judged.state());
            record.setView(FaceRecords.view(judged.state()));
            record.getView().setMeasured(FaceRecords.figures(judged));
            for (TrackedFace seen : update.faces()) {
                watch.see(seen.key(), seen.detection().pose(), state.time());
                record.getFaces().add(face(seen, pixels, frame.getCapturedAt()));
            }
            for (int i = 0; i < update.faces().size(); i++) {
                TrackedFace seen = update.faces().get(i);
                if (seen.confirmed()) {
                    Face face = record.getFaces().get(i);
                    face.setTrackId(trackId(seen.number()));
                    face.setTrack(FaceRecords.track(
                            seen.number(), seen.startedAt(), average(seen.key()), watch.of(seen.key())));
                    face.setWatchedMillis(watch.more(seen.key()));
                }
            }
            end(record.getEndedTracks(), update);
        } catch (UndecodableImageException e) {
            record.setOutcome(FrameOutcome.UNDECODABLE);
        }
    }

    private Face face(TrackedFace seen, DecodedFrame pixels, Instant time) {
        Face face = FaceRecords.face(seen.detection());
        FaceCrop crop = pixels.crop(seen.detection());
        double quality = FaceQuality.of(seen.detection().box(), seen.detection().landmarks(), Sharpness.of(crop));
        Optional<Track> track =
                state.tracks().stream().filter(one -> one.key() == seen.key()).findFirst();
        if (track.isEmpty() || ClassifySchedule.DEFAULTS.isDue(track.get(), quality, time)) {
            FaceAttributes attributes = engine.classify(List.of(crop)).get(0);
            FaceRecords.estimate(face, attributes);
            track.ifPresent(one -> {
                state = state.with(one.classified(time, quality));
                averages.put(one.key(), average(one.key()).plus(attributes, quality));
            });
        }
        return face;
    }

    private void passBy(Frame frame, FrameFaces record) {
        try (DecodedFrame pixels = decode(frame)) {
            for (Detection detection : pixels.detect()) {
                if (detection.score() >= engine.minScore()) {
                    record.getFaces().add(FaceRecords.face(detection));
                }
            }
            record.setView(view.map(FaceRecords::view).orElse(null));
        } catch (UndecodableImageException e) {
            record.setOutcome(FrameOutcome.UNDECODABLE);
        }
    }

    private DecodedFrame decode(Frame frame) {
        return engine.decode(new EncodedImage(frame.getImage().array(), frame.getWidth(), frame.getHeight()));
    }

    private void end(List<EndedTrack> ended, TrackerUpdate update) {
        for (Track track : update.ended()) {
            ended.add(FaceRecords.ended(
                    trackId(track.number()),
                    track.lastSeenAt(),
                    FaceRecords.track(track.number(), track.startedAt(), average(track.key()), watch.of(track.key()))));
            averages.remove(track.key());
            watch.forget(track.key());
        }
        update.dropped().forEach(averages::remove);
        update.dropped().forEach(watch::forget);
    }

    private AttributeAverage average(int key) {
        return averages.getOrDefault(key, AttributeAverage.EMPTY);
    }

    private String trackId(int number) {
        return stream + "-" + number;
    }
}
