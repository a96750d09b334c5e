package io.signalbox.actuator.ssm;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.Parameters;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;

/**
 * Parameters of the types String and StringList. A SecureString is refused: its value would have to be remembered, and so to
 * travel through Kafka.
 */
public final class SsmParameters implements Parameters {

    private final Function<String, SsmClient> clients;
    private final MeterRegistry meters;

    /** @param clients by region; their own retries must be off, and no call of theirs may take half of {@link #LIMIT} */
    public SsmParameters(Function<String, SsmClient> clients, MeterRegistry meters) {
        this.clients = clients;
        this.meters = meters;
    }

    @Override
    public Optional<String> read(String region, String name) throws ActionFailedException {
        try {
            Parameter found = call("GetParameter", region, client -> client.getParameter(request -> request.name(name))
                    .parameter());
            if (found.type() == ParameterType.SECURE_STRING) {
                throw new ActionFailedException(
                        "secure-string", "parameter " + name + " in " + region + " is a SecureString", false);
            }
            return Optional.of(found.value());
        } catch (ParameterNotFoundException _) {
            return Optional.empty();
        } catch (SdkException e) {
            throw Trouble.of(e);
        }
    }

    @Override
    public void create(String region, String name, String value) throws ActionFailedException {
        put(region, request(name, value).type(ParameterType.STRING).overwrite(false));
    }

    @Override
    public void overwrite(String region, String name, String value) throws ActionFailedException {
        put(region, request(name, value).overwrite(true));
    }

    private static PutParameterRequest.Builder request(String name, String value) {
        return PutParameterRequest.builder().name(name).value(value);
    }

    private void put(String region, PutParameterRequest.Builder request) throws ActionFailedException {
        try {
            var _ = call("PutParameter", region, client -> client.putParameter(request.build()));
        } catch (SdkException e) {
            throw Trouble.of(e);
        }
    }

    @Override
    public void delete(String region, String name) throws ActionFailedException {
        try {
            var _ = call("DeleteParameter", region, client -> client.deleteParameter(request -> request.name(name)));
        } catch (ParameterNotFoundException _) {
            return;
        } catch (SdkException e) {
            throw Trouble.of(e);
        }
    }

    private <T> T call(String action, String region, Function<SsmClient, T> request) {
        String result = "ok";
        try {
            return request.apply(clients.apply(region));
        } catch (SdkException e) {
            result = Trouble.of(e).cause();
            throw e;
        } finally {
            meters.counter("signalbox.ssm.requests", "action", action, "result", result)
                    .increment();
        }
    }
}
