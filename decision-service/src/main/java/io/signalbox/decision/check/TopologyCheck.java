package io.signalbox.decision.check;

import io.signalbox.contract.acl.AccessTable;
import io.signalbox.contract.acl.AclFormat;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.needs.AccessPolicy;
import io.signalbox.contract.topology.needs.Holder;
import io.signalbox.contract.topology.needs.IamPolicy;
import io.signalbox.contract.topology.reader.InvalidTopologyException;
import io.signalbox.contract.topology.reader.TopologySource;
import io.signalbox.decision.core.lint.Lint;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * {@code check FILE}: reads a topology, finds weaknesses, and shows what each loss leads to. {@code iam FILE [HOLDER]}:
 * writes the IAM policy that actuator-service, or another process, needs. {@code acls FILE [FORMAT]}: writes the rights
 * at the Kafka of a cell.
 */
public final class TopologyCheck {

    static final String CHECK = "check";
    static final String IAM = "iam";
    static final String ACLS = "acls";

    private static final int PASSED = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int HOLDER = 2;

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;

    /** @param environment the values of {@code ${NAME}} in the file */
    public TopologyCheck(PrintStream out, PrintStream err, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.environment = environment;
    }

    /** @return the exit code: 0 passed, 1 errors were found, 2 wrong usage */
    public int run(String... arguments) {
        return arguments.length > 0 && arguments[0].equals(ACLS) ? acls(arguments) : checkOrIam(arguments);
    }

    private int acls(String... arguments) {
        AclFormat format = arguments.length == HOLDER
                ? AclFormat.KAFKA_ACLS
                : arguments.length == HOLDER + 1
                        ? AclFormat.of(arguments[HOLDER]).orElse(null)
                        : null;
        if (format == null) {
            err.println("expected: acls FILE [FORMAT], a topology in YAML and one of "
                    + Arrays.toString(AclFormat.values()));
            return USAGE;
        }
        try {
            Topology topology = TopologySource.open(Optional.of(Path.of(arguments[1])), environment)
                    .current();
            out.print(format.write(AccessTable.of(topology.vantages())));
            return PASSED;
        } catch (InvalidTopologyException e) {
            err.println(e.getMessage());
            return FAILED;
        }
    }

    private int checkOrIam(String... arguments) {
        Holder holder = arguments.length == HOLDER + 1 && arguments[0].equals(IAM)
                ? Holder.of(arguments[HOLDER]).orElse(null)
                : Holder.ACTUATOR;
        if (arguments.length < HOLDER || arguments.length > HOLDER + 1 || holder == null) {
            err.println("expected: check FILE or iam FILE [HOLDER], a topology in YAML and one of "
                    + Arrays.toString(Holder.values()));
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
            return iam(topology, holder, arguments[1]);
        }
        Lint lint = Lint.of(topology);
        CheckPrinter.print(arguments[1], topology, lint, out);
        return lint.passes() ? PASSED : FAILED;
    }

    /** AWS accepts no policy without statements. */
    private int iam(Topology topology, Holder holder, String file) {
        if (AccessPolicy.of(topology, holder, false).isEmpty()) {
            err.println(holder + " needs no permissions of AWS for " + file);
        } else {
            try {
                out.println(IamPolicy.of(topology, holder, environment));
            } catch (IllegalArgumentException e) {
                err.println(e.getMessage());
                return FAILED;
            }
        }
        return PASSED;
    }
}
