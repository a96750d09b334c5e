package io.signalbox.cli.direct;

import io.signalbox.contract.Command;
import io.signalbox.contract.step.StepArguments;
import java.util.List;

/** The decision whether a service may be switched without its cells. */
sealed interface SwitchDecision {

    /** @param why with what a person can do */
    record Refused(String why) implements SwitchDecision {}

    /**
     * @param preview what moves from where to where, and what is not done or not checked
     * @param command replaces the fence that was read, and only that one
     */
    record Permitted(List<String> preview, Command command, StepArguments.DnsSwitch arguments)
            implements SwitchDecision {

        public Permitted {
            preview = List.copyOf(preview);
        }
    }
}
