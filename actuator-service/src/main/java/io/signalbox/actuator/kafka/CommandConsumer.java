package io.signalbox.actuator.kafka;

import io.signalbox.actuator.core.OutcomeSink;
import io.signalbox.actuator.step.StepDispatcher;
import io.signalbox.contract.Command;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.codec.UnreadableException;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.step.StepArguments;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads commands, and acknowledges each one only once its outcome is stored. If the process ends in between, the
 * command is delivered again; the fence shows what was done already.
 */
public final class CommandConsumer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(CommandConsumer.class);
    private static final Codec<Command> COMMANDS = Codec.of(Command.class);

    /**
     * The commands for the loss of a region must fit, since only commands that are here together are sent together. A
     * larger backlog waits in Kafka, not in memory.
     */
    private static final int CAPACITY = 2_000;

    /** Bytes of a command's value. */
    private static final int LARGEST = 256 * 1024;

    private final CellName cell;
    private final StepDispatcher steps;
    private final OutcomeSink outcomes;
    private final RejectedCommands rejections;
    private final Duration pause;
    private final Mailboxes mailboxes = new Mailboxes(CAPACITY);
    private volatile boolean closed;

    /** @param pause the wait before an outcome that Kafka did not store is published again */
    public CommandConsumer(
            CellName cell, StepDispatcher steps, OutcomeSink outcomes, RejectedCommands rejections, Duration pause) {
        this.cell = cell;
        this.steps = steps;
        this.outcomes = outcomes;
        this.rejections = rejections;
        this.pause = pause;
    }

    /**
     * Never blocks.
     *
     * @return completes when another message may come, mostly long before this one is done
     */
    public CompletionStage<Void> accept(Message<byte[]> message) {
        try {
            Command command = read(message.getPayload());
            return mailboxes.post(
                    address(command), () -> finish(message, () -> outcomes.publish(steps.attempt(command))));
        } catch (UnreadableException e) {
            String cause = String.valueOf(e.getMessage());
            Thread.startVirtualThread(() -> finish(message, () -> rejections.publish(message, cause)));
            return CompletableFuture.completedFuture(null);
        }
    }

    /**
     * The steps of a service run one after the other. A notice has no fence and delays no step: its receiver may be
     * slow.
     */
    private static String address(Command command) {
        boolean notice = command.expected() == null && !(command.arguments() instanceof StepArguments.Naming);
        return notice
                ? command.service() + " " + command.plan()
                : command.service().value();
    }

    private Command read(byte @Nullable [] payload) throws UnreadableException {
        if (payload != null && payload.length > LARGEST) {
            throw new UnreadableException(
                    "Command: expected at most " + LARGEST + " bytes, got " + payload.length, null);
        }
        Command command = COMMANDS.read(payload);
        if (!command.cell().equals(cell)) {
            throw new UnreadableException("Command: of cell " + command.cell() + ", this is " + cell, null);
        }
        return command;
    }

    /**
     * If publishing fails, the whole command is executed again: a new look at the provider is worth more than an old
     * outcome.
     */
    private void finish(Message<byte[]> message, Runnable work) {
        while (!closed) {
            try {
                work.run();
                message.ack().toCompletableFuture().join();
                return;
            } catch (RuntimeException e) {
                LOG.warnf("outcome not stored, the command is done again in %s reason=%s", pause, e);
            }
            if (!rest()) {
                return;
            }
        }
    }

    private boolean rest() {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Unfinished commands stay unacknowledged, so Kafka delivers them to the next consumer. */
    @Override
    public void close() {
        closed = true;
    }
}
