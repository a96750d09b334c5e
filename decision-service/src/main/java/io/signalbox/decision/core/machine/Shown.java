package io.signalbox.decision.core.machine;

import io.signalbox.contract.SiteName;
import io.signalbox.decision.core.machine.ConfirmationRule.Standing;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the public state says that changes by time alone, or by evidence that changes no verdict. @param suppressed sites */
record Shown(Standing standing, Set<SiteName> suppressed) {

    /** Whether the public state says otherwise than before. */
    boolean differs(@Nullable Shown before, Phase phase) {
        return standing.shows(before == null ? null : before.standing, phase)
                || before != null && !before.suppressed.equals(suppressed);
    }
}
