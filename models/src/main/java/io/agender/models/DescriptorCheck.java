package io.agender.models;

import io.agender.models.ModelDescriptor.Engine;
import io.agender.models.ModelDescriptor.ModelCard;
import io.agender.models.ModelDescriptor.ModelKind;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a descriptor that could be read makes sense. Stops at the first thing that does not. */
final class DescriptorCheck {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private DescriptorCheck() {}

    /** What is wrong, as a clause without a full stop; empty when nothing is. */
    static Optional<String> problem(ModelDescriptor model) {
        try {
            run(model);
            return Optional.empty();
        } catch (Require.Problem problem) {
            return Optional.of(problem.getMessage());
        }
    }

    private static void run(ModelDescriptor model) {
        Require.that(
                model.name() != null && NAME.matcher(model.name()).matches(),
                "name must be of lower-case letters, digits and single hyphens");
        Require.text("title", model.title());
        Require.text("authors", model.authors());
        Require.that(model.project() != null && model.project().isAbsolute(), "project must be a web address");
        Require.text("licence", model.licence());
        Require.that(model.kind() != null && model.engine() != null, "kind and engine must be given");
        card(model.card());
        FilesCheck.run(model);
        Map<ModelKind, Object> parts = parts(model);
        Require.that(
                parts.keySet().equals(Set.of(model.kind())),
                "a model of kind " + model.kind() + " needs "
                        + model.kind().name().toLowerCase(Locale.ROOT) + " and nothing else");
        switch (model.kind()) {
            case DETECTOR -> DetectorCheck.run(model);
            case ATTRIBUTES -> AttributesCheck.run(model);
            case LANDMARKS -> LandmarksCheck.run(model);
        }
        FilesCheck.endings(model);
    }

    /** What is said of feeding and reading, by the kind of model that it is for. */
    private static Map<ModelKind, Object> parts(ModelDescriptor model) {
        Map<ModelKind, Object> parts = new EnumMap<>(ModelKind.class);
        parts.put(ModelKind.DETECTOR, model.detector());
        parts.put(ModelKind.ATTRIBUTES, model.attributes());
        parts.put(ModelKind.LANDMARKS, model.landmarks());
        parts.values().removeIf(Objects::isNull);
        return parts;
    }

    private static void card(ModelCard card) {
        Require.that(card != null, "card must be given");
        Require.text("card.trainedOn", card.trainedOn());
        Require.text("card.measured", card.measured());
        Require.text("card.limits", card.limits());
        Require.text("card.weakGroups", card.weakGroups());
        Require.text("card.children", card.children());
    }

    static void engine(ModelDescriptor model, Engine engine) {
        Require.that(model.engine() == engine, "engine must be " + engine + " for this kind of head");
    }
}
