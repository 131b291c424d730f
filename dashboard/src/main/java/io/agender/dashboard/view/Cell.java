package io.agender.dashboard.view;

/**
 * A count over several windows.
 *
 * @param count what is known
 * @param withheld in how many windows it was withheld; when there are any, count is a lower bound
 */
public record Cell(long count, int withheld) {

    public static final Cell NONE = new Cell(0, 0);

    public Cell plus(Long value) {
        return value == null ? new Cell(count, withheld + 1) : new Cell(count + value, withheld);
    }
}
