package io.agender.launcher.run;

import io.agender.launcher.Home;
import java.time.ZoneId;

/**
 * How large a table may be, and whose clock it goes by.
 *
 * @param width most characters of a line
 * @param rows most rows, as far as the cameras allow it
 * @param zone of its times
 */
public record TableStyle(int width, int rows, ZoneId zone) {

    /** What fits everywhere: printers, mails, the smallest windows. */
    static final int WIDTH = 80;

    static final int ROWS = 20;

    /** Lines of a terminal that belong to what is said before and after. */
    private static final int OTHER_LINES = 8;

    /** For the terminal, or for what is no terminal: 80 characters. */
    public static TableStyle here(ZoneId zone) {
        return new TableStyle(
                Math.max(WIDTH, Home.columns().orElse(WIDTH)),
                Math.max(ROWS, Home.lines().orElse(0) - OTHER_LINES),
                zone);
    }
}
