package io.signalbox.cli.deploy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stacks of a folder. @param stacks in the order in which they are created */
record Deployment(List<Stack> stacks) {

    /**
     * A stack of AWS CloudFormation.
     *
     * @param parameters empty where the file was read without them
     * @param variables names of environment variables of the topology, and the output that each takes its value from
     */
    record Stack(
            String name,
            String region,
            Path template,
            Map<String, String> parameters,
            Map<String, String> variables,
            @Nullable FailureSwitch failureSwitch) {

        @Override
        public String toString() {
            return name + " in " + region;
        }
    }

    /**
     * The environment variable of a function: while it is {@code true}, the function says that its site does not work.
     *
     * @param site as the topology names it
     * @param function the output of the stack with the function's name
     */
    record FailureSwitch(String site, String function, String variable) {}
}
