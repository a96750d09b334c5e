package io.signalbox.actuator.database;

import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.contract.FailureCause;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.rds.model.FailoverState;
import software.amazon.awssdk.services.rds.model.GlobalCluster;
import software.amazon.awssdk.services.rds.model.GlobalClusterMember;

/**
 * An Aurora global database at one moment.
 *
 * @param writer the ARN of the cluster that writes; during a change without one, of the former writer
 * @param changing the change of the writer that is under way, for a person; empty when there is none
 */
public record GlobalDatabase(String name, String status, String writer, Optional<String> changing) {

    private static final String AVAILABLE = "available";
    private static final Set<String> CHANGING = Set.of("failing-over", "switching-over");
    private static final int REGION_OF_ARN = 3;

    static GlobalDatabase of(GlobalCluster cluster) throws ActionFailedException {
        boolean changing = change(cluster).isPresent() || CHANGING.contains(cluster.status());
        return new GlobalDatabase(
                cluster.globalClusterIdentifier(),
                cluster.status(),
                writer(cluster),
                changing ? Optional.of(describe(cluster)) : Optional.empty());
    }

    /**
     * The change under way. A finished one is still listed, without a status.
     * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_FailoverState.html
     */
    private static Optional<FailoverState> change(GlobalCluster cluster) {
        return Optional.ofNullable(cluster.failoverState()).filter(state -> state.statusAsString() != null);
    }

    private static String writer(GlobalCluster cluster) throws ActionFailedException {
        return cluster.globalClusterMembers().stream()
                .filter(member -> Boolean.TRUE.equals(member.isWriter()))
                .map(GlobalClusterMember::dbClusterArn)
                .findFirst()
                .or(() -> change(cluster).map(FailoverState::fromDbClusterArn))
                .orElseThrow(() -> new ActionFailedException(
                        FailureCause.NO_WRITER,
                        "global database " + cluster.globalClusterIdentifier() + " has no writer",
                        true));
    }

    private static String describe(GlobalCluster cluster) {
        return "global database " + cluster.globalClusterIdentifier() + " is " + cluster.status()
                + change(cluster).map(GlobalDatabase::describe).orElse("");
    }

    private static String describe(FailoverState change) {
        String standing =
                switch (change.status()) {
                    case CANCELLING -> "is being cancelled";
                    case PENDING -> "is pending";
                    default -> "is under way";
                };
        return ": the change to " + change.toDbClusterArn() + " " + standing;
    }

    /** Why the database is not ready although its writer is the wanted one; empty when it is. */
    Optional<String> waiting() {
        return AVAILABLE.equals(status)
                ? changing
                : changing.or(() -> Optional.of("global database " + name + " is " + status));
    }

    String writerRegion() throws ActionFailedException {
        String[] parts = writer.split(":", -1);
        if (parts.length <= REGION_OF_ARN) {
            throw new ActionFailedException(
                    FailureCause.UNREADABLE, "the writer of " + name + " is no ARN: " + writer, true);
        }
        return parts[REGION_OF_ARN];
    }
}
