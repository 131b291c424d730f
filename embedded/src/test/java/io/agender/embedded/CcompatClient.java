package io.agender.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.apache.avro.Schema;

/** Asks the registry as Confluent's clients do. */
final class CcompatClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    CcompatClient(String registryUrl) {
        this.base = registryUrl + "/apis/ccompat/v7/";
    }

    Answer get(String path) throws Exception {
        return ask(request(path).GET());
    }

    Answer put(String path, Object body) throws Exception {
        return ask(request(path).PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    Answer postSchema(String path, Schema schema) throws Exception {
        String body = JSON.writeValueAsString(Map.of("schema", schema.toString(), "schemaType", "AVRO"));
        return ask(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json");
    }

    private Answer ask(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
    }

    /** What came back. */
    record Answer(int status, JsonNode body) {

        Schema schema() {
            return new Schema.Parser().parse(body.get("schema").asText());
        }
    }
}
