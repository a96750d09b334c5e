package io.signalbox.sandbox.cloud;

import static io.signalbox.sandbox.cloud.Clients.EAST;
import static io.signalbox.sandbox.cloud.Clients.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.GlobalCluster;
import software.amazon.awssdk.services.rds.model.GlobalClusterMember;
import software.amazon.awssdk.services.rds.model.GlobalClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.InvalidDbClusterStateException;
import software.amazon.awssdk.services.rds.model.InvalidDbInstanceStateException;
import software.amazon.awssdk.services.rds.model.InvalidGlobalClusterStateException;
import software.amazon.awssdk.services.rds.model.RdsException;

class RdsTest {

    private static final String GLOBAL = "orders";
    private static final String IN_EAST = "arn:aws:rds:us-east-1:000000000000:cluster:orders-east";
    private static final String IN_WEST = "arn:aws:rds:us-west-2:000000000000:cluster:orders-west";
    private static final Duration MOMENT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofHours(1);

    private Cloud cloud;
    private RdsClient east;
    private RdsClient west;

    @BeforeEach
    void start() {
        cloud = Cloud.start();
        east = Clients.client(cloud.endpoint(), EAST, RdsClient.builder());
        west = Clients.client(cloud.endpoint(), WEST, RdsClient.builder());
        cloud.rds().putReplica(WEST, "orders-west", "arn:aws:rds:us-east-1:000000000000:db:orders-east");
        cloud.rds().putGlobalCluster(GLOBAL, List.of(IN_EAST, IN_WEST), IN_EAST);
    }

    @AfterEach
    void stop() {
        east.close();
        west.close();
        cloud.close();
    }

    private DBInstance instance() {
        return west.describeDBInstances(request -> request.dbInstanceIdentifier("orders-west"))
                .dbInstances()
                .getFirst();
    }

    private void promote() {
        west.promoteReadReplica(request -> request.dbInstanceIdentifier("orders-west"));
    }

    private GlobalCluster global() {
        return west.describeGlobalClusters(request -> request.globalClusterIdentifier(GLOBAL))
                .globalClusters()
                .getFirst();
    }

    private static String writer(GlobalCluster global) {
        return global.globalClusterMembers().stream()
                .filter(GlobalClusterMember::isWriter)
                .findFirst()
                .orElseThrow()
                .dbClusterArn();
    }

    @Test
    void takesItsTimeToPromoteAReplica() {
        cloud.rds().takes(LONG);
        assertThat(instance().readReplicaSourceDBInstanceIdentifier()).endsWith(":db:orders-east");
        assertThat(instance().dbInstanceStatus()).isEqualTo("available");

        promote();

        assertThat(instance().dbInstanceStatus()).isEqualTo("modifying");
        assertThatThrownBy(this::promote).isInstanceOf(InvalidDbInstanceStateException.class);
    }

    @Test
    void promotesAReplicaOnce() {
        cloud.rds().takes(MOMENT);

        promote();

        await().untilAsserted(() -> {
            assertThat(instance().dbInstanceStatus()).isEqualTo("available");
            assertThat(instance().readReplicaSourceDBInstanceIdentifier()).isNull();
        });
        assertThat(cloud.rds().instance(WEST, "orders-west").source()).isEmpty();
        assertThatThrownBy(this::promote).isInstanceOf(InvalidDbInstanceStateException.class);
    }

    /** Most statuses of https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/accessing-monitoring.html forbid it. */
    @ParameterizedTest
    @ValueSource(strings = {"backing-up", "rebooting", "storage-full", "upgrading"})
    void refusesToPromoteInMostStatuses(String status) {
        cloud.rds().status(WEST, "orders-west", status);

        assertThatThrownBy(this::promote)
                .isInstanceOf(InvalidDbInstanceStateException.class)
                .hasMessageContaining(status);
    }

    @Test
    void promotesAReplicaClusterOnce() {
        cloud.rds().putReplicaCluster(WEST, "orders-copy", IN_EAST);
        cloud.rds().takes(MOMENT);
        assertThat(cluster().replicationSourceIdentifier()).isEqualTo(IN_EAST);

        promoteCluster();

        assertThatThrownBy(this::promoteCluster).isInstanceOf(InvalidDbClusterStateException.class);
        await().untilAsserted(() -> assertThat(cluster().status()).isEqualTo("available"));
        assertThat(cluster().replicationSourceIdentifier()).isNull();
        assertThatThrownBy(() -> east.describeDBClusters(request -> request.dbClusterIdentifier("orders-copy")))
                .isInstanceOf(DbClusterNotFoundException.class);
    }

    private DBCluster cluster() {
        return west.describeDBClusters(request -> request.dbClusterIdentifier("orders-copy"))
                .dbClusters()
                .getFirst();
    }

