package io.agender.inference;

import io.agender.schemas.EndedTrack;
import io.agender.schemas.Face;
import io.agender.schemas.Frame;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.PendingCrop;
import io.agender.schemas.PendingFrame;
import io.agender.schemas.TrackEstimate;
import io.agender.vision.FaceCrop;
import io.agender.vision.ModelUse;
import io.agender.vision.track.Track;
import io.agender.vision.track.TrackedFace;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** From what was seen in a frame to the record that waits for its estimates. Immutable. */
final class PendingMapper {

    private final List<io.agender.schemas.ModelUse> models;
    private final boolean tracked;

    /** @param tracked whether faces are followed */
    PendingMapper(List<ModelUse> models, boolean tracked) {
        this.models = models.stream().map(ObservationMapper::model).toList();
        this.tracked = tracked;
    }

    PendingFrame toPending(Frame frame, Sight sight) {
        List<Face> faces = new ArrayList<>();
        List<Integer> keys = new ArrayList<>();
        for (TrackedFace seen : sight.faces()) {
            Face face = ObservationMapper.face(seen.detection());
            if (seen.number() > 0) {
                face.setTrackId(trackId(frame.getStreamId(), seen.number()));
                face.setTrack(estimate(seen.number(), seen.startedAt()));
            }
            faces.add(face);
            keys.add(seen.key());
        }
        return PendingFrame.newBuilder()
                .setOrder(0)
                .setTimestamp(0)
                .setDecodeNanos(sight.decodeNanos())
                .setDetectNanos(sight.detectNanos())
                .setTracked(tracked)
                .setFaces(record(frame, sight, faces))
                .setKeys(keys)
                .setCrops(sight.crops())
                .setEndedKeys(new ArrayList<>())
                .setDroppedKeys(new ArrayList<>())
                .build();
    }

    private FrameFaces record(Frame frame, Sight sight, List<Face> faces) {
        return FrameFaces.newBuilder()
                .setCameraId(frame.getCameraId())
                .setStreamId(frame.getStreamId())
                .setSequence(frame.getSequence())
                .setCapturedAt(frame.getCapturedAt())
                .setSite(frame.getSite())
                .setOutcome(sight.outcome())
                .setFrameWidth(sight.width())
                .setFrameHeight(sight.height())
                .setEndOfStream(frame.getEndOfStream())
                .setMissingAfter(frame.getMissingAfter())
                .setTracked(tracked)
                .setModels(models)
                .setFaces(faces)
                .setEndedTracks(new ArrayList<>())
                .build();
    }

    static void addEnded(PendingFrame pending, String streamId, List<Track> ended) {
        for (Track track : ended) {
            pending.getEndedKeys().add(track.key());
            pending.getFaces()
                    .getEndedTracks()
                    .add(new EndedTrack(
                            trackId(streamId, track.number()),
                            track.lastSeenAt(),
                            estimate(track.number(), track.startedAt())));
        }
    }

    static PendingCrop toCrop(int face, double quality, FaceCrop crop) {
        return new PendingCrop(face, quality, crop.width(), crop.height(), ByteBuffer.wrap(crop.pixels()));
    }

    private static String trackId(String streamId, int number) {
        return streamId + "-" + number;
    }

    private static TrackEstimate estimate(int number, Instant startedAt) {
        return TrackEstimate.newBuilder()
                .setNumber(number)
                .setStartedAt(startedAt)
                .setEstimates(0)
                .build();
    }
}
