package io.agender.launcher.live;

import java.time.LocalDate;

/**
 * The days that the clock has told, for what is deleted by them. A clock that is ahead by years would have everything
 * deleted at once, and so would one whose battery is empty, once it is set. So after a step of more than a few days, in
 * whichever direction, and at the very first, days are believed only when the clock has gone on from there for two; until
 * then the day before a step forward is, so that files also go where a machine runs once a week.
 *
 * @param since the day from which the clock has gone on
 * @param last the day that it told last
 * @param believed by which files may be deleted
 */
record SeenDays(LocalDate since, LocalDate last, LocalDate believed) {

    /** A machine that is off over a long weekend has no wrong clock. */
    private static final int STEP = 4;

    private static final int PROBATION = 2;

    /** Nothing is known of the days before. */
    static SeenDays first(LocalDate today) {
        return new SeenDays(today, today, LocalDate.EPOCH);
    }

    SeenDays and(LocalDate today) {
        if (today.isBefore(last)) {
            return new SeenDays(today, today, earlier(believed, today));
        }
        boolean leapt = today.isAfter(last.plusDays(STEP));
        LocalDate from = leapt ? today : since;
        if (!today.isBefore(from.plusDays(PROBATION))) {
            return new SeenDays(from, today, today);
        }
        return new SeenDays(from, today, leapt ? last : believed);
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
