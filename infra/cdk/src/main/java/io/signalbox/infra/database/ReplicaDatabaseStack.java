package io.signalbox.infra.database;

import io.signalbox.infra.stack.RegionStack;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnDeletionPolicy;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.kms.CfnKey;
import software.amazon.awscdk.services.rds.CfnDBInstance;
import software.constructs.Construct;

/**
 * A read replica in another region, until {@code rds-promote} makes it a database of its own. Take {@code SourceDBInstanceIdentifier}
 * out of the template before the first update after that.
 */
public final class ReplicaDatabaseStack extends RegionStack {

    /** @param identifier of the instance, as the topology names it @param source the region of the database that is followed */
    public ReplicaDatabaseStack(
            Construct scope, String identifier, String region, String source, Vpc network, DatabaseEngine engine) {
        super(scope, identifier + "-database", region, "A read replica of the database in " + source);
        CfnParameter followed =
                parameter("SourceDatabaseArn", "String", "The output DatabaseArn of the stack in " + source);
        var place = new DatabaseNetwork(this, network, engine.port());
        CfnDBInstance replica = CfnDBInstance.Builder.create(this, "Replica")
                .dbInstanceIdentifier(identifier)
                .sourceDbInstanceIdentifier(followed.getValueAsString())
                .sourceRegion(source)
                .dbInstanceClass("db.t4g.medium")
                .storageType("gp3")
                .storageEncrypted(true)
                .kmsKeyId(key().getAttrArn())
                .deletionProtection(true)
                .dbSubnetGroupName(place.subnets())
                .vpcSecurityGroups(place.securityGroups())
                .publiclyAccessible(false)
                .build();
        replica.getCfnOptions().setDeletionPolicy(CfnDeletionPolicy.RETAIN);
        replica.getCfnOptions().setUpdateReplacePolicy(CfnDeletionPolicy.RETAIN);
        output("DatabaseHost", replica.getAttrEndpointAddress(), "What the application uses after the promotion");
    }

    /** A replica in another region is encrypted with a key of its own region. */
    private CfnKey key() {
        CfnKey key = CfnKey.Builder.create(this, "Key")
                .description("Encrypts the replica")
                .enableKeyRotation(true)
                .keyPolicy(Map.of(
                        "Version",
                        "2012-10-17",
                        "Statement",
                        List.of(Map.of(
                                "Effect",
                                "Allow",
                                "Principal",
                                Map.of("AWS", Fn.sub("arn:${AWS::Partition}:iam::${AWS::AccountId}:root")),
                                "Action",
                                "kms:*",
                                "Resource",
                                "*"))))
                .build();
        key.getCfnOptions().setDeletionPolicy(CfnDeletionPolicy.RETAIN);
        key.getCfnOptions().setUpdateReplacePolicy(CfnDeletionPolicy.RETAIN);
        return key;
    }
}
