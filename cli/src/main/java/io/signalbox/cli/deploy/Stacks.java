package io.signalbox.cli.deploy;

import io.signalbox.actuator.app.OwnAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** The stacks of an account: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/. */
final class Stacks implements AutoCloseable {

    private static final String INVALID = "ValidationError";

    private final OwnAccount account;
    private final Map<String, CloudFormationClient> clients = new HashMap<>();

    Stacks(OwnAccount account) {
        this.account = account;
    }

    private CloudFormationClient in(String region) {
        return clients.computeIfAbsent(region, name -> account.client(name, CloudFormationClient.builder()));
    }

    /** Empty if there is none. AWS has no error of its own for that. */
    Optional<StackState> find(Deployment.Stack stack) {
        try {
            return in(stack.region()).describeStacks(request -> request.stackName(stack.name())).stacks().stream()
                    .findFirst()
                    .map(Stacks::state);
        } catch (CloudFormationException e) {
            if (isInvalid(e, "does not exist")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static StackState state(software.amazon.awssdk.services.cloudformation.model.Stack found) {
        var outputs = new LinkedHashMap<String, String>();
        found.outputs().forEach(output -> outputs.put(output.outputKey(), output.outputValue()));
        return new StackState(found.stackStatusAsString(), found.stackStatusReason(), outputs);
    }

    /** @param token of all events of this creation. @return false if somebody else has just created it */
    boolean create(Deployment.Stack stack, String token) {
        try {
            in(stack.region()).createStack(request -> request.stackName(stack.name())
                    .templateBody(template(stack))
                    .parameters(parameters(stack))
                    .capabilities(Capability.CAPABILITY_NAMED_IAM)
                    .clientRequestToken(token));
            return true;
        } catch (AlreadyExistsException _) {
            return false;
        }
    }

    /** @return false if there is nothing to change */
    boolean update(Deployment.Stack stack, String token) {
        try {
            in(stack.region()).updateStack(request -> request.stackName(stack.name())
                    .templateBody(template(stack))
                    .parameters(parameters(stack))
                    .capabilities(Capability.CAPABILITY_NAMED_IAM)
                    .clientRequestToken(token));
            return true;
        } catch (CloudFormationException e) {
            if (isInvalid(e, "No updates are to be performed")) {
                return false;
            }
            throw e;
        }
    }

    void delete(Deployment.Stack stack, String token) {
        in(stack.region())
                .deleteStack(request -> request.stackName(stack.name()).clientRequestToken(token));
    }

    /** The resources that failed in a change, each with its reason, in the order in which they failed. */
    List<String> failures(Deployment.Stack stack, String token) {
        var failures = new ArrayList<String>();
        in(stack.region())
                .describeStackEventsPaginator(request -> request.stackName(stack.name()))
                .stackEvents()
                .forEach(event -> {
                    if (token.equals(event.clientRequestToken())
                            && event.resourceStatusAsString().endsWith("_FAILED")) {
                        failures.add(text(event));
                    }
                });
        Collections.reverse(failures);
        return failures;
    }

    private static String text(StackEvent event) {
        return event.logicalResourceId() + " (" + event.resourceType() + "): " + event.resourceStatusReason();
    }

    private static boolean isInvalid(CloudFormationException e, String text) {
        return e.awsErrorDetails().errorCode().equals(INVALID)
                && String.valueOf(e.awsErrorDetails().errorMessage()).contains(text);
    }

    private static String template(Deployment.Stack stack) {
        try {
            return Files.readString(stack.template());
        } catch (IOException e) {
            throw new UncheckedIOException(stack.template() + ": cannot be read", e);
        }
    }

    private static List<Parameter> parameters(Deployment.Stack stack) {
        return stack.parameters().entrySet().stream()
                .map(one -> Parameter.builder()
                        .parameterKey(one.getKey())
                        .parameterValue(one.getValue())
                        .build())
                .toList();
    }

    @Override
    public void close() {
        clients.values().forEach(CloudFormationClient::close);
    }
}
