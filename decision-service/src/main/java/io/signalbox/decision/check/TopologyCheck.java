package io.signalbox.decision.check;

import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.needs.IamPolicy;
import io.signalbox.contract.topology.reader.InvalidTopologyException;
import io.signalbox.contract.topology.reader.TopologySource;
import io.signalbox.decision.core.lint.Lint;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * {@code check FILE}: reads a topology, looks for what would fail when it is needed, and says what each loss leads to.
 * {@code iam FILE}: writes the IAM policy that its plans need.
 */
final class TopologyCheck {

    static final String CHECK = "check";
    static final String IAM = "iam";

    private static final int PASSED = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;

    /** @param environment the values of {@code ${NAME}} in the file */
    TopologyCheck(PrintStream out, PrintStream err, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.environment = environment;
    }

    /** @return the exit code: 0 passed, 1 errors were found, 2 wrong usage */
    int run(String... arguments) {
        if (arguments.length != 2) {
            err.println("expected: check FILE or iam FILE, a topology in YAML");
            return USAGE;
        }
        Topology topology;
        try {
            topology = TopologySource.open(Optional.of(Path.of(arguments[1])), environment)
                    .current();
        } catch (InvalidTopologyException e) {
            err.println(e.getMessage());
            return FAILED;
        }
        if (arguments[0].equals(IAM)) {
            out.println(IamPolicy.of(topology, environment));
            return PASSED;
        }
        Lint lint = Lint.of(topology);
        CheckPrinter.print(arguments[1], topology, lint, out);
        return lint.passes() ? PASSED : FAILED;
    }
}
