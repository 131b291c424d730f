package io.agender.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The description of the API, held against real answers: status, content type, and each byte of JSON. */
final class OpenApi {

    private static final YAMLMapper YAML = new YAMLMapper();

    private final JsonNode document;

    OpenApi(String yaml) {
        try {
            document = YAML.readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode document() {
        return document;
    }

    /** Fails unless the answer is one that the description foresees for its method at the path. */
    void check(String path, HttpResponse<byte[]> answer) {
        JsonNode response = resolved(document.path("paths")
                .path(path)
                .path(answer.request().method().toLowerCase(Locale.ROOT))
                .path("responses")
                .path(String.valueOf(answer.statusCode())));
        assertThat(response.isMissingNode())
                .as("%s may answer %d", path, answer.statusCode())
                .isFalse();
        if (answer.statusCode() == 204) {
            assertThat(answer.body()).isEmpty();
            return;
        }
        String type = answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
        assertThat(response.path("content").has(type))
                .as("%s may answer %d as %s", path, answer.statusCode(), type)
                .isTrue();
        if (type.equals("application/json")) {
            checkSchema(response.path("content").path(type).path("schema"), text(answer));
        }
    }

    /** Fails unless a JSON text is as a named schema says. */
    void checkSchema(String name, String json) {
        checkSchema(YAML.createObjectNode().put("$ref", "#/components/schemas/" + name), json);
    }

    private void checkSchema(JsonNode schema, String json) {
        ObjectNode whole = YAML.createObjectNode();
        whole.setAll((ObjectNode) schema);
        whole.set("components", document.path("components"));
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(whole.toString(), InputFormat.JSON)
                        .validate(json, InputFormat.JSON))
                .as(json)
                .isEmpty();
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
