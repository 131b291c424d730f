package io.agender.vision.engine;

import io.agender.models.ModelCatalog;
import io.agender.models.ModelDescriptor;
import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import io.agender.vision.engine.LabelledPictures.Picture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;

/** A labelled face as a detector sees it. */
record Sighting(ModelDescriptor detector, Picture picture, Detection face) {

    /** What a detector sees in some pictures, each of which is looked at once; those where it finds no face have none. */
    static List<Sighting> by(ModelCatalog catalog, ModelDescriptor detector, List<Picture> pictures) {
        List<byte[]> files = detector.files().stream()
                .map(file -> catalog.read(detector, file))
                .toList();
        List<Sighting> sightings = new ArrayList<>();
        try (DetectorSource source = DetectorSource.open(detector, files, VisionConfig.DEFAULTS);
                FaceDetector looking = source.newDetector()) {
            for (Picture picture : pictures) {
                face(looking, detector.detector().minScore(), picture)
                        .ifPresent(face -> sightings.add(new Sighting(detector, picture, face)));
            }
        }
        return sightings;
    }

    /** The largest in the middle of the picture: what else is found is not the face that has the label. */
    private static Optional<Detection> face(FaceDetector detector, double minScore, Picture picture) {
        try (PointerScope call = new PointerScope()) {
            return detector.detect(picture.pixels(), 1).stream()
                    .filter(face -> face.score() >= minScore && isInTheMiddle(face.box(), picture))
                    .max(Comparator.comparingDouble(
                            face -> face.box().width() * face.box().height()));
        }
    }

    private static boolean isInTheMiddle(BoundingBox box, Picture picture) {
        return Math.abs((box.x() + box.right()) / picture.pixels().cols() - 1) <= 0.5
                && Math.abs((box.y() + box.bottom()) / picture.pixels().rows() - 1) <= 0.5;
    }
}
