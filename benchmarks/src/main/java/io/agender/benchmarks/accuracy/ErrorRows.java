package io.agender.benchmarks.accuracy;

import io.agender.benchmarks.accuracy.AccuracyReport.Contestant;
import io.agender.models.MeasuredErrors;
import io.agender.models.MeasuredErrors.By;
import io.agender.models.MeasuredErrors.Row;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The tables of a model's card: what a contender's errors are, the weakest part of the faces first. */
final class ErrorRows {

    /** Comes after every share. */
    private static final double NONE_NAMED = 2;

    /** Where as many genders are right, or none is named, the ages decide. */
    private static final Comparator<Row> LEAST_RIGHT_FIRST = Comparator.comparingDouble(
                    (Row row) -> row.genderRight() == null ? NONE_NAMED : row.genderRight())
            .thenComparingDouble(ErrorRows::unerring);

    private static final Comparator<Row> FURTHEST_OFF_FIRST = Comparator.comparingDouble(ErrorRows::unerring);

    private static final double TENTHS = 10;
    private static final double THOUSANDTHS = 1000;

    private ErrorRows() {}

    /**
     * @param data names the faces, for people
     * @param frame that faces from afar were seen in
     * @param day of the measurement
     */
    static MeasuredErrors of(Contestant one, String data, String frame, double genderMinAge, LocalDate day) {
        Measured measured = one.measured();
        List<Row> rows = new ArrayList<>();
        rows.add(row(By.ALL, "all", one.all()));
        rows.addAll(weakestFirst(By.GROUP_AND_GENDER, one.parts().get(Breakdown.GROUP_AND_GENDER), LEAST_RIGHT_FIRST));
        rows.addAll(weakestFirst(By.GROUP, one.parts().get(Breakdown.GROUP), LEAST_RIGHT_FIRST));
        rows.addAll(weakestFirst(By.GENDER, one.parts().get(Breakdown.GENDER), LEAST_RIGHT_FIRST));
        rows.addAll(weakestFirst(By.AGE, one.parts().get(Breakdown.AGE), FURTHEST_OFF_FIRST));
        one.sizes().forEach((size, figures) -> rows.add(row(By.SIZE, size, figures)));
        return new MeasuredErrors(
                data,
                measured.contender().detector(),
                MeasuredPairs.networks(measured),
                day.toString(),
                frame,
                measured.minFaceSide(),
                genderMinAge,
                rows);
    }

    private static List<Row> weakestFirst(By by, Map<String, AccuracyMetrics> parts, Comparator<Row> order) {
        return parts == null
                ? List.of()
                : parts.entrySet().stream()
                        .map(part -> row(by, part.getKey(), part.getValue()))
                        .sorted(order)
                        .toList();
    }

    private static double unerring(Row row) {
        return row.ageError() == null ? 0 : -row.ageError();
    }

    private static Row row(By by, String part, AccuracyMetrics figures) {
        return new Row(
                by,
                part,
                figures.faces(),
                figures.found(),
                rounded(figures.ageMeanAbsoluteError().value(), TENTHS),
                rounded(figures.ageBias().value(), TENTHS),
                rounded(figures.genderNamed(), THOUSANDTHS),
                rounded(figures.genderRight().value(), THOUSANDTHS));
    }

    private static Double rounded(double value, double steps) {
        return Double.isNaN(value) ? null : Math.round(value * steps) / steps;
    }
}
