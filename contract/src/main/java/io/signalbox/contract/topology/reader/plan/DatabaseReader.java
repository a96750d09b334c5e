package io.signalbox.contract.topology.reader.plan;

import io.signalbox.contract.Action.AuroraFailover;
import io.signalbox.contract.Action.AuroraSwitchover;
import io.signalbox.contract.Action.RdsPromote;
import io.signalbox.contract.topology.yaml.AwsText;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads which database shall be the writer. */
final class DatabaseReader {

    private static final Duration DAY = Duration.ofDays(1);

    private DatabaseReader() {}

    static @Nullable RdsPromote promote(Cursor at) {
        Fields fields = at.fields("region", "instance", "maxLag");
        if (fields == null) {
            return null;
        }
        String region = fields.required("region", AwsText::region);
        String instance = fields.required("instance", it -> AwsText.name(it, "an instance's identifier"));
        Duration lag =
                fields.has("maxLag") ? fields.required("maxLag", it -> it.duration(Duration.ofSeconds(1), DAY)) : null;
        return region == null || instance == null
                ? null
                : new RdsPromote(region, instance, lag == null ? null : Math.toIntExact(lag.toSeconds()));
    }

    static @Nullable AuroraFailover failover(Cursor at) {
        Global global = global(at);
        return global == null ? null : new AuroraFailover(global.region(), global.name(), global.cluster());
    }

    static @Nullable AuroraSwitchover switchover(Cursor at) {
        Global global = global(at);
        return global == null ? null : new AuroraSwitchover(global.region(), global.name(), global.cluster());
    }

    private record Global(String region, String name, String cluster) {}

    private static @Nullable Global global(Cursor at) {
        Fields fields = at.fields("region", "globalCluster", "cluster");
        if (fields == null) {
            return null;
        }
        String region = fields.required("region", AwsText::region);
        String name = fields.required("globalCluster", it -> AwsText.name(it, "a global cluster's identifier"));
        String cluster = fields.required("cluster", it -> AwsText.arn(it, "rds"));
        return region == null || name == null || cluster == null ? null : new Global(region, name, cluster);
    }
}
