package io.signalbox.cli.order;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One service, or all of them: one must be said. */
final class Scope {

    static final class Choice {

        @Parameters(paramLabel = "SERVICE", description = "The service.")
        private @Nullable String service;

        @Option(names = "--all", required = true, description = "All services of the cell.")
        private boolean all;
    }

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Choice choice = new Choice();

    /** Null for all services. */
    @Nullable
    String service() {
        return choice.all ? null : choice.service;
    }
}
