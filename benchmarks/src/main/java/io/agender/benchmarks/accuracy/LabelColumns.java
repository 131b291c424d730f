package io.agender.benchmarks.accuracy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which columns of a table of labels say what. Names are compared without regard to case.
 *
 * @param named what the user said: {@code file}, {@code age}, {@code age_from}, {@code age_to}, {@code gender} and
 *     {@code group}, each with the name of the column
 */
record LabelColumns(Map<String, String> named) {

    static final String FILE = "file";
    static final String AGE = "age";
    static final String AGE_FROM = "age_from";
    static final String AGE_TO = "age_to";
    static final String GENDER = "gender";
    static final String GROUP = "group";

    /** By these names the columns are found when the user says nothing: our own, and those of FairFace and UTKFace. */
    private static final Map<String, List<String>> USUAL = Map.of(
            FILE, List.of("file", "path", "image", "filename", "img_path", "face_name_align"),
            AGE, List.of("age"),
            AGE_FROM, List.of("age_from"),
            AGE_TO, List.of("age_to"),
            GENDER, List.of("gender", "sex"),
            GROUP, List.of("group", "race", "ethnicity"));

    LabelColumns {
        Set<String> unknown = new TreeSet<>(named.keySet());
        unknown.removeAll(USUAL.keySet());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    String.join(", ", unknown) + " is nothing that a column can say; known are "
                            + String.join(", ", new TreeSet<>(USUAL.keySet())));
        }
        named = Map.copyOf(named);
    }

    /**
     * The place of a column in a table.
     *
     * @param header the names of the columns
     * @throws IllegalArgumentException when the user named a column that is not there
     */
    Optional<Integer> find(String what, List<String> header) {
        List<String> names = header.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        String wanted = named.get(what);
        if (wanted != null) {
            int at = names.indexOf(wanted.strip().toLowerCase(Locale.ROOT));
            if (at < 0) {
                throw new IllegalArgumentException(
                        "there is no column " + wanted + "; the columns are " + String.join(", ", header));
            }
            return Optional.of(at);
        }
        return USUAL.get(what).stream()
                .map(names::indexOf)
                .filter(at -> at >= 0)
                .findFirst();
    }
}
