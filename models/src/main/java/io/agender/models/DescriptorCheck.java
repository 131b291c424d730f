package io.agender.models;

import io.agender.models.ModelDescriptor.Engine;
import io.agender.models.ModelDescriptor.ModelCard;
import io.agender.models.ModelDescriptor.ModelKind;
import java.util.Optional;
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
        boolean detector = model.kind() == ModelKind.DETECTOR;
        FilesCheck.run(model);
        Require.that(
                detector == (model.detector() != null) && detector == (model.attributes() == null),
                "a model of kind " + model.kind() + " needs " + (detector ? "detector" : "attributes")
                        + " and nothing else");
        if (detector) {
            DetectorCheck.run(model);
        } else {
            AttributesCheck.run(model);
        }
        FilesCheck.endings(model);
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
