package io.agender.dashboard.report;

import io.agender.dashboard.view.BandView;
import io.agender.dashboard.view.Cell;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.SummaryField;
import io.agender.schemas.SummaryField.Rollup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.generic.IndexedRecord;

/**
 * Sums records up, field by field as their schema says: what adds up is added, of the highest the highest is kept, means are
 * worked out of sums, and what neither adds up nor is a mean is left out. What is withheld is counted, not taken for zero.
 * Not thread-safe.
 */
final class FieldSums {

    /** A mean and the sums that it is worked out of, with their unit. */
    private record Mean(String name, String total, String of, double unit) {}

    private static final double MILLIS = 1000;

    private static final List<Mean> MEANS = List.of(
            new Mean("dwellMeanSeconds", "dwellTotalMillis", "tracksEnded", MILLIS),
            new Mean("dwellMeanSeconds", "dwellTotalMillis", "staysEnded", MILLIS),
            new Mean("attentionMeanSeconds", "attentionTotalMillis", "watchersEnded", MILLIS));

    private static final Comparator<BandView> BY_AGE = Comparator.comparingInt(BandView::fromAge)
            .thenComparing(BandView::toAge, Comparator.nullsLast(Comparator.naturalOrder()));

    /**
     * What a schema has of all this.
     *
     * @param figures by the names of the lists what their fields are
     */
    record Layout(
            List<SummaryField> numbers,
            List<SummaryField> tables,
            Map<SummaryField, Layout> figures,
            List<String> means) {

        static Layout of(List<SummaryField> fields) {
            return new Layout(
                    fields.stream()
                            .filter(field ->
                                    field.isCount() && (field.rollup() == Rollup.SUM || field.rollup() == Rollup.MAX))
                            .toList(),
                    fields.stream()
                            .filter(field -> field.isTable() && field.rollup() == Rollup.SUM)
                            .toList(),
                    fields.stream()
                            .filter(SummaryField::isFigures)
                            .collect(Collectors.toMap(
                                    field -> field,
                                    field -> Layout.of(field.ofFigures()),
                                    (one, same) -> one,
                                    LinkedHashMap::new)),
                    fields.stream()
                            .filter(field -> field.rollup() == Rollup.MEAN)
                            .map(SummaryField::name)
                            .toList());
        }
    }

    private final Layout layout;

    /** A {@link Cell} of what is of people, null where nothing tells it; of all else a long. */
    private final Map<String, Object> numbers = new LinkedHashMap<>();

    /** Of what a mean is, in records that tell both: the total, and of how many. */
    private final Map<Mean, long[]> means = new LinkedHashMap<>();

    private final Map<String, Map<BandView, BandView>> tables = new LinkedHashMap<>();
    private final Map<String, Map<String, FieldSums>> figures = new LinkedHashMap<>();

    FieldSums(Layout layout) {
        this.layout = layout;
        layout.numbers()
                .forEach(field -> numbers.put(field.name(), field.privacy().isOfPeople() ? null : (Object) 0L));
        layout.tables().forEach(field -> tables.put(field.name(), new TreeMap<>(BY_AGE)));
        layout.figures().forEach((field, inner) -> figures.put(field.name(), new LinkedHashMap<>()));
    }

    /** @param withheld whether something of the record is withheld, so that what is null is not known to be nothing */
    void add(IndexedRecord record, boolean withheld) {
        layout.numbers().forEach(field -> addNumber(field, field.in(record), withheld));
        for (Mean mean : MEANS) {
            Object total = value(record, mean.total());
            Object of = value(record, mean.of());
            if (total != null && of != null) {
                long[] known = means.computeIfAbsent(mean, one -> new long[2]);
                known[0] += ((Number) total).longValue();
                known[1] += ((Number) of).longValue();
            }
        }
        for (SummaryField field : layout.tables()) {
            for (Object band : (List<?>) field.in(record)) {
                AgeBandCount count = (AgeBandCount) band;
                tables.get(field.name()).merge(key(BandView.of(count)), BandView.of(count), FieldSums::plus);
            }
        }
        layout.figures().forEach((field, inner) -> {
            for (Object one : (List<?>) field.in(record)) {
                IndexedRecord figure = (IndexedRecord) one;
                figures.get(field.name())
                        .computeIfAbsent((String) figure.get(0), name -> new FieldSums(inner))
                        .add(figure, withheld);
            }
        });
    }

