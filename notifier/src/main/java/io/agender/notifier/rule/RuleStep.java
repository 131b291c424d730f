package io.agender.notifier.rule;

import java.util.Optional;

/** How a rule stands after a record, and what is to be told of it. */
public record RuleStep(RuleState state, Optional<Alert> alert) {

    static RuleStep quiet(RuleState state) {
        return new RuleStep(state, Optional.empty());
    }
}
