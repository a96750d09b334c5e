package io.signalbox.decision.core.transition;

import io.signalbox.contract.Directive;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Watermark;
import io.signalbox.contract.name.ServiceName;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An input event of the decision stage (stage 2). */
public sealed interface ServiceEvent {

    /** The service that the event concerns; null for all services. */
    @Nullable
    ServiceName service();

    record VerdictChanged(SiteVerdict verdict) implements ServiceEvent {
        @Override
        public ServiceName service() {
            return verdict.service();
        }
    }

    /** Stage 1 reports how far it has read the evidence of several services, and which verdicts are confirmed. */
    record EvidenceRead(Watermark watermark) implements ServiceEvent {
        @Override
        public @Nullable ServiceName service() {
            return null;
        }
    }

    /** @param appended when Kafka stored the directive; null when unknown */
    record Directed(Directive directive, @Nullable Instant appended) implements ServiceEvent {

        /** A directive that is read later than this after Kafka stored it is refused. */
        public static final Duration LONGEST_WAIT = Duration.ofHours(1);

        public Directed(Directive directive) {
            this(directive, null);
        }

        public static boolean isTooOld(@Nullable Instant appended, Instant now) {
            return appended != null && appended.plus(LONGEST_WAIT).isBefore(now);
        }

        @Override
        public @Nullable ServiceName service() {
            return directive.service();
        }
    }

    record Reported(Outcome outcome) implements ServiceEvent {
        @Override
        public ServiceName service() {
            return outcome.service();
        }
    }
}
