package io.signalbox.contract.step;

import io.signalbox.contract.aws.AwsPartition;
import io.signalbox.contract.topology.yaml.AwsText;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The arguments of an action on an Aurora global database. */
record GlobalCluster(String region, String name, String cluster) {

    static @Nullable GlobalCluster read(Cursor at) {
        Fields fields = at.fields("region", "globalCluster", "cluster");
        String region = fields.required("region", AwsText::region);
        String name = fields.required("globalCluster", it -> AwsText.name(it, "a global cluster's identifier"));
        String cluster = fields.required("cluster", it -> AwsText.arn(it, "rds"));
        return fields.whole(() -> new GlobalCluster(region, name, cluster));
    }

    /** @param call that changes the writer */
    List<Need> needs(String call) {
        String globalArn = AwsPartition.ofArn(cluster).arn("rds::*:global-cluster:" + name);
        return List.of(Need.control(
                "Amazon RDS",
                region,
                new IamPermission(List.of(call), List.of(globalArn, cluster), new TreeMap<>()),
                IamPermission.of(globalArn, "rds:DescribeGlobalClusters")));
    }
}
