package io.agender.dashboard.view;

import io.agender.schemas.Face;
import io.agender.schemas.Gender;
import io.agender.schemas.TrackEstimate;

/**
 * A face as the page draws it. Box in pixels of the original frame, origin top left. Gender and age are those of the
 * track, where there is one, and else of this frame.
 *
 * @param track number of the track in its stream; null when the face has none
 * @param age apparent age in years; null when it was not estimated
 */
public record FaceView(
        float x,
        float y,
        float width,
        float height,
        float score,
        Integer track,
        Gender gender,
        Float maleProbability,
        Float age,
        Float ageDeviation) {

    static FaceView of(Face face) {
        TrackEstimate track = face.getTrack();
        boolean estimated = track != null && track.getEstimates() > 0;
        return new FaceView(
                face.getBox().getX(),
                face.getBox().getY(),
                face.getBox().getWidth(),
                face.getBox().getHeight(),
                face.getScore(),
                track == null ? null : track.getNumber(),
                estimated ? track.getGender() : face.getGender(),
                estimated ? track.getMaleProbability() : face.getMaleProbability(),
                estimated ? track.getAge() : face.getAge(),
                estimated ? track.getAgeDeviation() : face.getAgeDeviation());
    }
}
