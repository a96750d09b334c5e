package io.signalbox.cli.deploy;

import io.signalbox.actuator.app.OwnAccount;
import io.signalbox.cli.console.CommandFailedException;
import io.signalbox.cli.console.ExitCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;

/** The environment variables of functions of AWS Lambda: https://docs.aws.amazon.com/lambda/latest/api/. */
final class Functions implements AutoCloseable {

    private static final int ATTEMPTS = 20;

    private final OwnAccount account;
    private final Duration pause;
    private final Map<String, LambdaClient> clients = new HashMap<>();

    /** @param pause between two looks at a function */
    Functions(OwnAccount account, Duration pause) {
        this.account = account;
        this.pause = pause;
    }

    private LambdaClient in(String region) {
        return clients.computeIfAbsent(region, name -> account.client(name, LambdaClient.builder()));
    }

    private GetFunctionConfigurationResponse configuration(String region, String function) {
        return in(region).getFunctionConfiguration(request -> request.functionName(function));
    }

    private static Map<String, String> variables(GetFunctionConfigurationResponse configuration) {
        return configuration.environment() == null
                ? Map.of()
                : configuration.environment().variables();
    }

    /** The value of a variable; empty text if it has none. */
    String value(String region, String function, String variable) {
        return variables(configuration(region, function)).getOrDefault(variable, "");
    }

    /**
     * Sets one variable, and waits until the function runs with it. An update replaces all variables: the others are sent
     * as they were read, and the update is refused if they have changed since.
     */
    void set(String region, String function, String variable, String value) throws InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            GetFunctionConfigurationResponse before = configuration(region, function);
            if (before.lastUpdateStatus() == LastUpdateStatus.FAILED) {
                throw new CommandFailedException(
                        ExitCode.REFUSED,
                        function + " in " + region + ": its last update failed: " + before.lastUpdateStatusReason());
            }
            boolean under = before.lastUpdateStatus() == LastUpdateStatus.IN_PROGRESS;
            if (!under && value.equals(variables(before).get(variable))) {
                return;
            }
            if (under || !update(region, function, before, variable, value)) {
                Thread.sleep(pause);
            }
        }
        throw new CommandFailedException(
                ExitCode.UNKNOWN, function + " in " + region + ": its update did not end; look with deploy --status");
    }

    /** False if another update was under way, or came first. */
    private boolean update(
            String region, String function, GetFunctionConfigurationResponse before, String variable, String value) {
        var all = new HashMap<>(variables(before));
        all.put(variable, value);
        try {
            in(region).updateFunctionConfiguration(request -> request.functionName(function)
                    .revisionId(before.revisionId())
                    .environment(environment -> environment.variables(all)));
            return true;
        } catch (PreconditionFailedException | ResourceConflictException _) {
            return false;
        }
    }

    @Override
    public void close() {
        clients.values().forEach(LambdaClient::close);
    }
}
