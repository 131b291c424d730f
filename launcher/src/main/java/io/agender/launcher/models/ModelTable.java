package io.agender.launcher.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import io.agender.models.ModelCatalog;
import java.util.List;
import java.util.Locale;

/** The catalogue as a table for people or as JSON for programs. */
public final class ModelTable {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final List<ModelSummary> models;

    public ModelTable(ModelCatalog catalog) {
        this.models = catalog.all().stream()
                .map(model -> ModelSummary.of(catalog, model))
                .toList();
    }

    public String text() {
        return AsciiTable.getTable(
                AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS,
                models,
                List.of(
                        column("model").with(each -> each.model().name()),
                        column("finds").with(ModelSummary::answers),
                        new Column()
                                .header("size")
                                .dataAlign(HorizontalAlign.RIGHT)
                                .with(ModelSummary::size),
                        column("licence").with(each -> each.model().licence()),
                        column("file").with(each -> each.availability().words())));
    }

    private static Column column(String header) {
        return new Column().header(header).headerAlign(HorizontalAlign.LEFT).dataAlign(HorizontalAlign.LEFT);
    }

    /** A table for the documentation. */
    public String markdown() {
        StringBuilder text = new StringBuilder("| model | what it is | finds | input | size | licence | its file |\n"
                + "| --- | --- | --- | --- | --- | --- | --- |\n");
        for (ModelSummary each : models) {
            text.append("| `")
                    .append(String.join(
                            " | ",
                            each.model().name() + "`",
                            each.model().title(),
                            each.answers(),
                            each.input(),
                            each.size(),
                            each.model().licence(),
                            each.availability().words()))
                    .append(" |\n");
        }
        return text.toString();
    }

    public String json() {
        ArrayNode all = JSON.createArrayNode();
        for (ModelSummary each : models) {
            ObjectNode node = all.addObject()
                    .put("name", each.model().name())
                    .put("kind", each.model().kind().name().toLowerCase(Locale.ROOT))
                    .put("title", each.model().title())
                    .put("finds", each.answers())
                    .put("licence", each.model().licence());
            each.bytes().ifPresent(bytes -> node.put("bytes", bytes).put("exact", each.exact()));
            node.put("availability", each.availability().name().toLowerCase(Locale.ROOT));
        }
        return written(all);
    }

    static String written(Object tree) {
        try {
            return JSON.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can be written", e);
        }
    }
}
