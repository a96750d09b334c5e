package io.signalbox.actuator.ssm;

import io.signalbox.actuator.aws.Calls;
import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.ActionHandler;
import io.signalbox.actuator.core.ActionHandler.Adjustable;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.step.SsmPut;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.ParameterVersionNotFoundException;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;

/**
 * Parameters of the types String and StringList. Values may be secrets, so none is sent in an outcome: the remembered
 * value is a version of the parameter, which AWS keeps. A SecureString is refused.
 */
public final class SsmParameters implements Adjustable<SsmPut, SsmParameters.Stored> {

    private static final String VERSION = "version";

    private static final Map<String, String> ABSENT = Map.of("absent", "true");
    private static final Map<String, String> AS_WANTED = Map.of(VERSION, "wanted");

    private final Calls<String, SsmClient> calls;
    private final Map<String, String> environment;

    /** @param environment contains the variables in values */
    public SsmParameters(Calls<String, SsmClient> calls, Map<String, String> environment) {
        this.calls = calls;
        this.environment = Map.copyOf(environment);
    }

    /**
     * The parameter at one moment.
     *
     * @param value null if there is none
     * @param wanted the step's value, without references
     */
    public record Stored(@Nullable String value, long version, String wanted) implements Reading {

        @Override
        public Map<String, String> values() {
            return value == null ? ABSENT : Map.of(VERSION, String.valueOf(version));
        }

        @Override
        public Optional<String> waiting() {
            return Optional.empty();
        }

        /** Values never appear in messages. */
        @Override
        public String toString() {
            return "Stored" + values();
        }
    }

    @Override
    public Class<SsmPut> type() {
        return SsmPut.class;
    }

    @Override
    public String resource(SsmPut wanted) {
        return "parameter " + wanted.name() + " in " + wanted.region();
    }

    @Override
    public Stored read(SsmPut wanted, ActionAttempt turn) throws ActionFailedException {
        String value = ActionHandler.resolved(wanted.value(), environment);
        Optional<Parameter> found = get(wanted, wanted.name(), turn);
        if (found.isPresent() && found.get().type() == ParameterType.SECURE_STRING) {
            throw new ActionFailedException(
                    FailureCause.SECURE_STRING,
                    "parameter " + wanted.name() + " in " + wanted.region() + " is a SecureString",
                    false);
        }
        return found.map(parameter -> new Stored(parameter.value(), parameter.version(), value))
                .orElseGet(() -> new Stored(null, 0, value));
    }

    private Optional<Parameter> get(SsmPut wanted, String name, ActionAttempt turn) throws ActionFailedException {
        return calls.call("GetParameter", wanted.region(), turn, (client, within) -> {
            try {
                return Optional.of(
                        client.getParameter(request -> request.name(name).overrideConfiguration(within))
                                .parameter());
            } catch (ParameterNotFoundException | ParameterVersionNotFoundException _) {
                return Optional.empty();
            }
        });
    }

    @Override
    public Map<String, String> goal(SsmPut wanted, Stored present) {
        return present.wanted().equals(present.value()) ? present.values() : AS_WANTED;
    }

    @Override
    public Map<String, String> restored(Map<String, String> previous, Stored present) throws ActionFailedException {
        if (previous.equals(ABSENT) || previous.keySet().equals(Set.of(VERSION))) {
            return previous;
        }
        throw Adjustable.unreadable(previous, present);
    }

    @Override
    public Optional<String> change(SsmPut wanted, Stored present, Map<String, String> goal, ActionAttempt turn)
            throws ActionFailedException {
        if (goal.equals(ABSENT)) {
            delete(wanted, turn);
            return Optional.empty();
        }
        String value = goal.equals(AS_WANTED) ? present.wanted() : earlier(wanted, goal, turn);
        if (present.value() == null) {
            put(wanted, turn, request -> request.value(value)
                    .type(ParameterType.STRING)
                    .overwrite(false));
        } else if (!present.value().equals(value)) {
            put(wanted, turn, request -> request.value(value).overwrite(true));
        }
        return Optional.empty();
    }

    /** https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-versions.html */
    private String earlier(SsmPut wanted, Map<String, String> goal, ActionAttempt turn) throws ActionFailedException {
        int version = Adjustable.number(goal, VERSION);
        return get(wanted, wanted.name() + ":" + version, turn)
                .map(Parameter::value)
                .orElseThrow(() -> new ActionFailedException(
                        FailureCause.PREVIOUS_GONE,
                        "expected version " + version + " of parameter " + wanted.name() + " in " + wanted.region()
                                + ", found none: AWS keeps 100 versions, and none of a deleted parameter",
                        false));
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

    /** No parameter has that name now, whether or not there was one. */
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
