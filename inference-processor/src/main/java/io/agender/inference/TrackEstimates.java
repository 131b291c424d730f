package io.agender.inference;

import io.agender.schemas.CameraEstimates;
import io.agender.schemas.EndedTrack;
import io.agender.schemas.Face;
import io.agender.schemas.PendingCrop;
import io.agender.schemas.PendingFrame;
import io.agender.schemas.TrackAverage;
import io.agender.schemas.TrackEstimate;
import io.agender.vision.FaceAttributes;
import io.agender.vision.track.AttributeAverage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes estimates into the record of a frame, and keeps the means of the tracks: a fold over the frames of a camera in
 * their order. Immutable.
 */
final class TrackEstimates {

    private static void write(PendingFrame frame, List<FaceAttributes> attributes) {
        for (int i = 0; i < attributes.size(); i++) {
            Face face = frame.getFaces().getFaces().get(frame.getCrops().get(i).getFace());
            ObservationMapper.estimate(face, attributes.get(i));
        }
    }

    /**
     * Writes what the networks say of this frame's faces, and, when the tracker took the frame in, what all frames up to
     * this one say of its tracks.
     *
     * @param before what is known of the camera so far; null for nothing
     * @param attributes one for each crop of the frame
     * @return what is known of the camera now; what was sent of it is as before
     */
    CameraEstimates complete(CameraEstimates before, PendingFrame frame, List<FaceAttributes> attributes) {
        write(frame, attributes);
        CameraEstimates camera = before == null
                ? CameraEstimates.newBuilder()
                        .setStreamId(frame.getFaces().getStreamId())
                        .setTracks(new ArrayList<>())
                        .build()
                : before;
        if (frame.getTracked()) {
            average(camera, frame, attributes);
        }
        return camera;
    }

    private static void average(CameraEstimates known, PendingFrame frame, List<FaceAttributes> attributes) {
        String streamId = frame.getFaces().getStreamId();
        Map<Integer, AttributeAverage> averages = averages(known);
        List<EndedTrack> ended = frame.getFaces().getEndedTracks();
        for (int i = 0; i < frame.getEndedBefore(); i++) {
            write(ended.get(i).getTrack(), averages.remove(frame.getEndedKeys().get(i)));
        }
        if (!known.getStreamId().equals(streamId)) {
            averages.clear();
        }
        add(averages, frame, attributes);
        for (int i = 0; i < frame.getKeys().size(); i++) {
            TrackEstimate track = frame.getFaces().getFaces().get(i).getTrack();
            if (track != null) {
                write(track, averages.get(frame.getKeys().get(i)));
            }
        }
        for (int i = frame.getEndedBefore(); i < ended.size(); i++) {
            write(ended.get(i).getTrack(), averages.remove(frame.getEndedKeys().get(i)));
        }
        frame.getDroppedKeys().forEach(averages::remove);
        known.setStreamId(streamId);
        known.setTracks(tracks(averages));
    }

    private static void add(
            Map<Integer, AttributeAverage> averages, PendingFrame frame, List<FaceAttributes> attributes) {
        for (int i = 0; i < attributes.size(); i++) {
            PendingCrop crop = frame.getCrops().get(i);
            int key = frame.getKeys().get(crop.getFace());
            if (key > 0) {
                averages.put(
                        key,
                        averages.getOrDefault(key, AttributeAverage.EMPTY).plus(attributes.get(i), crop.getQuality()));
            }
        }
    }

    private static void write(TrackEstimate track, AttributeAverage average) {
        AttributeAverage known = average == null ? AttributeAverage.EMPTY : average;
        ObservationMapper.estimate(track, known.toAttributes(AttributeAverage.GENDER_THRESHOLD), known.samples());
    }

    private static Map<Integer, AttributeAverage> averages(CameraEstimates known) {
        Map<Integer, AttributeAverage> averages = new TreeMap<>();
        for (TrackAverage track : known.getTracks()) {
            averages.put(track.getKey(), AttributeAverage.of(track.getSamples(), track.getSums()));
        }
        return averages;
    }

    private static List<TrackAverage> tracks(Map<Integer, AttributeAverage> averages) {
        List<TrackAverage> tracks = new ArrayList<>();
        averages.forEach((key, average) -> tracks.add(new TrackAverage(key, average.samples(), average.sums())));
        return tracks;
    }
}
