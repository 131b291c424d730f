package io.agender.inference;

import io.agender.schemas.CameraView;
import io.agender.schemas.DoubtedView;
import io.agender.schemas.FrameView;
import io.agender.schemas.RememberedView;
import io.agender.schemas.ViewFigures;
import io.agender.schemas.ViewKind;
import io.agender.vision.view.EdgeMap;
import io.agender.vision.view.ViewDoubt;
import io.agender.vision.view.ViewJudgement;
import io.agender.vision.view.ViewLook;
import io.agender.vision.view.ViewMemory;
import io.agender.vision.view.ViewState;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalDouble;

/** Between the judge's state and what is stored of a camera's view, and from what it says to the record. */
final class ViewMapper {

    private ViewMapper() {}

    static ViewState toState(CameraView view) {
        return new ViewState(
                view.getTime(),
                view.getShape(),
                micros(view.getUnlearnedMicros()),
                edges(view.getRecent()),
                Optional.ofNullable(view.getMemory())
                        .map(memory -> new ViewMemory(
                                micros(memory.getKnownMicros()),
                                edges(memory.getEdges()),
                                edges(memory.getBackground() == null ? memory.getEdges() : memory.getBackground()),
                                memory.getTexture(),
                                memory.getGlare(),
                                memory.getSharpness())),
                view.getDoubts().stream()
                        .map(doubt -> new ViewDoubt(
                                io.agender.vision.view.ViewKind.valueOf(
                                        doubt.getKind().name()),
                                doubt.getSince(),
                                micros(doubt.getHeldMicros()),
                                micros(doubt.getClearMicros()),
                                doubt.getTold(),
                                doubt.getLast()))
                        .toList(),
                micros(view.getMovedMicros()));
    }

    static CameraView toView(ViewState state) {
        return CameraView.newBuilder()
                .setTime(state.time())
                .setShape(state.shape())
                .setUnlearnedMicros(micros(state.unlearned()))
                .setRecent(bytes(state.recent()))
                .setMemory(state.memory()
                        .map(memory -> new RememberedView(
                                micros(memory.known()),
                                bytes(memory.edges()),
                                bytes(memory.background()),
                                memory.texture(),
                                memory.glare(),
                                memory.sharpness()))
                        .orElse(null))
                .setDoubts(state.doubts().stream()
                        .map(doubt -> new DoubtedView(
                                kind(doubt),
                                doubt.since(),
                                micros(doubt.held()),
                                micros(doubt.clear()),
                                doubt.told(),
                                doubt.last()))
                        .toList())
                .setMovedMicros(micros(state.moved()))
                .build();
    }

    /** What the record of a frame says that was looked at. */
    static FrameView told(ViewJudgement judged) {
        ViewLook look = judged.look();
        FrameView view = told(judged.state());
        view.setMeasured(new ViewFigures(
                (float) look.brightness(),
                (float) look.darkness(),
                (float) look.glare(),
                (float) look.texture(),
                orNull(look.sharpness()),
                orNull(judged.likeness())));
        return view;
    }

    /** What the record of a frame says that nobody looked at: what is known from those before. */
    static FrameView told(CameraView known) {
        return told(toState(known));
    }

    private static FrameView told(ViewState state) {
        return state.impaired()
                .map(doubt -> new FrameView(kind(doubt), doubt.since(), null))
                .orElseGet(() -> new FrameView(ViewKind.CLEAR, null, null));
    }

    private static ViewKind kind(ViewDoubt doubt) {
        return ViewKind.valueOf(doubt.kind().name());
    }

    private static Float orNull(OptionalDouble value) {
        return value.isPresent() ? (float) value.getAsDouble() : null;
    }

    private static EdgeMap edges(ByteBuffer bytes) {
        short[] edges = new short[bytes.remaining() / Short.BYTES];
        bytes.duplicate().asShortBuffer().get(edges);
        return new EdgeMap(edges);
    }

    private static ByteBuffer bytes(EdgeMap map) {
        ByteBuffer bytes = ByteBuffer.allocate(map.edges().length * Short.BYTES);
        bytes.asShortBuffer().put(map.edges());
        return bytes;
    }

    private static Duration micros(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }
}
