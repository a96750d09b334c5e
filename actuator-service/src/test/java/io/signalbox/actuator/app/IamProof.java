package io.signalbox.actuator.app;

import io.signalbox.actuator.app.PolicyPieces.Piece;
import io.signalbox.actuator.app.ProofWork.Result;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.needs.IamPolicy;
import io.signalbox.contract.topology.reader.TopologySource;
import io.signalbox.sandbox.iam.Policy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Shows that the policies of {@code make iam} are enough and minimal: with the whole policy all work is done and nothing denied;
 * without any one action, resource or value of it the work fails, and what is denied is that action.
 */
final class IamProof {

    private static final Map<String, String> SETTINGS = Map.of("SIGNALBOX_DRIFT_CLOUDTRAIL", "true");

    private final Set<String> known = new HashSet<>();
    private final Set<String> noticed = new HashSet<>();
    private long calls;
    private long unexpected;
    private int removed;

    private IamProof() {}

    public static void main(String... arguments) throws Exception {
        var proof = new IamProof();
        for (ProofWork work : works().toList()) {
            proof.prove(work);
        }
        proof.known.stream()
                .filter(each -> !proof.noticed.contains(each))
                .forEach(each -> System.out.println("NOT NOTICED " + each));
        System.out.println("RESULT iam-proof calls=" + proof.calls + " statements=" + proof.known.size() + " removed="
                + proof.removed + " noticed=" + proof.noticed.size() + " denied_unexpectedly=" + proof.unexpected);
        System.exit(0);
    }

    static Stream<ProofWork> works() {
        return Stream.of(ProofSteps.all(), ProofReads.all(), ProofCommands.all())
                .flatMap(List::stream);
    }

    static Result withWholePolicy(ProofWork work) throws Exception {
        Topology topology = read(work.topology());
        return work.run().under(Policy.read(policy(work, topology)), topology);
    }

    private static String policy(ProofWork work, Topology topology) {
        return IamPolicy.of(topology, work.holder(), SETTINGS);
    }

    private void prove(ProofWork work) throws Exception {
        Topology topology = read(work.topology());
        String policy = policy(work, topology);
        Result whole = work.run().under(Policy.read(policy), topology);
        calls += whole.calls();
        unexpected += whole.refusals().size() + (whole.trouble().isEmpty() ? 0 : 1);
        System.out.printf("%s %s%n", work.holder(), work.name());
        if (!whole.trouble().isEmpty() || !whole.refusals().isEmpty()) {
            System.out.println("  DENIED WITH THE WHOLE POLICY " + whole.trouble() + " " + whole.refusals());
        }
        for (Piece piece : PolicyPieces.of(policy)) {
            if (work.uses(piece.action())) {
                remove(work, topology, piece);
            }
        }
    }

    private void remove(ProofWork work, Topology topology, Piece piece) throws Exception {
        String name = work.holder() + " " + work.topology().hashCode() + " " + piece.text();
        boolean first = known.add(name);
        removed += first ? 1 : 0;
        Result result = work.run().under(Policy.read(piece.without()), topology);
        calls += result.calls();
        List<String> denied = result.refusals().stream()
                .map(refusal -> refusal.denial().action())
                .toList();
        boolean seen = !result.trouble().isEmpty() && denied.contains(piece.action());
        if (seen) {
            noticed.add(name);
        }
        System.out.printf(
                "  without %-110s %s%n",
                piece.text(), seen ? result.trouble().lines().findFirst().orElse("") : "NOT NOTICED");
    }

    private static Topology read(String text) throws Exception {
        Path file = Files.writeString(Files.createTempFile("iam-proof", ".yaml"), text);
        return TopologySource.open(Optional.of(file), Map.of()).current();
    }
}
