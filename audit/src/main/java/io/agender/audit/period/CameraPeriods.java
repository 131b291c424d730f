package io.agender.audit.period;

import io.agender.audit.Difference;
import io.agender.audit.RecordComparison;
import io.agender.audit.TopicRecord;
import io.agender.schemas.RollupSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares the records of a camera in a topic of hours or days with those that its windows make due, one after the other.
 * One that is not there may only be missing where the windows that were closed with it are as well: they are written
 * together.
 */
public final class CameraPeriods {

    private final String camera;
    private final RecordComparison<RollupSummary> comparison;
    private final List<TopicRecord<RollupSummary>> found;
    private final List<Missing> missing = new ArrayList<>();
    private int compared;
    private Optional<Difference> difference = Optional.empty();

    /** @param windows how many records of windows came before */
    private record Missing(TopicRecord<RollupSummary> record, int windows) {}

    /** @param found the camera's records of the topic, in order */
    public CameraPeriods(
            String camera, RecordComparison<RollupSummary> comparison, List<TopicRecord<RollupSummary>> found) {
        this.camera = camera;
        this.comparison = comparison;
        this.found = found;
    }

    /** Whether these records, which would be due, are those that are found next; nobody knows after a difference. */
    public boolean areNext(List<TopicRecord<RollupSummary>> due) {
        if (difference.isPresent()) {
            return true;
        }
        if (due.size() > found.size() - compared) {
            return false;
        }
        List<TopicRecord<RollupSummary>> next = found.subList(compared, compared + due.size());
        for (int i = 0; i < due.size(); i++) {
            EstimateBounds.accept(due.get(i).value(), next.get(i).value());
        }
        return comparison.first(camera, due, next).isEmpty();
    }

    /**
     * Takes in a record that is due.
     *
     * @param windows how many records of the camera's windows were due before those that are due with it
     */
    public void expect(TopicRecord<RollupSummary> due, int windows) {
        if (compared == found.size()) {
            missing.add(new Missing(due, windows));
        } else if (difference.isEmpty()) {
            TopicRecord<RollupSummary> next = found.get(compared++);
            EstimateBounds.accept(due.value(), next.value());
            difference = comparison.first(camera, List.of(due), List.of(next)).or(() -> EstimateBounds.wrong(
                            next.value())
                    .map(field -> comparison.difference(camera, next.value(), field)));
        }
    }

    /**
     * Takes note that there is no more.
     *
     * @param windows how many records of the camera's windows are in their topic
     */
    public void end(int windows) {
        if (difference.isEmpty() && compared < found.size()) {
            difference = comparison.first(camera, List.of(), found.subList(compared, found.size()));
        }
        if (difference.isEmpty() && !missing.isEmpty() && missing.get(0).windows() < windows) {
            difference = comparison.first(camera, List.of(missing.get(0).record()), List.of());
        }
    }

    public Optional<Difference> difference() {
        return difference;
    }

    /** How many records are as they must be, up to a difference. */
    public int compared() {
        return compared;
    }

    /** How many records are due that are not there. */
    public int missing() {
        return missing.size();
    }
}
