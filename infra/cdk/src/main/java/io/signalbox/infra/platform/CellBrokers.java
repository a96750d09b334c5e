package io.signalbox.infra.platform;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.iam.CfnPolicy;
import software.amazon.awscdk.services.iam.CfnRole;
import software.constructs.Construct;

/** The connections of a region's processes to the Kafka of the cells: a Kafka that is there already, or Amazon MSK. */
final class CellBrokers {

    /** The name of the condition that user and password are needed. */
    static final String WITH_PASSWORD = "KafkaHasPasswords";

    private final Construct scope;
    private final String security;
    private final Map<String, String> brokers;
    private final Map<String, String> clusters;
    private final Collection<String> own;

    /** @param brokers by cell @param clusters the parameter that says which MSK cluster it is, by cell @param own the cell here, or none */
    CellBrokers(
            Construct scope,
            String security,
            Map<String, String> brokers,
            Map<String, String> clusters,
            Collection<String> own) {
        this.scope = scope;
        this.security = security;
        this.brokers = brokers;
        this.clusters = clusters;
        this.own = own;
        CfnCondition.Builder.create(scope, WITH_PASSWORD)
                .expression(Fn.conditionOr(
                        Fn.conditionEquals(security, "scram-sha-256"), Fn.conditionEquals(security, "scram-sha-512")))
                .build();
        clusters.forEach((cell, parameter) -> CfnCondition.Builder.create(scope, condition(parameter))
                .expression(Fn.conditionNot(Fn.conditionEquals(Fn.ref(parameter), "")))
                .build());
    }

    /** The variables of the examples' topologies and of the services. */
    Map<String, String> environment() {
        var environment = new TreeMap<String, String>();
        brokers.forEach((cell, address) ->
                environment.put("KAFKA_" + cell.toUpperCase(Locale.ROOT).replace('-', '_'), address));
        environment.put("KAFKA_SECURITY", security);
        environment.put("SIGNALBOX_KAFKA_SECURITY", security);
        own.forEach(cell -> environment.put("KAFKA_BOOTSTRAP_SERVERS", brokers.getOrDefault(cell, "")));
        return environment;
    }

    /** For Amazon MSK the rights are policies. A prober has them at every cell. */
    void allow(SignalboxProcess process, CfnRole role) {
        boolean everywhere = process.environment().containsKey("SIGNALBOX_VANTAGE");
        for (String cell : everywhere ? clusters.keySet() : own) {
            String parameter = clusters.getOrDefault(cell, "");
            CfnPolicy policy = CfnPolicy.Builder.create(scope, Labels.of(process.role()) + "At" + parameter)
                    .policyName("kafka-" + cell)
                    .policyDocument(MskRights.of(process.principal(), cell, parameter))
                    .roles(List.of(role.getRef()))
                    .build();
            policy.addOverride("Condition", condition(parameter));
        }
    }

    private static String condition(String parameter) {
        return parameter + "IsGiven";
    }
}
