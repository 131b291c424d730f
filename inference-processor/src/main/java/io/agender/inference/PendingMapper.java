package io.agender.inference;

import io.agender.inference.FrameFindings.FoundFace;
import io.agender.schemas.EndedTrack;
import io.agender.schemas.Face;
import io.agender.schemas.Frame;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.PendingFrame;
import io.agender.schemas.TrackEstimate;
import io.agender.schemas.WaitingCrop;
import io.agender.schemas.WaitingFace;
import io.agender.schemas.WaitingTrack;
import io.agender.vision.FaceCrop;
import io.agender.vision.ModelUse;
import io.agender.vision.track.FollowedFace.Watched;
import io.agender.vision.track.Track;
import io.agender.vision.track.TrackedFace;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From what was found in a frame to the record that waits for its estimates. Immutable. */
final class PendingMapper {

    private final List<io.agender.schemas.ModelUse> models;
    private final boolean tracked;
    private final boolean measuresAttention;

    /**
     * @param tracked whether faces are followed
     * @param measuresAttention whether it is measured how long tracks watch
     */
    PendingMapper(List<ModelUse> models, boolean tracked, boolean measuresAttention) {
        this.models = models.stream().map(ObservationMapper::model).toList();
        this.tracked = tracked;
        this.measuresAttention = measuresAttention;
    }

    PendingFrame toPending(Frame frame, FrameFindings found) {
        List<WaitingTrack> ended = new ArrayList<>();
        found.streamBefore().ifPresent(before -> before.tracks()
                .forEach(track -> ended.add(ended(before.streamId(), track, true))));
        found.ended().forEach(track -> ended.add(ended(frame.getStreamId(), track, false)));
        return PendingFrame.newBuilder()
                .setOrder(0)
                .setTimestamp(0)
                .setDecodeNanos(found.decodeNanos())
                .setDetectNanos(found.detectNanos())
                .setTracked(found.state().isPresent())
                .setFaces(record(frame, found))
                .setWaitingFaces(found.faces().stream()
                        .map(face -> face(frame.getStreamId(), face))
                        .toList())
                .setWaitingTracks(ended)
                .setDroppedKeys(found.dropped())
                .build();
    }

    private FrameFaces record(Frame frame, FrameFindings found) {
        return FrameFaces.newBuilder()
                .setCameraId(frame.getCameraId())
                .setStreamId(frame.getStreamId())
                .setSequence(frame.getSequence())
                .setCapturedAt(frame.getCapturedAt())
                .setSite(frame.getSite())
                .setOutcome(found.outcome())
                .setFrameWidth(found.width())
                .setFrameHeight(found.height())
                .setEndOfStream(frame.getEndOfStream())
                .setMissingAfter(frame.getMissingAfter())
                .setTracked(tracked)
                .setAttentionMeasured(measuresAttention)
                .setModels(models)
                .setFaces(List.of())
                .setEndedTracks(List.of())
                .build();
    }

    private static WaitingFace face(String streamId, FoundFace found) {
        TrackedFace seen = found.face();
        Face face = ObservationMapper.face(seen.detection());
        if (seen.number() > 0) {
            face.setTrackId(trackId(streamId, seen.number()));
            face.setTrack(
                    estimate(seen.number(), seen.startedAt(), found.watched().map(Watched::total)));
            face.setWatchedMillis(found.watched()
                    .map(watched -> watched.total().toMillis()
                            - watched.total().minus(watched.added()).toMillis())
                    .orElse(null));
        }
        return new WaitingFace(
                seen.key(),
                face,
                found.crop().map(crop -> crop(found.quality(), crop)).orElse(null));
    }

    private static WaitingCrop crop(double quality, FaceCrop crop) {
        return new WaitingCrop(quality, crop.width(), crop.height(), ByteBuffer.wrap(crop.pixels()));
    }

    private WaitingTrack ended(String streamId, Track track, boolean ofStreamBefore) {
        EndedTrack ended = new EndedTrack(
                trackId(streamId, track.number()),
                track.lastSeenAt(),
                estimate(
                        track.number(),
                        track.startedAt(),
                        measuresAttention ? Optional.of(track.attention().watched()) : Optional.empty()));
        return new WaitingTrack(track.key(), ofStreamBefore, ended);
    }

    private static String trackId(String streamId, int number) {
        return streamId + "-" + number;
    }

    private static TrackEstimate estimate(int number, Instant startedAt, Optional<Duration> watched) {
        return TrackEstimate.newBuilder()
                .setNumber(number)
                .setStartedAt(startedAt)
                .setEstimates(0)
                .setWatchedMillis(watched.map(Duration::toMillis).orElse(null))
                .build();
    }
}
