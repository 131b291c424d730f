package io.agender.verification;

import io.agender.schemas.BoundingBox;
import io.agender.schemas.EndedTrack;
import io.agender.schemas.Face;
import io.agender.schemas.Frame;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameView;
import io.agender.schemas.Gender;
import io.agender.schemas.HeadPose;
import io.agender.schemas.Landmark;
import io.agender.schemas.ModelTask;
import io.agender.schemas.ModelUse;
import io.agender.schemas.TrackEstimate;
import io.agender.schemas.ViewFigures;
import io.agender.schemas.ViewKind;
import io.agender.vision.Detection;
import io.agender.vision.FaceAttributes;
import io.agender.vision.track.AttributeAverage;
import io.agender.vision.view.ViewJudgement;
import io.agender.vision.view.ViewState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Parts of records of agender.faces. */
final class FaceRecords {

    private FaceRecords() {}

    /** What a record takes over from its frame; analysed, and without faces. */
    static FrameFaces of(Frame frame, List<io.agender.vision.ModelUse> models) {
        return FrameFaces.newBuilder()
                .setCameraId(frame.getCameraId())
                .setStreamId(frame.getStreamId())
                .setSequence(frame.getSequence())
                .setCapturedAt(frame.getCapturedAt())
                .setSite(frame.getSite())
                .setTracked(true)
                .setAttentionMeasured(true)
                .setFrameWidth(frame.getWidth())
                .setFrameHeight(frame.getHeight())
                .setEndOfStream(frame.getEndOfStream())
                .setModels(models.stream().map(FaceRecords::model).toList())
                .setFaces(new ArrayList<>())
                .setEndedTracks(new ArrayList<>())
                .build();
    }

    static Face face(Detection detection) {
        io.agender.vision.BoundingBox box = detection.box();
        return Face.newBuilder()
                .setBox(new BoundingBox((float) box.x(), (float) box.y(), (float) box.width(), (float) box.height()))
                .setScore((float) detection.score())
                .setGender(Gender.UNKNOWN)
                .setLandmarks(detection.landmarks().stream()
                        .map(point -> new Landmark(point.point().name(), (float) point.x(), (float) point.y()))
                        .toList())
                .setPose(detection
                        .pose()
                        .map(head -> new HeadPose((float) head.yaw(), (float) head.pitch(), (float) head.roll()))
                        .orElse(null))
                .build();
    }

    static FrameView view(ViewState state) {
        FrameView view = new FrameView(ViewKind.CLEAR, null, null);
        state.impaired().ifPresent(doubt -> {
            view.setKind(ViewKind.valueOf(doubt.kind().name()));
            view.setSince(doubt.since());
        });
        return view;
    }

    static ViewFigures figures(ViewJudgement judged) {
        return ViewFigures.newBuilder()
                .setBrightness((float) judged.look().brightness())
                .setDarkness((float) judged.look().darkness())
                .setGlare((float) judged.look().glare())
                .setTexture((float) judged.look().texture())
                .setSharpness(orNull(judged.look().sharpness()))
                .setLikeness(orNull(judged.likeness()))
                .build();
    }

    static void estimate(Face face, FaceAttributes all) {
        FaceAttributes attributes = withoutGenderOfChildren(all);
        face.setGender(Gender.valueOf(attributes.gender().name()));
        face.setMaleProbability(orNull(attributes.maleProbability()));
        face.setAge(orNull(attributes.age()));
        face.setAgeDeviation(orNull(attributes.ageDeviation()));
    }

    static TrackEstimate track(int number, Instant startedAt, AttributeAverage average, long watchedMillis) {
        FaceAttributes attributes = withoutGenderOfChildren(average.toAttributes(AttributeAverage.GENDER_THRESHOLD));
        return TrackEstimate.newBuilder()
                .setNumber(number)
                .setStartedAt(startedAt)
                .setEstimates(average.samples())
                .setGender(Gender.valueOf(attributes.gender().name()))
                .setMaleProbability(orNull(attributes.maleProbability()))
                .setAge(orNull(attributes.age()))
                .setAgeDeviation(orNull(attributes.ageDeviation()))
                .setWatchedMillis(watchedMillis)
                .build();
    }

    /** The default of gender.min.age. */
    private static FaceAttributes withoutGenderOfChildren(FaceAttributes all) {
        boolean child = all.age().isPresent() && all.age().getAsDouble() < 13;
        return child
                ? new FaceAttributes(
                        io.agender.vision.Gender.UNKNOWN, OptionalDouble.empty(), all.age(), all.ageDeviation())
                : all;
    }

    static EndedTrack ended(String trackId, Instant lastSeenAt, TrackEstimate estimate) {
        return new EndedTrack(trackId, lastSeenAt, estimate);
    }

    private static ModelUse model(io.agender.vision.ModelUse model) {
        return new ModelUse(ModelTask.valueOf(model.task().name()), model.name(), model.sha256());
    }

    private static Float orNull(OptionalDouble value) {
        return value.isEmpty() ? null : (float) value.getAsDouble();
    }
}
