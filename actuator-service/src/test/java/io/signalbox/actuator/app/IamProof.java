package io.signalbox.actuator.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.actuator.app.PolicyPieces.Piece;
import io.signalbox.actuator.app.ProofWork.Result;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.needs.Holder;
import io.signalbox.contract.topology.needs.IamPolicy;
import io.signalbox.contract.topology.reader.TopologySource;
import io.signalbox.sandbox.iam.Policy;
import io.signalbox.sandbox.identity.Identities;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Shows that the policies of {@code make iam} are enough and minimal: with the whole policy all work is done and nothing denied;
 * without any one action, resource or value of it the work fails, and says which action was denied for which resource.
 */
final class IamProof {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> SETTINGS = Map.of(
            "SIGNALBOX_DRIFT_CLOUDTRAIL", "true", "AWS_ROLE_ARN", "arn:aws:iam::" + Identities.HOME + ":role/actuator");

    private final Set<String> known = new HashSet<>();
    private final Set<String> noticed = new HashSet<>();
    /** Actions of each process that were taken out by some work, and those that only stood beside it. */
    private final Set<String> tried = new HashSet<>();

    private final Set<String> granted = new TreeSet<>();
    private long calls;
    private long unexpected;
    private int removed;

    private IamProof() {}

    public static void main(String... arguments) throws Exception {
        var proof = new IamProof();
        for (ProofWork work : works().toList()) {
            proof.prove(work);
        }
        proof.sum();
        System.exit(0);
    }

    private void sum() {
        granted.removeAll(tried);
        granted.forEach(each -> System.out.println("NOT TAKEN OUT " + each));
        known.stream()
                .filter(each -> !noticed.contains(each))
                .forEach(each -> System.out.println("NOT NOTICED " + each));
        System.out.printf(
                "RESULT iam-proof calls=%d statements=%d removed=%d noticed=%d denied_unexpectedly=%d%n",
                calls, known.size() + granted.size(), removed, noticed.size(), unexpected);
    }

    static Stream<ProofWork> works() {
        return Stream.of(ProofSteps.all(), ProofReads.all(), ProofRoles.all(), ProofCommands.all())
                .flatMap(List::stream);
    }

    static Result withWholePolicy(ProofWork work) throws Exception {
        Topology topology = read(work.topology());
        return work.run().under(Policy.read(policy(work, topology)), topology);
    }

    private static String policy(ProofWork work, Topology topology) throws JsonProcessingException {
        String written = IamPolicy.of(topology, work.holder(), SETTINGS);
        if (work.holder() != Holder.ACTUATOR || topology.roles().isEmpty()) {
            return written;
        }
        JsonNode policies = JSON.readTree(written);
        return (work.role().isEmpty()
                        ? policies.required("actuator")
                        : policies.required("roles").required(work.role()).required("policy"))
                .toString();
    }

    private void prove(ProofWork work) throws Exception {
        Topology topology = read(work.topology());
        String policy = policy(work, topology);
        Result whole = work.run().under(Policy.read(policy), topology);
        calls += whole.calls();
        unexpected += whole.refusals().size() + (whole.trouble().isEmpty() ? 0 : 1);
        System.out.println(work);
        if (!whole.trouble().isEmpty() || !whole.refusals().isEmpty()) {
            System.out.println("  DENIED WITH THE WHOLE POLICY " + whole.trouble() + " " + whole.refusals());
        }
        for (Piece piece : PolicyPieces.of(policy)) {
            String action = work.whose() + " " + piece.action();
            if (work.uses(piece.action())) {
                tried.add(action);
                remove(work, topology, piece);
            } else {
                granted.add(action);
            }
        }
    }

    private void remove(ProofWork work, Topology topology, Piece piece) throws Exception {
        String name = work.whose() + " " + work.topology().hashCode() + " " + piece.text();
        boolean first = known.add(name);
        removed += first ? 1 : 0;
        Result result = work.run().under(Policy.read(piece.without()), topology);
        calls += result.calls();
        boolean seen = result.missed(piece.action());
        if (seen) {
            noticed.add(name);
        }
        System.out.printf(
                "  without %-110s %s%n",
                piece.text(),
                (seen ? "" : "NOT NOTICED ")
                        + result.trouble().lines().findFirst().orElse(""));
    }

    private static Topology read(String text) throws Exception {
        Path file = Files.writeString(Files.createTempFile("iam-proof", ".yaml"), text);
        return TopologySource.open(Optional.of(file), Map.of()).current();
    }
}
