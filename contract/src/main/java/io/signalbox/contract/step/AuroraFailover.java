package io.signalbox.contract.step;

import io.signalbox.contract.topology.yaml.Cursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The writer of an Aurora global database is this cluster; changes that were not replicated are lost. This cannot be
 * undone.
 *
 * @param region of the cluster that becomes the writer
 * @param cluster its ARN
 */
public record AuroraFailover(String region, String globalCluster, String cluster) implements Action.Preparation {

    static final ActionKind<AuroraFailover> KIND =
            new ActionKind<>("aurora-failover", AuroraFailover.class, AuroraFailover::read);

    private static @Nullable AuroraFailover read(Cursor at) {
        GlobalCluster read = GlobalCluster.read(at);
        return read == null ? null : new AuroraFailover(read.region(), read.name(), read.cluster());
    }

    @Override
    public List<Need> needs() {
        return new GlobalCluster(region, globalCluster, cluster).needs("rds:FailoverGlobalCluster");
    }
}
