package io.signalbox.actuator.app;

import io.signalbox.actuator.core.OutcomeSink;
import io.signalbox.actuator.kafka.KafkaOutcomes;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.name.ServiceName;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** The real thing, but for the step outcomes that are to be lost on their way. */
@Alternative
@Priority(1)
@Singleton
public class FlakyOutcomes implements OutcomeSink {

    private final KafkaOutcomes real;
    private final Map<ServiceName, AtomicInteger> toLose = new ConcurrentHashMap<>();

    FlakyOutcomes(
            @Channel("outcomes") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<byte[]> emitter) {
        this.real = new KafkaOutcomes(emitter);
    }

    void lose(ServiceName service, int times) {
        toLose.put(service, new AtomicInteger(times));
    }

    int leftToLose(ServiceName service) {
        return toLose.get(service).get();
    }

    @Override
    public void publish(Outcome outcome) {
        var left = toLose.get(outcome.service());
        if (outcome instanceof StepOutcome && left != null && left.getAndUpdate(n -> Math.max(n - 1, 0)) > 0) {
            throw new IllegalStateException("lost, on purpose");
        }
        real.publish(outcome);
    }
}
