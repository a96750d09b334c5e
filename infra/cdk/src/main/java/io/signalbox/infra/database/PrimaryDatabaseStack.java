package io.signalbox.infra.database;

import io.signalbox.infra.stack.RegionStack;
import software.amazon.awscdk.CfnDeletionPolicy;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.rds.CfnDBInstance;
import software.amazon.awscdk.services.secretsmanager.CfnSecret;
import software.amazon.awscdk.services.secretsmanager.CfnSecretTargetAttachment;
import software.constructs.Construct;

/** The database that is written to, in two availability zones of one region. */
public final class PrimaryDatabaseStack extends RegionStack {

    /** Read replicas need backups of the source. */
    private static final int BACKUP_DAYS = 7;

    /** @param identifier of the instance */
    public PrimaryDatabaseStack(Construct scope, String identifier, String region, Vpc network, DatabaseEngine engine) {
        super(scope, identifier + "-database", region, "The database that is written to");
        var place = new DatabaseNetwork(this, network, engine.port());
        CfnSecret password = password(identifier);
        CfnDBInstance database = CfnDBInstance.Builder.create(this, "Database")
                .dbInstanceIdentifier(identifier)
                .engine(engine.engine())
                .engineVersion(engine.version())
                .dbInstanceClass("db.t4g.medium")
                .allocatedStorage("50")
                .storageType("gp3")
                .storageEncrypted(true)
                .multiAz(true)
                .backupRetentionPeriod(BACKUP_DAYS)
                .deletionProtection(true)
                .masterUsername(identifier)
                .masterUserPassword("{{resolve:secretsmanager:" + password.getRef() + ":SecretString:password}}")
                .dbSubnetGroupName(place.subnets())
                .vpcSecurityGroups(place.securityGroups())
                .publiclyAccessible(false)
                .build();
        database.getCfnOptions().setDeletionPolicy(CfnDeletionPolicy.SNAPSHOT);
        database.getCfnOptions().setUpdateReplacePolicy(CfnDeletionPolicy.SNAPSHOT);
        CfnSecretTargetAttachment.Builder.create(this, "PasswordOfDatabase")
                .secretId(password.getRef())
                .targetId(database.getRef())
                .targetType("AWS::RDS::DBInstance")
                .build();
        output("DatabaseArn", database.getAttrDbInstanceArn(), "For the replica in another region");
        output("DatabaseHost", database.getAttrEndpointAddress(), "For the application");
    }

    /** RDS makes no replica of an instance whose password it manages itself. */
    private CfnSecret password(String user) {
        return CfnSecret.Builder.create(this, "Password")
                .description("User and password of the database")
                .generateSecretString(CfnSecret.GenerateSecretStringProperty.builder()
                        .secretStringTemplate("{\"username\":\"" + user + "\"}")
                        .generateStringKey("password")
                        .excludeCharacters("\"@/\\ '")
                        .passwordLength(32)
                        .build())
                .build();
    }
}
