package io.agender.notifier;

import io.agender.notifier.outlet.Standing;
import io.agender.notifier.rule.Alert;
import io.agender.notifier.rule.Rule;
import io.agender.notifier.rule.RuleEngine;
import io.agender.notifier.rule.RuleState;
import io.agender.notifier.rule.RuleStep;
import io.agender.schemas.CameraProgress;
import io.agender.schemas.DemographicSummary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Applies all rules to records, and keeps how they stand. Not thread-safe. */
final class Watched {

    private final List<Rule> rules;
    private final Memory memory;
    private final Consumer<Alert> alerts;
    private final Consumer<Standing> standings;

    /**
     * @param alerts takes each alert
     * @param standings takes how a rule stands with a camera, when that is new
     */
    Watched(List<Rule> rules, Memory memory, Consumer<Alert> alerts, Consumer<Standing> standings) {
        this.rules = rules;
        this.memory = memory;
        this.alerts = alerts;
        this.standings = standings;
    }

    /** Tells how all rules stand with all cameras that are known. */
    void tellAll() {
        for (Rule rule : rules) {
            memory.states(key(rule)).values().forEach(state -> standings.accept(standing(rule, state)));
        }
    }

    void take(DemographicSummary window) {
        take(window.getCameraId(), (rule, state) -> RuleEngine.take(rule, state, window));
    }

    void take(CameraProgress mark) {
        take(mark.getCameraId(), (rule, state) -> RuleEngine.take(rule, state, mark));
    }

    private void take(String camera, BiFunction<Rule, RuleState, RuleStep> step) {
        for (Rule rule : rules) {
            if (rule.isAbout(camera)) {
                Map<String, RuleState> cameras = memory.states(key(rule));
                Optional<RuleState> before = Optional.ofNullable(cameras.get(camera));
                RuleStep next = step.apply(rule, before.orElseGet(() -> RuleState.begun(camera)));
                cameras.put(camera, next.state());
                if (before.isEmpty() || before.get().raised() != next.state().raised()) {
                    standings.accept(standing(rule, next.state()));
                }
                next.alert().ifPresent(alerts);
            }
        }
    }

    private static Standing standing(Rule rule, RuleState state) {
        return new Standing(rule.name(), rule.text(), rule.condition().isTrouble(), state.camera(), state.raised());
    }

    private static String key(Rule rule) {
        return rule.name() + ": " + rule.text();
    }
}
