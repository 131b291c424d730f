package io.agender.audit.row;

import io.agender.audit.Difference;
import io.agender.audit.FieldDifference;
import io.agender.schemas.DemographicRow;
import io.agender.schemas.Topic;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The rows of one camera or site in one length of period, against its summaries: of each summary all rows, in their order,
 * once. They are wanted from the first row on, for rows may have been switched on after the first summary. Rows of a
 * summary that is newer than those that were read are not looked at.
 */
final class SourceRows {

    private final String label;

    /** What is still to come, in the order of the summaries. */
    private final Map<Revision, Supplier<List<DemographicRow>>> due = new LinkedHashMap<>();

    private final Map<Instant, Integer> newest = new HashMap<>();
    private final Set<Revision> begun = new HashSet<>();
    private Revision current;
    private List<DemographicRow> rows = List.of();
    private int found;
    private long compared;

    private record Revision(Instant start, int number) {}

    /** @param label id of the camera, or label of the site */
    SourceRows(String label) {
        this.label = label;
    }

    /** Takes note of a summary, in the order of its topic. */
    void expect(Instant start, int revision, Supplier<List<DemographicRow>> wanted) {
        due.put(new Revision(start, revision), wanted);
        newest.merge(start, revision, Math::max);
    }

    /** Takes in the next row; tells what is wrong with it. */
    Optional<Difference> take(DemographicRow row) {
        Revision revision = new Revision(row.getPeriodStart(), row.getRevision());
        if (!revision.equals(current)) {
            Optional<Difference> wrong =
                    found < rows.size() ? Optional.of(missing(rows.get(found))) : begin(revision, row);
            if (wrong.isPresent() || !revision.equals(current)) {
                return wrong;
            }
        }
        if (found == rows.size()) {
            return Optional.of(whole(row, "no more rows of this summary", place(row) + " a second time"));
        }
        DemographicRow expected = rows.get(found++);
        compared++;
        return FieldDifference.first(expected, row)
                .map(field -> new Difference(
                        Topic.SUMMARY_ROWS, label, place(expected), field.field(), field.expected(), field.found()));
    }

    private Optional<Difference> begin(Revision revision, DemographicRow row) {
        if (!due.containsKey(revision)) {
            return isNewer(revision)
                    ? Optional.empty()
                    : Optional.of(whole(
                            row,
                            "no row of this summary here",
                            place(row) + (begun.contains(revision) ? " a second time" : "")));
        }
        if (begun.isEmpty()) {
            forgetBefore(revision);
        }
        begun.add(revision);
        current = revision;
        rows = due.remove(revision).get();
        found = 0;
        return Optional.empty();
    }

    private void forgetBefore(Revision first) {
        for (Iterator<Revision> earlier = due.keySet().iterator();
                earlier.hasNext() && !earlier.next().equals(first); ) {
            earlier.remove();
        }
    }

    /** Whether its summary may have been written after the summaries were read. */
    private boolean isNewer(Revision revision) {
        Integer known = newest.get(revision.start());
        return known == null
                ? newest.keySet().stream().noneMatch(start -> start.isAfter(revision.start()))
                : known < revision.number();
    }

    /** What is not there, when there are no more rows; nothing is wanted where there never was one. */
    Optional<Difference> end() {
        if (found < rows.size()) {
            return Optional.of(missing(rows.get(found)));
        }
        return begun.isEmpty()
                ? Optional.empty()
                : due.values().stream()
                        .findFirst()
                        .map(wanted -> missing(wanted.get().get(0)));
    }

    /** How many rows were looked at. */
    long compared() {
        return compared;
    }

    private Difference missing(DemographicRow row) {
        return whole(row, place(row), "no such row");
    }

    private Difference whole(DemographicRow row, String expected, String foundRow) {
        return new Difference(Topic.SUMMARY_ROWS, label, place(row), "record", expected, foundRow);
    }

    private static String place(DemographicRow row) {
        String of = row.getZone() != null
                ? ", zone " + row.getZone()
                : row.getLine() != null ? ", line " + row.getLine() : "";
        String cell = row.getGender() == null ? "" : ", " + row.getGender() + " from " + row.getFromAge();
        return row.getPeriod() + " " + row.getPeriodStart() + " revision " + row.getRevision() + of + cell;
    }
}