    private void promoteCluster() {
        west.promoteReadReplicaDBCluster(request -> request.dbClusterIdentifier("orders-copy"));
    }

    @Test
    void mayStillCallItselfAReplicaWhenItIsBeingPromoted() {
        cloud.rds().noticesAfter(LONG);

        promote();

        assertThat(instance().dbInstanceStatus()).isEqualTo("available");
        assertThat(instance().readReplicaSourceDBInstanceIdentifier()).isNotNull();
        assertThatThrownBy(this::promote).isInstanceOf(InvalidDbInstanceStateException.class);
    }

    @Test
    void promotesNothingThatIsNotAvailable() {
        cloud.rds().status(WEST, "orders-west", "storage-full");

        assertThat(instance().dbInstanceStatus()).isEqualTo("storage-full");
        assertThatThrownBy(this::promote).isInstanceOf(InvalidDbInstanceStateException.class);
        assertThatThrownBy(() -> east.promoteReadReplica(request -> request.dbInstanceIdentifier("orders-west")))
                .isInstanceOf(DbInstanceNotFoundException.class);
        assertThatThrownBy(() -> east.describeDBInstances(request -> request.dbInstanceIdentifier("orders-west")))
                .isInstanceOf(DbInstanceNotFoundException.class);
    }

    @Test
    void takesItsTimeToFailOverInTheRegionOfTheTarget() {
        cloud.rds().takes(LONG);

        assertThatThrownBy(() -> failover(east))
                .isInstanceOf(RdsException.class)
                .hasMessageContaining(WEST);
        failover(west);

        assertThat(global().status()).isEqualTo("failing-over");
        assertThat(global().failoverState().toDbClusterArn()).isEqualTo(IN_WEST);
        assertThat(global().failoverState().isDataLossAllowed()).isTrue();
        assertThat(global().failoverState().fromDbClusterArn()).isEqualTo(IN_EAST);
        assertThat(global().globalClusterMembers())
                .as("while the writer changes, none writes")
                .noneMatch(GlobalClusterMember::isWriter);
        assertThatThrownBy(() -> failover(west)).isInstanceOf(InvalidGlobalClusterStateException.class);
    }

    @Test
    void failsOverOnce() {
        cloud.rds().takes(MOMENT);
        assertThat(writer(global())).isEqualTo(IN_EAST);

        failover(west);

        await().untilAsserted(() -> assertThat(global().status()).isEqualTo("available"));
        assertThat(writer(global())).isEqualTo(IN_WEST);
        assertThat(global().failoverState().status())
                .as("the state is there, and empty")
                .isNull();
        assertThatThrownBy(() -> failover(west)).isInstanceOf(InvalidDbClusterStateException.class);
    }

    private static void failover(RdsClient client) {
        client.failoverGlobalCluster(request -> request.globalClusterIdentifier(GLOBAL)
                .targetDbClusterIdentifier(IN_WEST)
                .allowDataLoss(true));
    }

    @Test
    void switchesOverInTheRegionOfTheWriter() {
        assertThatThrownBy(() -> switchover(west))
                .isInstanceOf(RdsException.class)
                .hasMessageContaining(EAST);
        switchover(east);

        assertThat(cloud.rds().globalCluster(GLOBAL).status()).isEqualTo("available");
        assertThat(cloud.rds().globalCluster(GLOBAL).writer()).isEqualTo(IN_WEST);
    }

    private static void switchover(RdsClient client) {
        client.switchoverGlobalCluster(
                request -> request.globalClusterIdentifier(GLOBAL).targetDbClusterIdentifier(IN_WEST));
    }

    @Test
    void takesAFailoverWithoutLeaveToLoseForASwitchover() {
        cloud.rds().takes(LONG);

        east.failoverGlobalCluster(
                request -> request.globalClusterIdentifier(GLOBAL).targetDbClusterIdentifier(IN_WEST));

        assertThat(global().status()).isEqualTo("switching-over");
    }

    @Test
    void refusesGlobalDatabasesAndClustersThatItDoesNotHave() {
        assertThatThrownBy(() -> west.describeGlobalClusters(request -> request.globalClusterIdentifier("billing")))
                .isInstanceOf(GlobalClusterNotFoundException.class);
        assertThatThrownBy(() -> east.switchoverGlobalCluster(
                        request -> request.globalClusterIdentifier(GLOBAL).targetDbClusterIdentifier(IN_WEST + "-2")))
                .isInstanceOf(DbClusterNotFoundException.class);
        assertThatThrownBy(() -> west.failoverGlobalCluster(request -> request.globalClusterIdentifier(GLOBAL)
                        .targetDbClusterIdentifier(IN_WEST)
                        .switchover(true)
                        .allowDataLoss(true)))
                .isInstanceOf(RdsException.class)
                .hasMessageContaining("cannot be specified together");
    }
}