    private static Object value(IndexedRecord record, String field) {
        return record.getSchema().getField(field) == null
                ? null
                : record.get(record.getSchema().getField(field).pos());
    }

    private void addNumber(SummaryField field, Object value, boolean withheld) {
        if (field.privacy().isOfPeople()) {
            if (value != null || withheld) {
                numbers.merge(field.name(), Cell.NONE.plus((Long) value), (one, more) -> plus((Cell) one, (Cell) more));
            }
        } else {
            numbers.merge(
                    field.name(),
                    ((Number) value).longValue(),
                    (one, more) -> field.rollup() == Rollup.MAX
                            ? Math.max((Long) one, (Long) more)
                            : (Long) one + (Long) more);
        }
    }

    /** Adds another sum of the same layout. */
    void add(FieldSums other) {
        for (SummaryField field : layout.numbers()) {
            Object more = other.numbers.get(field.name());
            if (more instanceof Cell cell) {
                numbers.merge(field.name(), cell, (one, same) -> plus((Cell) one, cell));
            } else if (more != null) {
                addNumber(field, more, false);
            }
        }
        other.means.forEach((mean, more) ->
                means.merge(mean, more.clone(), (one, same) -> new long[] {one[0] + more[0], one[1] + more[1]}));
        other.tables.forEach(
                (name, bands) -> bands.forEach((key, band) -> tables.get(name).merge(key, band, FieldSums::plus)));
        other.figures.forEach((name, all) -> all.forEach((one, sums) -> figures.get(name)
                .computeIfAbsent(one, same -> new FieldSums(sums.layout))
                .add(sums)));
    }

    /** A number that adds up; null where nothing tells it. */
    Object number(String name) {
        return numbers.get(name);
    }

    /** All of it by the names of the fields: numbers, {@link Cell}s, means, lists of bands, lists of figures with their names. */
    Map<String, Object> view() {
        Map<String, Object> view = new LinkedHashMap<>(numbers);
        layout.means().forEach(name -> view.put(name, null));
        means.forEach((mean, known) -> {
            if (known[1] > 0 && view.containsKey(mean.name())) {
                view.put(mean.name(), known[0] / mean.unit() / known[1]);
            }
        });
        if (view.containsKey("averageOccupancy")) {
            long frames = (Long) numbers.get("framesAnalysed") - (Long) numbers.get("framesImpaired");
            long faces = (Long) numbers.get("facesDetected") - (Long) numbers.get("facesInImpairedFrames");
            view.put("averageOccupancy", frames == 0 ? null : (Object) ((double) faces / frames));
        }
        tables.forEach((name, bands) -> view.put(name, new ArrayList<>(bands.values())));
        figures.forEach((name, all) -> {
            List<Map<String, Object>> list = new ArrayList<>();
            all.forEach((one, sums) -> {
                Map<String, Object> named = new LinkedHashMap<>();
                named.put("name", one);
                named.putAll(sums.view());
                list.add(named);
            });
            view.put(name, list);
        });
        return view;
    }

    private static BandView key(BandView band) {
        return new BandView(band.fromAge(), band.toAge(), Cell.NONE, Cell.NONE, Cell.NONE);
    }

    private static BandView plus(BandView one, BandView other) {
        return new BandView(
                one.fromAge(),
                one.toAge(),
                plus(one.female(), other.female()),
                plus(one.male(), other.male()),
                plus(one.unknown(), other.unknown()));
    }

    static Cell plus(Cell one, Cell other) {
        return new Cell(one.count() + other.count(), one.withheld() + other.withheld());
    }
}
