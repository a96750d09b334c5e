package io.signalbox.cli.deploy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.signalbox.cli.console.Console;
import io.signalbox.cli.console.Output;
import io.signalbox.cli.console.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Shows what there is of a deployment. */
final class DeploymentStatus {

    private static final String ABSENT = "not there";

    private final Console console;
    private final DeploymentAccess access;

    DeploymentStatus(Console console, DeploymentAccess access) {
        this.console = console;
        this.access = access;
    }

    /** @return whether all is there and in order */
    boolean shown(Deployment deployment, boolean json) {
        var found = new LinkedHashMap<Deployment.Stack, Optional<StackState>>();
        deployment.stacks().forEach(stack -> found.put(stack, access.stacks().find(stack)));
        if (json) {
            printJson(found);
        } else {
            printTable(found);
            tellVariables(found);
        }
        return found.values().stream()
                .allMatch(state -> state.filter(StackState::isInOrder).isPresent());
    }

    private void printTable(Map<Deployment.Stack, Optional<StackState>> found) {
        var table = new Table("STACK", "REGION", "STATUS", "FAILURE SWITCH");
        found.forEach((stack, state) -> table.row(
                stack.name(),
                stack.region(),
                state.map(StackState::status).orElse(ABSENT),
                flipped(stack, state)
                        .map(on -> on ? "on: it fails on purpose" : "off")
                        .orElse("")));
        table.print(console);
    }

    private void printJson(Map<Deployment.Stack, Optional<StackState>> found) {
        var list = JsonNodeFactory.instance.arrayNode();
        found.forEach((stack, state) -> {
            var one = list.addObject()
                    .put("stack", stack.name())
                    .put("region", stack.region())
                    .put("status", state.map(StackState::status).orElse(null));
            flipped(stack, state).ifPresent(on -> one.put("failsOnPurpose", on));
            var outputs = one.putObject("outputs");
            state.map(StackState::outputs).orElse(Map.of()).forEach(outputs::put);
        });
        Output.print(console, list);
    }

    /** Empty if there is no switch, or no function yet. */
    private Optional<Boolean> flipped(Deployment.Stack stack, Optional<StackState> state) {
        Deployment.FailureSwitch flip = stack.failureSwitch();
        return flip == null
                ? Optional.empty()
                : state.map(there -> there.outputs().get(flip.function()))
                        .map(function -> access.functions().value(stack.region(), function, flip.variable()))
                        .map("true"::equals);
    }

    /** The outputs that the topology needs, as lines for a shell. */
    void tellVariables(Deployment deployment) {
        var found = new LinkedHashMap<Deployment.Stack, Optional<StackState>>();
        deployment.stacks().forEach(stack -> found.put(stack, access.stacks().find(stack)));
        tellVariables(found);
    }

    private void tellVariables(Map<Deployment.Stack, Optional<StackState>> found) {
        found.forEach(
                (stack, state) -> state.ifPresent(there -> stack.variables().forEach((variable, output) -> {
                    String value = there.outputs().get(output);
                    if (value != null) {
                        console.line("export " + variable + "='" + value.replace("'", "'\\''") + "'");
                    }
                })));
    }
}
