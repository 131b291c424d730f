package io.agender.inference;

import io.agender.schemas.CameraTracks;
import io.agender.schemas.Frame;
import io.agender.schemas.TrackMotion;
import io.agender.vision.track.Attention;
import io.agender.vision.track.Attention.Look;
import io.agender.vision.track.FollowerState;
import io.agender.vision.track.Motion;
import io.agender.vision.track.Track;
import io.agender.vision.track.TrackerState;
import io.agender.vision.track.TracksAside;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Between the follower's state and what is stored of a camera. */
final class CameraTracksMapper {

    /** Streams that are remembered after they are over: enough for the stragglers of a few reconnects. */
    static final int REMEMBERED = 4;

    private CameraTracksMapper() {}

    static FollowerState toState(CameraTracks camera) {
        TrackerState tracks = new TrackerState(
                camera.getTime(),
                camera.getLastKey(),
                camera.getLastNumber(),
                toTracks(camera.getTracks()),
                Optional.ofNullable(camera.getAsideTime())
                        .map(time -> new TracksAside(time, toTracks(camera.getAsideTracks()))));
        return new FollowerState(tracks, Optional.ofNullable(camera.getDetectedAt()));
    }

    private static List<Track> toTracks(List<TrackMotion> tracks) {
        return tracks.stream().map(CameraTracksMapper::toTrack).toList();
    }

    private static List<TrackMotion> toMotions(List<Track> tracks) {
        return tracks.stream().map(CameraTracksMapper::toMotion).toList();
    }

    /**
     * What is to be stored after a frame.
     *
     * @param before what was stored before; null for nothing
     * @param state what is known of the frame's stream
     */
    static CameraTracks toTracks(CameraTracks before, Frame frame, FollowerState state) {
        TrackerState tracks = state.tracks();
        return CameraTracks.newBuilder()
                .setStreamId(frame.getStreamId())
                .setLastSequence(frame.getSequence())
                .setEnded(frame.getEndOfStream())
                .setPastStreams(pastStreams(before, frame.getStreamId()))
                .setDetectedAt(state.detectedAt().orElse(null))
                .setTime(tracks.time())
                .setLastKey(tracks.lastKey())
                .setLastNumber(tracks.lastNumber())
                .setTracks(toMotions(tracks.tracks()))
                .setAsideTime(tracks.aside().map(TracksAside::time).orElse(null))
                .setAsideTracks(
                        tracks.aside().map(aside -> toMotions(aside.tracks())).orElse(List.of()))
                .build();
    }

    private static Track toTrack(TrackMotion track) {
        return new Track(
                track.getKey(),
                track.getNumber(),
                track.getStartedAt(),
                track.getLastSeenAt(),
                track.getHits(),
                track.getScore(),
                Motion.of(track.getMotion()),
                Optional.ofNullable(track.getClassifiedAt()),
                track.getBestQuality(),
                toAttention(track));
    }

    private static TrackMotion toMotion(Track track) {
        return TrackMotion.newBuilder()
                .setKey(track.key())
                .setNumber(track.number())
                .setStartedAt(track.startedAt())
                .setLastSeenAt(track.lastSeenAt())
                .setHits(track.hits())
                .setScore(track.score())
                .setMotion(track.motion().values())
                .setClassifiedAt(track.classifiedAt().orElse(null))
                .setBestQuality(track.bestQuality())
                .setWatchedMicros(micros(track.attention().watched()))
                .setLookSince(track.attention().look().map(Look::since).orElse(null))
                .setLookUntil(track.attention().look().map(Look::until).orElse(null))
                .setLookMicros(track.attention()
                        .look()
                        .map(look -> micros(look.counted()))
                        .orElse(0L))
                .build();
    }

    private static Attention toAttention(TrackMotion track) {
        return new Attention(
                Duration.of(track.getWatchedMicros(), ChronoUnit.MICROS),
                Optional.ofNullable(track.getLookSince())
                        .map(since -> new Look(
                                since, track.getLookUntil(), Duration.of(track.getLookMicros(), ChronoUnit.MICROS))));
    }

    private static long micros(Duration time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.EPOCH.plus(time));
    }

    private static List<String> pastStreams(CameraTracks before, String streamId) {
        if (before == null) {
            return List.of();
        }
        if (before.getStreamId().equals(streamId)) {
            return before.getPastStreams();
        }
        List<String> past = new ArrayList<>(before.getPastStreams());
        past.remove(streamId);
        past.add(before.getStreamId());
        return past.size() <= REMEMBERED ? past : past.subList(past.size() - REMEMBERED, past.size());
    }
}
