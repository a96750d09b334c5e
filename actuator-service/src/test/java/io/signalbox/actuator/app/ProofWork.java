package io.signalbox.actuator.app;

import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.needs.Holder;
import io.signalbox.sandbox.iam.Policy;
import io.signalbox.sandbox.identity.Identities;
import io.signalbox.sandbox.identity.Policies.Refusal;
import java.util.List;

/**
 * What a process does for a topology.
 *
 * @param topology as a file
 * @param role the ARN of the role whose policy it is; empty for that of the process's own credentials
 * @param used actions, or prefixes of them, whose permissions it needs; the others of the policy are shown by other work
 */
record ProofWork(String name, String topology, Holder holder, String role, List<String> used, Run run) {

    /** Words of AWS in a message about a missing permission; action and resource follow. */
    static final String DENIED = "is not authorized to perform: ";

    ProofWork(String name, String topology, Holder holder, List<String> used, Run run) {
        this(name, topology, holder, "", used, run);
    }

    boolean uses(String action) {
        return used.stream().anyMatch(each -> action.equals(each) || action.startsWith(each + ":"));
    }

    /** @param trouble how it failed; empty if it was done */
    record Result(String trouble, List<Refusal> refusals, long calls) {

        /** True if it failed for want of this permission, and says so, with the resource that it was wanted for. */
        boolean missed(String action) {
            return refusals.stream()
                    .map(Refusal::denial)
                    .anyMatch(denial -> denial.action().equals(action)
                            && trouble.contains(DENIED + action + " on resource: " + denial.resource()));
        }

        static Result of(String trouble, Identities identities) {
            return new Result(
                    trouble,
                    identities.policies().refusals(),
                    identities.policies().evaluated());
        }
    }

    /** Does the work in a world of its own, under a policy. */
    interface Run {
        Result under(Policy policy, Topology topology) throws Exception;
    }

    /** The owner of the policy: the process, or a role by its ARN. */
    String whose() {
        return role.isEmpty() ? holder.toString() : role;
    }

    @Override
    public String toString() {
        return whose() + " " + name;
    }
}
