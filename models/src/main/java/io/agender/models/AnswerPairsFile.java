package io.agender.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads and writes {@link AnswerPairs}; each pair is one line, so that two measurements can be compared. */
public final class AnswerPairsFile {

    private static final JsonMapper JSON = new JsonMapper();

    private static final int OLDEST = 150;

    private static final int MOST_FACES = 10_000_000;

    private AnswerPairsFile() {}

    /**
     * Reads a file and takes nothing that is not exactly as it should be.
     *
     * @param fileName names the file in errors
     * @throws ModelException when it is wrong
     */
    static AnswerPairs read(String fileName, byte[] json) {
        StrictJson reader = new StrictJson("File of answers " + fileName);
        AnswerPairs pairs = reader.read(json, AnswerPairs.class);
        try {
            check(pairs);
        } catch (Require.Problem e) {
            throw reader.wrong(e.getMessage(), e);
        }
        return pairs;
    }

    private static void check(AnswerPairs pairs) {
        Require.measurement(pairs.data(), pairs.detector(), pairs.networks(), pairs.measured());
        Require.that(
                pairs.genderMinAge() >= 0 && pairs.genderMinAge() <= OLDEST,
                "genderMinAge must be from 0 to " + OLDEST);
        Require.that(!pairs.pairs().isEmpty(), "pairs is empty");
        long faces = 0;
        for (int i = 0; i < pairs.pairs().size(); i++) {
            check("pairs[" + i + "] ", pairs.pairs().get(i));
            faces += pairs.pairs().get(i).faces();
        }
        Require.that(faces <= MOST_FACES, "pairs must have at most " + MOST_FACES + " faces");
    }

    private static void check(String where, AnswerPairs.Pair pair) {
        Require.that(
                pair.fromAge() >= 0 && pair.fromAge() <= pair.toAge() && pair.toAge() <= OLDEST,
                where + "must have ages from 0 to " + OLDEST + ", the first no higher than the second");
        Require.that(
                pair.answeredAge() >= 0 && pair.answeredAge() <= OLDEST,
                where + "must have an answered age from 0 to " + OLDEST);
        Require.that(
                pair.gender() != null && pair.gender() != AnswerPairs.Gender.UNKNOWN && pair.answeredGender() != null,
                where + "must have the gender FEMALE or MALE, and an answered one");
        Require.that(pair.faces() > 0 && pair.faces() <= MOST_FACES, where + "must have faces, as its sixth number");
    }

    /** The text of a file. */
    public static String write(AnswerPairs pairs) {
        Map<String, String> head = new TreeMap<>();
        head.put("data", json(pairs.data()));
        head.put("detector", json(pairs.detector()));
        head.put("genderMinAge", json(pairs.genderMinAge()));
        head.put("measured", json(pairs.measured()));
        head.put("networks", json(pairs.networks()));
        return "{\n"
                + head.entrySet().stream()
                        .map(field -> "  \"" + field.getKey() + "\": " + field.getValue() + ",\n")
                        .collect(Collectors.joining())
                + "  \"pairs\": [\n"
                + lines(pairs.pairs()) + "\n  ]\n}\n";
    }

    private static String lines(List<AnswerPairs.Pair> pairs) {
        return pairs.stream().map(pair -> "    " + json(pair)).collect(Collectors.joining(",\n"));
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers", e);
        }
    }
}
