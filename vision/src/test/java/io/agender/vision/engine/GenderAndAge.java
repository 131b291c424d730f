package io.agender.vision.engine;

import io.agender.models.AttributesSpec;
import io.agender.models.AttributesSpec.Question;
import io.agender.models.ModelCatalog;
import io.agender.models.ModelDescriptor;
import io.agender.models.ModelDescriptor.ModelKind;
import io.agender.vision.ExecutionProvider;
import io.agender.vision.FaceAttributes;
import io.agender.vision.FaceCrop;
import io.agender.vision.head.AttributeEstimator;
import io.agender.vision.head.InputShape;
import io.agender.vision.onnx.SessionSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;

/** A loaded gender and age model that is asked for faces which were found before. */
final class GenderAndAge implements AutoCloseable {

    private static final int BATCH = 16;
    private static final int THREADS = 2;

    private final AttributesSpec spec;
    private final AttributeEstimator estimator;

    private GenderAndAge(AttributesSpec spec, AttributeEstimator estimator) {
        this.spec = spec;
        this.estimator = estimator;
    }

    /** Those among some models that name genders and are fed our crops; the original program's crop is no part of this. */
    static List<ModelDescriptor> among(List<ModelDescriptor> models) {
        return models.stream()
                .filter(model -> model.kind() == ModelKind.ATTRIBUTES
                        && model.attributes().patch() == null
                        && model.attributes().heads().stream().anyMatch(head -> head.question() == Question.GENDER))
                .toList();
    }

    static GenderAndAge open(ModelCatalog catalog, ModelDescriptor model) {
        List<byte[]> files =
                model.files().stream().map(file -> catalog.read(model, file)).toList();
        return new GenderAndAge(
                model.attributes(),
                AttributeEstimator.open(
                        model.name(),
                        new NetworkLoader(model, files, new SessionSettings(ExecutionProvider.CPU, THREADS))
                                .all(InputShape.of(model.attributes().input(), -1)),
                        model.attributes(),
                        Set.of()));
    }

    /** One answer for each face, in their order, with the model's own margin. */
    List<FaceAttributes> answers(List<Sighting> sightings) {
        return answers(sightings, spec.margin());
    }

    /** One answer for each face, in their order, with that margin. */
    List<FaceAttributes> answers(List<Sighting> sightings, double margin) {
        AttributesSpec other = new AttributesSpec(
                spec.input(),
                margin,
                spec.levelled(),
                null,
                spec.heads(),
                spec.genderCalibration(),
                spec.ageErrors(),
                spec.minFaceSide(),
                spec.levelledFrom());
        List<FaceAttributes> answers = new ArrayList<>();
        for (int from = 0; from < sightings.size(); from += BATCH) {
            List<Sighting> batch = sightings.subList(from, Math.min(sightings.size(), from + BATCH));
            List<FaceCrop> crops =
                    batch.stream().map(sighting -> crop(sighting, other)).toList();
            answers.addAll(classifier(batch.get(0), other).classify(crops));
        }
        return answers;
    }

    private FaceCrop crop(Sighting sighting, AttributesSpec spec) {
        try (PointerScope call = new PointerScope()) {
            return classifier(sighting, spec).crop(sighting.picture().pixels(), sighting.face());
        }
    }

    private FaceClassifier classifier(Sighting sighting, AttributesSpec spec) {
        return new FaceClassifier(
                estimator, spec, sighting.detector().detector().faceBox());
    }

    @Override
    public void close() {
        estimator.close();
    }
}
