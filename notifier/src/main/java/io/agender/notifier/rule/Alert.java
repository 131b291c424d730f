package io.agender.notifier.rule;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * A rule began or ceased to hold. Two of the same input are the same, id included.
 *
 * @param id the same however often it is told
 * @param rule name of the rule
 * @param text what the rule says
 * @param site label of the camera's place; null when it has none, or it is not known
 * @param raised whether it began; it ceased otherwise
 * @param since since when the condition held
 * @param at when it had held long enough, or held no more
 * @param figure what was counted then; null where nothing is
 */
public record Alert(
        String id,
        String rule,
        String text,
        String camera,
        String site,
        boolean raised,
        Instant since,
        Instant at,
        Double figure) {

    static Alert of(Rule rule, RuleState state, boolean raised, Instant at, Double figure) {
        String told = String.join(
                "\n",
                rule.name(),
                rule.text(),
                state.camera(),
                raised ? "raised" : "cleared",
                state.since().toString());
        return new Alert(
                UUID.nameUUIDFromBytes(told.getBytes(StandardCharsets.UTF_8)).toString(),
                rule.name(),
                rule.text(),
                state.camera(),
                state.site(),
                raised,
                state.since(),
                at,
                figure);
    }
}
