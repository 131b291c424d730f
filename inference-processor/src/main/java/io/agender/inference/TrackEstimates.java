package io.agender.inference;

import io.agender.schemas.CameraEstimates;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.PendingFrame;
import io.agender.schemas.TrackAverage;
import io.agender.schemas.TrackEstimate;
import io.agender.schemas.WaitingFace;
import io.agender.schemas.WaitingTrack;
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

    private final double genderMinAge;

    /** @param genderMinAge below this age in years there is no gender */
    TrackEstimates(double genderMinAge) {
        this.genderMinAge = genderMinAge;
    }

    /**
     * Writes what the networks say of this frame's faces, and, when the tracker took the frame in, what all frames up to
     * this one say of its tracks.
     *
     * @param before what is known of the camera so far; null for nothing
     * @param attributes one for each of the frame's {@link WaitingCrops}
     * @return what is known of the camera now; what was sent of it is as before
     */
    CameraEstimates complete(CameraEstimates before, PendingFrame frame, List<FaceAttributes> attributes) {
        List<WaitingFace> classified = WaitingCrops.of(frame);
        for (int i = 0; i < attributes.size(); i++) {
            ObservationMapper.estimate(
                    classified.get(i).getFace(), attributes.get(i).withGenderFrom(genderMinAge));
        }
        CameraEstimates camera = before == null
                ? CameraEstimates.newBuilder()
                        .setStreamId(frame.getFaces().getStreamId())
                        .setTracks(new ArrayList<>())
                        .build()
                : before;
        if (frame.getTracked()) {
            average(camera, frame, classified, attributes);
        }
        FrameFaces record = frame.getFaces();
        record.setFaces(
                frame.getWaitingFaces().stream().map(WaitingFace::getFace).toList());
        record.setEndedTracks(
                frame.getWaitingTracks().stream().map(WaitingTrack::getTrack).toList());
        return camera;
    }

    private void average(
            CameraEstimates known, PendingFrame frame, List<WaitingFace> classified, List<FaceAttributes> attributes) {
        String streamId = frame.getFaces().getStreamId();
        Map<Integer, AttributeAverage> averages = averages(known);
        end(averages, frame, true);
        if (!known.getStreamId().equals(streamId)) {
            averages.clear();
        }
        for (int i = 0; i < attributes.size(); i++) {
            add(averages, classified.get(i), attributes.get(i));
        }
        for (WaitingFace face : frame.getWaitingFaces()) {
            if (face.getFace().getTrack() != null) {
                write(face.getFace().getTrack(), averages.get(face.getKey()));
            }
        }
        end(averages, frame, false);
        frame.getDroppedKeys().forEach(averages::remove);
        known.setStreamId(streamId);
        known.setTracks(tracks(averages));
    }

    private void end(Map<Integer, AttributeAverage> averages, PendingFrame frame, boolean ofStreamBefore) {
        for (WaitingTrack ended : frame.getWaitingTracks()) {
            if (ended.getOfStreamBefore() == ofStreamBefore) {
                write(ended.getTrack().getTrack(), averages.remove(ended.getKey()));
            }
        }
    }

    private static void add(Map<Integer, AttributeAverage> averages, WaitingFace face, FaceAttributes attributes) {
        if (face.getKey() > 0) {
            averages.put(
                    face.getKey(),
                    averages.getOrDefault(face.getKey(), AttributeAverage.EMPTY)
                            .plus(attributes, face.getCrop().getQuality()));
        }
    }

    private void write(TrackEstimate track, AttributeAverage average) {
        AttributeAverage known = average == null ? AttributeAverage.EMPTY : average;
        ObservationMapper.estimate(
                track,
                known.toAttributes(AttributeAverage.GENDER_THRESHOLD).withGenderFrom(genderMinAge),
                known.samples());
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
