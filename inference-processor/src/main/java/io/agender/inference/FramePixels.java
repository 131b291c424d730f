package io.agender.inference;

import io.agender.schemas.CameraGate;
import io.agender.vision.DecodedFrame;
import io.agender.vision.Detection;
import io.agender.vision.EncodedImage;
import io.agender.vision.FaceCrop;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.Glance;
import io.agender.vision.GreyPicture;
import io.agender.vision.gate.FrameGate;
import io.agender.vision.geometry.Sharpness;
import io.agender.vision.track.FaceQuality;
import io.agender.vision.track.FacesInFrame;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The picture of a frame, which is decoded when its faces are asked for, unless the gate knows that there are none. Belongs
 * to one call, which closes it.
 */
final class FramePixels implements FacesInFrame, AutoCloseable {

    private final FrameAnalyzer analyzer;
    private final EncodedImage image;
    private final FrameGate gate;
    private final Map<Detection, FaceCrop> crops = new IdentityHashMap<>();
    private DecodedFrame decoded;
    private Optional<Glance> still = Optional.empty();
    private Optional<GreyPicture> grey = Optional.empty();
    private long decodeNanos;
    private long decodedAt;

    FramePixels(FrameAnalyzer analyzer, EncodedImage image, FrameGate gate) {
        this.analyzer = analyzer;
        this.image = image;
        this.gate = gate;
    }

    @Override
    public List<Detection> detect() {
        long start = System.nanoTime();
        still = gate.still(() -> analyzer.glance(image));
        if (still.isPresent()) {
            decodeNanos = System.nanoTime() - start;
            return List.of();
        }
        decoded = analyzer.decode(image);
        decodedAt = System.nanoTime();
        decodeNanos = decodedAt - start;
        grey = decoded.grey();
        List<Detection> faces = decoded.detect();
        gate.searched(faces, analyzer.minScore());
        return faces;
    }

    /** Whether nothing has changed in the frame, so that it was not searched. */
    boolean isStill() {
        return still.isPresent();
    }

    /** What the gate knows after the frame. */
    Optional<CameraGate> gate() {
        return gate.state().map(GateMapper::toGate);
    }

    @Override
    public Detection landmarked(Detection face) {
        return decoded.landmarked(face);
    }

    @Override
    public double bestQuality(Detection face) {
        return face.landmarks().isEmpty() && analyzer.findsLandmarks()
                ? FaceQuality.atBest(face.box(), Sharpness.of(crop(face)))
                : quality(face);
    }

    @Override
    public double quality(Detection face) {
        return FaceQuality.of(face.box(), face.landmarks(), Sharpness.of(crop(face)));
    }

    /** What the networks see of a face; it is cut once. */
    FaceCrop crop(Detection face) {
        return crops.computeIfAbsent(face, decoded::crop);
    }

    /** The small grey picture; empty when nobody searched the frame. */
    Optional<GreyPicture> grey() {
        return grey;
    }

    /** Width in pixels, as displayed; known once the faces were asked for. */
    int width() {
        return still.map(Glance::width).orElseGet(() -> decoded.width());
    }

    /** Height in pixels, as displayed; known once the faces were asked for. */
    int height() {
        return still.map(Glance::height).orElseGet(() -> decoded.height());
    }

    /** How long decoding took; 0 when nobody asked for the faces. */
    long decodeNanos() {
        return decodeNanos;
    }

    /** How long all took that came after decoding up to now; 0 when nobody asked for the faces. */
    long detectNanos() {
        return decoded == null ? 0 : System.nanoTime() - decodedAt;
    }

    @Override
    public void close() {
        if (decoded != null) {
            decoded.close();
        }
    }
}
