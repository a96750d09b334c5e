package io.signalbox.actuator.ssm;

import io.signalbox.actuator.aws.Calls;
import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.ActionHandler.Adjustable;
import io.signalbox.actuator.core.ActionHandler.Adjustable.Seen;
import io.signalbox.contract.step.SsmPut;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;

/**
 * Parameters of the types String and StringList. A SecureString is refused: its value would have to be remembered, and so to
 * travel through Kafka.
 */
public final class SsmParameters implements Adjustable<SsmPut, Seen> {

    private static final String VALUE = "value";
    private static final Map<String, String> ABSENT = Map.of("absent", "true");

    private final Calls<String, SsmClient> calls;

    public SsmParameters(Calls<String, SsmClient> calls) {
        this.calls = calls;
    }

    @Override
    public Class<SsmPut> type() {
        return SsmPut.class;
    }

    @Override
    public Seen read(SsmPut wanted, ActionAttempt turn) throws ActionFailedException {
        Optional<Parameter> found = calls.call("GetParameter", wanted.region(), turn, (client, within) -> {
            try {
                return Optional.of(client.getParameter(
                                request -> request.name(wanted.name()).overrideConfiguration(within))
                        .parameter());
            } catch (ParameterNotFoundException _) {
                return Optional.empty();
            }
        });
        if (found.isPresent() && found.get().type() == ParameterType.SECURE_STRING) {
            throw new ActionFailedException(
                    "secure-string",
                    "parameter " + wanted.name() + " in " + wanted.region() + " is a SecureString",
                    false);
        }
        return new Seen(found.map(parameter -> Map.of(VALUE, parameter.value())).orElse(ABSENT), Optional.empty());
    }

    @Override
    public Map<String, String> goal(SsmPut wanted, Seen present) {
        return Map.of(VALUE, wanted.value());
    }

    @Override
    public Map<String, String> restored(Map<String, String> previous, Seen present) throws ActionFailedException {
        if (previous.equals(ABSENT) || previous.containsKey(VALUE)) {
            return previous;
        }
        throw Adjustable.unreadable(previous, present);
    }

    @Override
    public Optional<String> change(SsmPut wanted, Seen present, Map<String, String> goal, ActionAttempt turn)
            throws ActionFailedException {
        String value = goal.get(VALUE);
        if (value == null) {
            delete(wanted, turn);
        } else if (present.values().equals(ABSENT)) {
            put(wanted, turn, request -> request.value(value)
                    .type(ParameterType.STRING)
                    .overwrite(false));
        } else {
            put(wanted, turn, request -> request.value(value).overwrite(true));
        }
        return Optional.empty();
    }

    private void put(SsmPut wanted, ActionAttempt turn, Consumer<PutParameterRequest.Builder> what)
            throws ActionFailedException {
        var _ = calls.call(
                "PutParameter",
                wanted.region(),
                turn,
                (client, within) -> client.putParameter(request ->
                        request.applyMutation(what).name(wanted.name()).overrideConfiguration(within)));
    }

    /** There is none of that name any more, whether or not there was. */
    private void delete(SsmPut wanted, ActionAttempt turn) throws ActionFailedException {
        var _ = calls.call("DeleteParameter", wanted.region(), turn, (client, within) -> {
            try {
                return Optional.of(client.deleteParameter(
                        request -> request.name(wanted.name()).overrideConfiguration(within)));
            } catch (ParameterNotFoundException _) {
                return Optional.empty();
            }
        });
    }
}
