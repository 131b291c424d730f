package io.agender.models;

import io.agender.models.AttributesSpec.AgeNumber;
import io.agender.models.AttributesSpec.GenderNumber;
import io.agender.models.DetectorSpec.BlazeFace;
import io.agender.models.DetectorSpec.BoxTransform;
import io.agender.models.DetectorSpec.Cascade;
import io.agender.models.ModelDescriptor.Engine;
import io.agender.models.ModelDescriptor.ModelCard;
import io.agender.models.ModelDescriptor.ModelKind;
import io.agender.models.ModelFile.Task;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether a descriptor that could be read makes sense. Stops at the first thing that does not. */
final class DescriptorCheck {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /** No file outside the model directory can be named. */
    private static final Pattern LOCATION = Pattern.compile("(opencv:([A-Za-z0-9_-]+/)*)?[A-Za-z0-9_-][A-Za-z0-9._-]*");

    private final ModelDescriptor model;

    private DescriptorCheck(ModelDescriptor model) {
        this.model = model;
    }

    /** What is wrong, as a clause without a full stop; empty when nothing is. */
    static Optional<String> problem(ModelDescriptor model) {
        try {
            new DescriptorCheck(model).run();
            return Optional.empty();
        } catch (Problem problem) {
            return Optional.of(problem.getMessage());
        }
    }

    private void run() {
        require(
                model.name() != null && NAME.matcher(model.name()).matches(),
                "name must be of lower-case letters, digits and single hyphens");
        text("title", model.title());
        text("authors", model.authors());
        require(model.project() != null && model.project().isAbsolute(), "project must be a web address");
        text("licence", model.licence());
        require(model.kind() != null && model.engine() != null, "kind and engine must be given");
        card(model.card());
        files(model.files());
        boolean detector = model.kind() == ModelKind.DETECTOR;
        require(
                detector == (model.detector() != null) && detector == (model.attributes() == null),
                "a model of kind " + model.kind() + " needs " + (detector ? "detector" : "attributes")
                        + " and nothing else");
        if (detector) {
            detector(model.detector());
        } else {
            attributes(model.attributes());
        }
    }

    private static void card(ModelCard card) {
        require(card != null, "card must be given");
        text("card.trainedOn", card.trainedOn());
        text("card.measured", card.measured());
        text("card.limits", card.limits());
    }

    private void files(List<ModelFile> files) {
        require(!files.isEmpty(), "it has no files");
        for (int i = 0; i < files.size(); i++) {
            ModelFile file = files.get(i);
            String where = "files[" + i + "].";
            require(file.task() != null, where + "task must be given");
            require(
                    file.location() != null && LOCATION.matcher(file.location()).matches(),
                    where + "location must be the name of a file, or opencv: and a name");
            require(file.size() > 0, where + "size must be above 0");
            require(
                    file.sha256() != null && HASH.matcher(file.sha256()).matches(),
                    where + "sha256 must be 64 lower-case hexadecimal digits");
            text(where + "source", file.source());
            require(
                    (file.task() == Task.DETECTION) == (model.kind() == ModelKind.DETECTOR),
                    where + "task does not belong to kind " + model.kind());
        }
    }

    private void detector(DetectorSpec detector) {
        fraction("detector.minScore", detector.minScore());
        box(detector.faceBox());
        require(model.files().size() == 1, "a detector has exactly one file");
        if (detector.head() instanceof BlazeFace head) {
            engine(Engine.ONNX);
            input("detector.head.input", head.input());
            require(head.input().width() == head.input().height(), "detector.head.input must be a square");
            require(
                    head.gridSize() > 0 && head.gridSize() <= head.input().width(),
                    "detector.head.gridSize must be above 0 and no more than the input's width");
            text("detector.head.boxesOutput", head.boxesOutput());
            text("detector.head.scoresOutput", head.scoresOutput());
            fraction("detector.head.maxOverlap", head.maxOverlap());
        } else if (detector.head() instanceof Cascade head) {
            engine(Engine.CASCADE);
            require(head.frameArea() > 0, "detector.head.frameArea must be above 0");
            require(head.scaleFactor() > 1, "detector.head.scaleFactor must be above 1");
            require(head.minNeighbours() >= 0, "detector.head.minNeighbours must not be below 0");
            require(head.minSize() > 0, "detector.head.minSize must be above 0");
        } else {
            throw new Problem("detector.head must be given");
        }
    }

    private static void box(BoxTransform box) {
        require(
                box != null && Math.abs(box.dx()) <= 1 && Math.abs(box.dy()) <= 1,
                "detector.faceBox must not move a box by more than its size");
        require(box.scaleX() > 0 && box.scaleY() > 0, "detector.faceBox must scale by numbers above 0");
    }

    private void attributes(AttributesSpec attributes) {
        engine(Engine.ONNX);
        input("attributes.input", attributes.input());
        require(attributes.margin() >= 0 && attributes.margin() <= 2, "attributes.margin must be from 0 to 2");
        List<AttributesSpec.Head> heads = attributes.heads();
        require(!heads.isEmpty(), "attributes.heads is empty");
        for (int i = 0; i < heads.size(); i++) {
            head("attributes.heads[" + i + "].", heads.get(i));
        }
        for (int i = 0; i < model.files().size(); i++) {
            int file = i;
            require(heads.stream().anyMatch(head -> head.file() == file), "no head reads files[" + i + "]");
        }
        require(
                heads.stream().map(Object::getClass).distinct().count() == heads.size(),
                "attributes.heads answers the same question twice");
    }

    private void head(String where, AttributesSpec.Head head) {
        require(
                head.file() >= 0 && head.file() < model.files().size(),
                where + "file is " + head.file() + ", but there are "
                        + model.files().size() + " files");
        text(where + "output", head.output());
        Task task = model.files().get(head.file()).task();
        boolean fits = task == Task.GENDER_AND_AGE
                || head instanceof GenderNumber && task == Task.GENDER
                || head instanceof AgeNumber && task == Task.AGE;
        require(fits, where + "file is for " + task);
        if (head instanceof GenderNumber gender) {
            fraction(where + "threshold", gender.threshold());
        }
    }

    private static void input(String where, InputSpec input) {
        require(input != null && input.width() > 0 && input.height() > 0, where + " must have a size above 0");
        require(
                input.layout() != null && input.colours() != null && input.stretch() != null,
                where + " must have layout, colours and stretch");
        require(
                Float.isFinite(input.mean()) && Float.isFinite(input.scale()) && input.scale() != 0,
                where + " must have a mean, and a scale other than 0");
    }

    private void engine(Engine engine) {
        require(model.engine() == engine, "engine must be " + engine + " for this kind of head");
    }

    private static void text(String where, String text) {
        require(text != null && !text.isBlank(), where + " must not be empty");
    }

    private static void fraction(String where, double number) {
        require(number >= 0 && number <= 1, where + " must be from 0 to 1");
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new Problem(otherwise);
        }
    }

    private static final class Problem extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Problem(String message) {
            super(message);
        }
    }
}
