package io.agender.inference;

import io.agender.schemas.CameraGate;
import io.agender.schemas.CameraTracks;
import io.agender.schemas.Frame;
import io.agender.vision.BoundingBox;
import io.agender.vision.Mosaic;
import io.agender.vision.gate.FrameGate;
import io.agender.vision.gate.GateState;
import io.agender.vision.gate.Noise;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Between the gate's state and what is stored of it. */
final class GateMapper {

    private GateMapper() {}

    /**
     * The gate for a frame. It begins anew with each stream, and lets stragglers, which change nothing, pass.
     *
     * @param known what is known of the camera; null for nothing
     */
    static FrameGate gate(CameraTracks known, Frame frame) {
        return switch (StreamTurn.of(known, frame)) {
            case FIRST, NEW_STREAM -> FrameGate.of(Optional.empty(), false, frame.getCapturedAt());
            case SAME_STREAM ->
                FrameGate.of(
                        Optional.ofNullable(known.getGate()).map(GateMapper::toState),
                        !known.getTracks().isEmpty() || !known.getAsideTracks().isEmpty(),
                        frame.getCapturedAt());
            case STRAGGLER -> FrameGate.open();
        };
    }

    static GateState toState(CameraGate gate) {
        return new GateState(
                gate.getSearchedAt(),
                gate.getChangedAt(),
                Optional.ofNullable(gate.getSearched()).map(GateMapper::bytes).map(Mosaic::new),
                Optional.ofNullable(gate.getHint())
                        .map(box -> new BoundingBox(box.getX(), box.getY(), box.getWidth(), box.getHeight())),
                new Noise(gate.getNoiseLooks(), shorts(gate.getNoise())));
    }

    static CameraGate toGate(GateState state) {
        return CameraGate.newBuilder()
                .setSearchedAt(state.searchedAt())
                .setChangedAt(state.changedAt())
                .setSearched(state.searched()
                        .map(mosaic -> ByteBuffer.wrap(mosaic.tiles()))
                        .orElse(null))
                .setHint(state.hint().map(ObservationMapper::box).orElse(null))
                .setNoiseLooks(state.noise().looks())
                .setNoise(bytes(state.noise().steps()))
                .build();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static short[] shorts(ByteBuffer buffer) {
        short[] shorts = new short[buffer.remaining() / Short.BYTES];
        buffer.duplicate().asShortBuffer().get(shorts);
        return shorts;
    }

    private static ByteBuffer bytes(short[] shorts) {
        ByteBuffer bytes = ByteBuffer.allocate(shorts.length * Short.BYTES);
        bytes.asShortBuffer().put(shorts);
        return bytes;
    }
}
