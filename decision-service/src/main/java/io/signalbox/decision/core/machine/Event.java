package io.signalbox.decision.core.machine;

import io.signalbox.contract.Directive;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.ServiceName;
import io.signalbox.contract.SiteVerdict;
import org.jspecify.annotations.Nullable;

/** What the second stage hears of. */
public sealed interface Event {

    /** The service it is about; null for all. */
    @Nullable
    ServiceName service();

    record VerdictChanged(SiteVerdict verdict) implements Event {
        @Override
        public ServiceName service() {
            return verdict.service();
        }
    }

    record Directed(Directive directive) implements Event {
        @Override
        public @Nullable ServiceName service() {
            return directive.service();
        }
    }

    record Reported(Outcome outcome) implements Event {
        @Override
        public ServiceName service() {
            return outcome.service();
        }
    }
}
