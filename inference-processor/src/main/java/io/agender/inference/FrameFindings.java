package io.agender.inference;

import io.agender.schemas.CameraGate;
import io.agender.schemas.Frame;
import io.agender.schemas.FrameOutcome;
import io.agender.vision.FaceCrop;
import io.agender.vision.GreyPicture;
import io.agender.vision.track.FollowedFace;
import io.agender.vision.track.FollowedFace.Watched;
import io.agender.vision.track.FollowedFrame;
import io.agender.vision.track.FollowerState;
import io.agender.vision.track.Track;
import io.agender.vision.track.TrackedFace;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was found in a frame.
 *
 * @param outcome what became of the frame
 * @param width width of the picture in pixels
 * @param height height of the picture in pixels
 * @param faces the faces, best score first
 * @param streamBefore the camera's stream before this one, where the frame is the first after it
 * @param ended confirmed tracks of the frame's own stream that it ends
 * @param dropped keys of tracks that are given up before they were confirmed
 * @param state what is known of the stream now; empty when nothing is followed, and for a frame that must change nothing
 * @param undecodable why the picture could not be read, if it could not
 * @param grey the picture as the judge of the view sees it; empty where nobody looked at it
 * @param gate what the gate before the detector knows now; empty for nothing
 * @param decodeNanos how long decoding took
 * @param detectNanos how long detecting, following and cutting took
 */
record FrameFindings(
        FrameOutcome outcome,
        int width,
        int height,
        List<FoundFace> faces,
        Optional<EndedStream> streamBefore,
        List<Track> ended,
        List<Integer> dropped,
        Optional<FollowerState> state,
        Optional<RuntimeException> undecodable,
        Optional<GreyPicture> grey,
        Optional<CameraGate> gate,
        long decodeNanos,
        long detectNanos) {

    /**
     * A face of a frame.
     *
     * @param face the face and its track; key 0 for one that is not followed
     * @param quality how much its estimate counts, 0 to 1
     * @param crop what the networks are to see of it; empty when it is not its turn
     * @param watched how long its track has watched; empty where that is not measured
     */
    record FoundFace(TrackedFace face, double quality, Optional<FaceCrop> crop, Optional<Watched> watched) {

        /** A face that is not followed. */
        static FoundFace alone(TrackedFace face, double quality, Optional<FaceCrop> crop) {
            return new FoundFace(face, quality, crop, Optional.empty());
        }

        private static FoundFace of(FollowedFace followed, FramePixels pixels) {
            return new FoundFace(
                    followed.face(),
                    followed.quality(),
                    followed.due() ? Optional.of(pixels.crop(followed.face().detection())) : Optional.empty(),
                    followed.watched());
        }

        private FoundFace passedBy(Frame frame) {
            return alone(new TrackedFace(face.detection(), 0, 0, frame.getCapturedAt()), quality, Optional.empty());
        }
    }

    /**
     * A stream that is over.
     *
     * @param tracks its confirmed tracks that were still followed
     */
    record EndedStream(String streamId, List<Track> tracks) {}

    /** A frame whose faces all stand for themselves. */
    static FrameFindings of(FramePixels pixels, List<FoundFace> faces) {
        return new FrameFindings(
                outcome(pixels),
                pixels.width(),
                pixels.height(),
                faces,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                pixels.grey(),
                pixels.gate(),
                pixels.decodeNanos(),
                pixels.detectNanos());
    }

    /** A frame that was followed. Where the detector rested, only what the frame says of itself is known of its picture. */
    static FrameFindings of(Frame frame, FollowedFrame followed, FramePixels pixels) {
        return new FrameFindings(
                followed.detected() ? outcome(pixels) : FrameOutcome.PREDICTED,
                followed.detected() ? pixels.width() : frame.getWidth(),
                followed.detected() ? pixels.height() : frame.getHeight(),
                followed.faces().stream()
                        .map(face -> FoundFace.of(face, pixels))
                        .toList(),
                Optional.empty(),
                followed.ended(),
                followed.dropped(),
                Optional.of(followed.state()),
                Optional.empty(),
                pixels.grey(),
                pixels.gate(),
                pixels.decodeNanos(),
                pixels.detectNanos());
    }

    private static FrameOutcome outcome(FramePixels pixels) {
        return pixels.isStill() ? FrameOutcome.UNCHANGED : FrameOutcome.ANALYSED;
    }

    /** A frame whose picture can't be read, and which changes nothing. */
    static FrameFindings undecodable(Frame frame, Optional<FollowerState> state, RuntimeException error) {
        return new FrameFindings(
                FrameOutcome.UNDECODABLE,
                frame.getWidth(),
                frame.getHeight(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                state,
                Optional.of(error),
                Optional.empty(),
                Optional.empty(),
                0,
                0);
    }

    /** The same at the end of its stream. */
    FrameFindings with(FollowedFrame end) {
        return new FrameFindings(
                outcome,
                width,
                height,
                faces,
                streamBefore,
                Stream.concat(ended.stream(), end.ended().stream()).toList(),
                Stream.concat(dropped.stream(), end.dropped().stream()).toList(),
                Optional.of(end.state()),
                undecodable,
                grey,
                gate,
                decodeNanos,
                detectNanos);
    }

    /** The same as the first of its stream. */
    FrameFindings after(EndedStream before) {
        return new FrameFindings(
                outcome,
                width,
                height,
                faces,
                Optional.of(before),
                ended,
                dropped,
                state,
                undecodable,
                grey,
                gate,
                decodeNanos,
                detectNanos);
    }

    /** The same faces, none of which is followed or classified, and nothing is kept of them. */
    FrameFindings passedBy(Frame frame) {
        return new FrameFindings(
                outcome,
                width,
                height,
                faces.stream().map(face -> face.passedBy(frame)).toList(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                undecodable,
                grey,
                gate,
                decodeNanos,
                detectNanos);
    }
}
