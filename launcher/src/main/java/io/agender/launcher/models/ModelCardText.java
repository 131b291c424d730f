package io.agender.launcher.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agender.models.AttributesSpec;
import io.agender.models.InputSpec;
import io.agender.models.ModelCatalog;
import io.agender.models.ModelDescriptor;
import io.agender.models.ModelFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All that is known of one model, as text for people or as JSON for programs. */
public final class ModelCardText {

    private static final JsonMapper JSON = JsonMapper.builder()
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    private final ModelCatalog catalog;
    private final ModelDescriptor model;

    public ModelCardText(ModelCatalog catalog, ModelDescriptor model) {
        this.catalog = catalog;
        this.model = model;
    }

    /** The descriptor, for each file where it is, and how far the model is off where that was measured. */
    public String json() {
        ObjectNode tree = JSON.valueToTree(model);
        ArrayNode files = (ArrayNode) tree.get("files");
        for (int i = 0; i < files.size(); i++) {
            String state = catalog.state(model.files().get(i)).name().toLowerCase(Locale.ROOT);
            ((ObjectNode) files.get(i)).put("state", state);
        }
        catalog.errors(model).ifPresent(errors -> tree.set("errors", JSON.valueToTree(errors)));
        return ModelTable.written(tree);
    }

    public String text() {
        ModelSummary summary = ModelSummary.of(catalog, model);
        List<String> lines = new ArrayList<>();
        lines.add(model.name() + ": " + model.title());
        lines.add(line("authors", model.authors()));
        lines.add(line("project", model.project().toString()));
        lines.add(line("licence", model.licence()));
        lines.add(line("runs on", engine()));
        lines.add(line("finds", summary.answers()));
        if (model.attributes() != null) {
            AttributesSpec spec = model.attributes();
            lines.add(line("input", input(spec.input())));
            lines.add(line(
                    "crop",
                    String.format(Locale.ROOT, "face box with a margin of %.2f", spec.margin())
                            + (spec.levelled() ? ", eyes levelled" + from(spec.levelledFrom()) : "")));
            lines.add(line("face size", smallest(spec)));
        }
        if (model.landmarks() != null) {
            lines.add(line("input", input(model.landmarks().input())));
        }
        lines.add(line("size", summary.size()));
        for (ModelFile file : model.files()) {
            lines.add("");
            file(file, lines);
        }
        lines.add("");
        lines.add(line("trained on", model.card().trainedOn()));
        lines.add(line("measured", model.card().measured()));
        lines.add(line("limits", model.card().limits()));
        lines.add(line("weak groups", model.card().weakGroups()));
        lines.add(line("children", model.card().children()));
        catalog.errors(model).ifPresent(errors -> {
            lines.add("");
            lines.addAll(new ErrorTables(errors).lines());
        });
        return String.join(System.lineSeparator(), lines);
    }

    private void file(ModelFile file, List<String> lines) {
        lines.add(line("file", file.location()));
        lines.add(line("state", state(file)));
        lines.add(line(
                "bytes", file.size() == null ? "not published" : file.size().toString()));
        lines.add(line("SHA-256", file.sha256() == null ? "not published" : file.sha256()));
        file.sources().forEach(source -> lines.add(line("source", source.toString())));
        if (file.conversion() != null) {
            file.conversion().from().forEach(from -> {
                lines.add(line("made from", from.name()));
                from.sources().forEach(source -> lines.add(line("  source", source.toString())));
            });
        }
    }

    private String state(ModelFile file) {
        return switch (catalog.state(file)) {
            case HERE -> "here";
            case BUNDLED -> "part of this program";
            case IN_OPENCV -> "inside the OpenCV library";
            case MISSING -> file.obtainable() ? "missing; get it with: agender models pull " + model.name() : "missing";
        };
    }

    private static String smallest(AttributesSpec spec) {
        return spec.minFaceSide() == null
                ? "none: faces of every size are classified; see limits"
                : String.format(
                        Locale.ROOT,
                        "%.0f pixels of the longer side and more; of smaller faces gender and age are unknown",
                        spec.minFaceSide());
    }

    private static String from(Double degrees) {
        return degrees == null ? "" : String.format(Locale.ROOT, " where they lean by %.0f degrees or more", degrees);
    }

    private String engine() {
        return switch (model.engine()) {
            case ONNX -> "ONNX Runtime";
            case OPENCV_DNN -> "OpenCV's network module";
            case CASCADE -> "OpenCV's cascade classifier";
        };
    }

    private static String input(InputSpec input) {
        return input.width() + " x " + input.height() + " " + input.colours()
                + switch (input.stretch()) {
                    case NONE -> "";
                    case MIN_MAX -> ", each picture stretched to 0..255";
                    case STANDARDIZE -> ", each picture to mean 0 and deviation 1";
                }
                + ", mean " + input.mean() + ", scale " + input.scale();
    }

    private static String line(String name, String value) {
        return String.format(Locale.ROOT, "%-12s %s", name, value);
    }
}
