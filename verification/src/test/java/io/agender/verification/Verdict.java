package io.agender.verification;

import io.agender.audit.Difference;
import java.util.Optional;

/** What the checker says; its text is its last word. */
record Verdict(Expectation expected, Outputs found, Periods periods, Optional<Difference> difference) {

    @Override
    public String toString() {
        return difference
                .map(Difference::toString)
                .orElseGet(() -> "ALL RECORDS ACCOUNTED FOR: " + expected.frames() + " frames of "
                        + found.faces().size() + " cameras, " + found.faceRecords() + " records of faces, "
                        + found.summaryRecords() + " summaries, "
                        + expected.deadLetters().size() + " dead letters");
    }
}
