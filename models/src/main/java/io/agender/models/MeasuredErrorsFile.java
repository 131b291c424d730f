package io.agender.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads and writes {@link MeasuredErrors}; each row is one line, so that two measurements can be compared. */
public final class MeasuredErrorsFile {

    private static final JsonMapper JSON = new JsonMapper();

    private static final int OLDEST = 150;

    private static final int LARGEST_SIDE = 10_000;

    private MeasuredErrorsFile() {}

    /**
     * Reads a file and takes nothing that is not exactly as it should be.
     *
     * @param fileName names the file in errors
     * @throws ModelException when it is wrong
     */
    static MeasuredErrors read(String fileName, byte[] json) {
        StrictJson reader = new StrictJson("File of errors " + fileName);
        MeasuredErrors errors = reader.read(json, MeasuredErrors.class);
        try {
            check(errors);
        } catch (Require.Problem e) {
            throw reader.wrong(e.getMessage(), e);
        }
        return errors;
    }

    private static void check(MeasuredErrors errors) {
        Require.measurement(errors.data(), errors.detector(), errors.networks(), errors.measured());
        Require.text("frame", errors.frame());
        Require.that(
                errors.minFaceSide() >= 0 && errors.minFaceSide() <= LARGEST_SIDE,
                "minFaceSide must be from 0 to " + LARGEST_SIDE);
        Require.that(
                errors.genderMinAge() >= 0 && errors.genderMinAge() <= OLDEST,
                "genderMinAge must be from 0 to " + OLDEST);
        Require.that(!errors.rows().isEmpty(), "rows is empty");
        for (int i = 0; i < errors.rows().size(); i++) {
            check("rows[" + i + "] ", errors.rows().get(i));
        }
    }

    private static void check(String where, MeasuredErrors.Row row) {
        Require.that(row.by() != null, where + "must say by what faces are told apart");
        Require.text(where + "part", row.part());
        Require.that(
                row.found() >= 0 && row.found() <= row.faces(),
                where + "must not have more faces found than there are");
        Require.that(
                row.ageError() == null || row.ageError() >= 0 && row.ageError() <= OLDEST,
                where + "must have an error of ages from 0 to " + OLDEST);
        Require.that(
                row.ageBias() == null || Math.abs(row.ageBias()) <= OLDEST,
                where + "must have a bias of ages of at most " + OLDEST);
        Require.that(isShare(row.genderNamed()) && isShare(row.genderRight()), where + "must have shares from 0 to 1");
    }

    private static boolean isShare(Double share) {
        return share == null || share >= 0 && share <= 1;
    }

    /** The text of a file. */
    public static String write(MeasuredErrors errors) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("data", errors.data());
        head.put("detector", errors.detector());
        head.put("frame", errors.frame());
        head.put("genderMinAge", errors.genderMinAge());
        head.put("measured", errors.measured());
        head.put("minFaceSide", errors.minFaceSide());
        head.put("networks", errors.networks());
        return "{\n"
                + head.entrySet().stream()
                        .map(field -> "  \"" + field.getKey() + "\": " + json(field.getValue()) + ",\n")
                        .collect(Collectors.joining())
                + "  \"rows\": [\n"
                + errors.rows().stream().map(row -> "    " + json(row)).collect(Collectors.joining(",\n"))
                + "\n  ]\n}\n";
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers", e);
        }
    }
}
