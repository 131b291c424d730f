package io.agender.dashboard;

/**
 * A count over several windows.
 *
 * @param count what is known
 * @param withheld in how many windows it was withheld; when there are any, count is a lower bound
 */
record Cell(long count, int withheld) {

    static final Cell NONE = new Cell(0, 0);

    Cell plus(Long value) {
        return value == null ? new Cell(count, withheld + 1) : new Cell(count + value, withheld);
    }
}
