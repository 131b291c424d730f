package io.agender.audit.look;

import io.agender.audit.LookRules;
import io.agender.schemas.HeadPose;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a track may have watched by now.
 *
 * @param before all looks that are over
 * @param since the first sight of the look that goes on; null where there is none
 * @param until its last sight so far; null where there is none
 * @param lasts whether it lasts long enough by now
 */
record PossibleLook(Duration before, Instant since, Instant until, boolean lasts) {

    /** Two sights farther apart are no one look. */
    private static final Duration LONGEST_GAP = Duration.ofSeconds(1);

    static final PossibleLook NONE = new PossibleLook(Duration.ZERO, null, null, false);

    /** All that may be after a sight; where the angle is on the limit, as rounded, it may watch or not. */
    List<PossibleLook> after(HeadPose pose, Instant time, LookRules rules) {
        if (pose == null) {
            return List.of(this);
        }
        List<PossibleLook> after = new ArrayList<>();
        if (isWithin(pose.getYaw(), rules.maxYaw(), true) && isWithin(pose.getPitch(), rules.maxPitch(), true)) {
            after.add(watching(time, rules));
        }
        if (!isWithin(pose.getYaw(), rules.maxYaw(), false) || !isWithin(pose.getPitch(), rules.maxPitch(), false)) {
            after.add(new PossibleLook(watched(), null, null, false));
        }
        return after;
    }

    private static boolean isWithin(float angle, double limit, boolean doubted) {
        float size = Math.abs(angle);
        boolean onLimit = Math.abs(size - limit) <= Math.ulp(size);
        return onLimit ? doubted : size <= limit;
    }

    private PossibleLook watching(Instant time, LookRules rules) {
        boolean goesOn = since != null && !time.isBefore(until) && !time.isAfter(until.plus(LONGEST_GAP));
        Instant from = goesOn ? since : time;
        boolean isLong = Duration.between(from, time).compareTo(rules.minTime()) >= 0;
        return new PossibleLook(goesOn ? before : watched(), from, time, goesOn && lasts || isLong);
    }

    /** All that counts so far. */
    private Duration watched() {
        return lasts ? before.plus(Duration.between(since, until)) : before;
    }

    long millis() {
        return watched().toMillis();
    }
}
