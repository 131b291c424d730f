package io.agender.notifier.rule;

import java.time.Instant;

/**
 * How a rule stands with a camera.
 *
 * @param site label of the camera's place, as it was told last; null for none
 * @param since since when the condition holds; null while it does not
 * @param upTo up to where windows were taken: of what is dark the start of the newest window with a frame; null for nowhere
 * @param raised whether it was told that it holds
 */
public record RuleState(String camera, String site, Instant since, Instant upTo, boolean raised) {

    /** Nothing is known of a camera. */
    public static RuleState begun(String camera) {
        return new RuleState(camera, null, null, null, false);
    }

    RuleState at(String label) {
        return new RuleState(camera, label, since, upTo, raised);
    }

    RuleState holding(Instant from, Instant taken) {
        return new RuleState(camera, site, from, taken, raised);
    }

    RuleState raise() {
        return new RuleState(camera, site, since, upTo, true);
    }

    RuleState clear() {
        return new RuleState(camera, site, null, upTo, false);
    }
}
