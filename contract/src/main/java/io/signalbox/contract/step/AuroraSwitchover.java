package io.signalbox.contract.step;

import io.signalbox.contract.topology.yaml.Cursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The writer of an Aurora global database is this cluster, and nothing is lost: both regions must work. The former
 * writer is remembered.
 *
 * @param region of the cluster that becomes the writer
 * @param cluster its ARN
 */
public record AuroraSwitchover(String region, String globalCluster, String cluster)
        implements Action.Adjustment, Action.Preparation {

    static final ActionKind<AuroraSwitchover> KIND =
            new ActionKind<>("aurora-switchover", AuroraSwitchover.class, AuroraSwitchover::read);

    private static @Nullable AuroraSwitchover read(Cursor at) {
        GlobalCluster read = GlobalCluster.read(at);
        return read == null ? null : new AuroraSwitchover(read.region(), read.name(), read.cluster());
    }

    /** The way back leads to whichever cluster wrote before, which the topology does not name. */
    @Override
    public List<Need> needs() {
        String anyCluster = cluster.replaceFirst(":rds:[^:]*:", ":rds:*:").replaceFirst(":cluster:.*", ":cluster:*");
        return new GlobalCluster(region, globalCluster, anyCluster).needs("rds:SwitchoverGlobalCluster");
    }
}
