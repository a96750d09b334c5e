package io.signalbox.decision.core.status;

import io.signalbox.contract.name.SiteName;
import io.signalbox.decision.core.govern.ConfirmationRule.Standing;
import io.signalbox.decision.core.state.Phase;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts of the public state that change by time alone, or by evidence that changes no verdict.
 *
 * @param suppressed the suppressed sites
 */
public record ShownState(Standing standing, Set<SiteName> suppressed) {

    /** True if the public state differs from before. */
    public boolean differs(@Nullable ShownState before, Phase phase) {
        return standing.shows(before == null ? null : before.standing, phase)
                || before != null && !before.suppressed.equals(suppressed);
    }
}
