package io.agender.notifier.rule;

import io.agender.notifier.rule.Condition.Dark;
import io.agender.notifier.rule.Condition.Finding;
import io.agender.notifier.rule.Condition.OfWindows;
import io.agender.schemas.CameraProgress;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.SummaryStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * A fold over summaries and marks of progress: what it answers follows from the records alone, in their order. So who reads
 * them again, after a crash, says the same again with the same ids.
 *
 * <p>A count, or a view, holds for as long as final windows without a gap between them say so; what is not known, or withheld, neither
 * begins nor ends anything. A camera is dark from the moment since which a mark says that nothing came, until a window that
 * begins after it has a frame. One that was stopped is not.
 */
public final class RuleEngine {

    private RuleEngine() {}

    /** Takes in a record of agender.summary. */
    public static RuleStep take(Rule rule, RuleState state, DemographicSummary window) {
        RuleState placed = state.at(window.getSite());
        if (rule.condition() instanceof OfWindows condition) {
            return window.getStatus() == SummaryStatus.FINAL
                    ? judge(rule, condition, placed, window)
                    : RuleStep.quiet(placed);
        }
        return seen(rule, placed, window);
    }

    private static RuleStep judge(Rule rule, OfWindows condition, RuleState state, DemographicSummary window) {
        Instant start = window.getWindowStart();
        if (state.upTo() != null && start.isBefore(state.upTo())) {
            return RuleStep.quiet(state); // later ones were taken already
        }
        Optional<Finding> found = condition.in(window);
        boolean unbroken = state.since() != null && (state.raised() || start.equals(state.upTo()));
        if (found.isEmpty()) {
            return RuleStep.quiet(state.holding(state.raised() ? state.since() : null, window.getWindowEnd()));
        }
        double figure = found.get().figure();
        if (found.get().holds()) {
            RuleState holding = state.holding(unbroken ? state.since() : start, window.getWindowEnd());
            boolean longEnough = !window.getWindowEnd().isBefore(holding.since().plus(rule.held()));
            return !state.raised() && longEnough
                    ? told(rule, holding.raise(), true, window.getWindowEnd(), figure)
                    : RuleStep.quiet(holding);
        }
        RuleState taken = state.holding(state.since(), window.getWindowEnd());
        return state.raised()
                ? new RuleStep(taken.clear(), Optional.of(Alert.of(rule, taken, false, start, figure)))
                : RuleStep.quiet(taken.clear());
    }

    private static RuleStep seen(Rule rule, RuleState state, DemographicSummary window) {
        boolean frames = window.getFramesAnalysed() + window.getFramesPredicted() + window.getFramesUndecodable() > 0;
        Instant start = window.getWindowStart();
        if (!frames || state.upTo() != null && !start.isAfter(state.upTo())) {
            return RuleStep.quiet(state);
        }
        RuleState taken = state.holding(state.since(), start);
        return state.raised() && start.isAfter(state.since())
                ? new RuleStep(taken.clear(), Optional.of(Alert.of(rule, taken, false, start, null)))
                : RuleStep.quiet(taken);
    }

    /** Takes in a record of agender.progress. */
    public static RuleStep take(Rule rule, RuleState state, CameraProgress mark) {
        if (!(rule.condition() instanceof Dark) || state.raised() || mark.getEnded()) {
            return RuleStep.quiet(state);
        }
        Instant since = mark.getSilentSince();
        boolean heardSince = state.upTo() != null && state.upTo().isAfter(since); // the mark is older than that
        Instant longEnough = since.plus(rule.held());
        if (heardSince || mark.getUpTo().equals(since) || mark.getUpTo().isBefore(longEnough)) {
            return RuleStep.quiet(state);
        }
        // Not the mark's own time: which mark is the first to say so is chance.
        return told(rule, state.holding(since, state.upTo()).raise(), true, longEnough, null);
    }

    private static RuleStep told(Rule rule, RuleState state, boolean raised, Instant at, Double figure) {
        return new RuleStep(state, Optional.of(Alert.of(rule, state, raised, at, figure)));
    }
}
