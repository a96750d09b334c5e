package io.signalbox.actuator.app;

import io.quarkus.runtime.ShutdownEvent;
import io.signalbox.actuator.kafka.CommandConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Receives commands. Mailboxes keep their order: virtual threads here would lose it. */
@ApplicationScoped
public class CommandChannel {

    private final CommandConsumer consumer;

    CommandChannel(CommandConsumer consumer) {
        this.consumer = consumer;
    }

    @Incoming("commands")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    CompletionStage<Void> receive(Message<byte[]> message) {
        return consumer.accept(message);
    }

    void stop(@Observes ShutdownEvent shutdown) {
        consumer.close();
    }
}
