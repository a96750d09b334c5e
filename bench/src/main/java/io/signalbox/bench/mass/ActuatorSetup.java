package io.signalbox.bench.mass;

import io.signalbox.bench.ServiceMetrics;
import io.signalbox.contract.name.CellName;
import io.signalbox.sandbox.aws.Pace;
import io.signalbox.sandbox.aws.Route53;
import io.signalbox.sandbox.dns.NameServer;
import io.signalbox.sandbox.kafka.Broker;
import io.signalbox.sandbox.kafka.CellTopics;
import io.signalbox.sandbox.process.Packaging;
import io.signalbox.sandbox.process.ServiceProcess;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An actuator-service process with a broker in each cell, and for all of them a Route 53 that allows five requests a second,
 * and a name server.
 */
final class ActuatorSetup implements AutoCloseable {

    private final Map<CellName, Broker> brokers = new LinkedHashMap<>();
    private final Route53 route53 = Route53.start(Pace.DEMO);
    private final NameServer nameServer = NameServer.start(route53::zones, Map.of());
    private final ZoneServices names;
    private final List<ServiceProcess> services;

    /** Returns when all services are ready. */
    ActuatorSetup(Path directory, List<CellName> cells, int earlier, int lost, Poisoning poisoning) {
        cells.forEach(cell -> brokers.put(cell, Broker.start(directory.resolve("kafka-" + cell))));
        boolean poisoned = poisoning != Poisoning.NEVER;
        String healthCheck =
                poisoned ? UUID.randomUUID().toString() : route53.healthChecks().follow(() -> true);
        names = ZoneServices.write(directory, brokers, earlier, lost, healthCheck, poisoned);
        route53.createZone(ZoneServices.ZONE).seed(names.records());
        if (poisoning == Poisoning.BEFORE_THE_START) {
            deny();
        }
        services = brokers.entrySet().stream()
                .map(cell -> new ServiceProcess(
                        "actuator-service",
                        "actuator-" + cell.getKey(),
                        Packaging.wanted(),
                        settings(cell.getKey(), cell.getValue().bootstrap()),
                        directory))
                .toList();
        brokers.values().forEach(Broker::awaitReady);
        brokers.values().forEach(CellTopics::create);
        services.forEach(ServiceProcess::start);
        services.forEach(ServiceProcess::awaitReady);
    }

    private Map<String, String> settings(CellName cell, String bootstrap) {
        var settings = new HashMap<String, String>();
        settings.put("SIGNALBOX_TOPOLOGY", names.file().toString());
        settings.put("SIGNALBOX_CELL", cell.value());
        settings.put("KAFKA_BOOTSTRAP_SERVERS", bootstrap);
        settings.put("QUARKUS_ROUTE53_ENDPOINT_OVERRIDE", route53.endpoint().toString());
        settings.put("QUARKUS_ROUTE53_AWS_REGION", "us-east-1");
        settings.put("QUARKUS_ROUTE53_AWS_CREDENTIALS_TYPE", "static");
        settings.put("QUARKUS_ROUTE53_AWS_CREDENTIALS_STATIC_PROVIDER_ACCESS_KEY_ID", "AKID-" + cell);
        settings.put("QUARKUS_ROUTE53_AWS_CREDENTIALS_STATIC_PROVIDER_SECRET_ACCESS_KEY", "sandbox");
        settings.put(
                "SIGNALBOX_DNS_SERVERS", "127.0.0.1:" + nameServer.address().getPort());
        return settings;
    }

    void deny() {
        names.denied().forEach(route53::deny);
    }

    /** True if each actuator has found so many denied names. */
    boolean haveFoundDenied(int count) {
        return services.stream()
                .allMatch(service -> ServiceMetrics.value(service, "signalbox_route53_denied_names") == count);
    }

    ZoneServices names() {
        return names;
    }

    /** The sender of commands to each cell; to be closed. */
    List<RegionMove> moves() {
        return brokers.entrySet().stream()
                .map(cell ->
                        new RegionMove(cell.getKey(), names, cell.getValue().bootstrap()))
                .toList();
    }

    Route53 route53() {
        return route53;
    }

    @Override
    public void close() {
        services.forEach(ServiceProcess::stop);
        brokers.values().forEach(Broker::close);
        nameServer.close();
        route53.close();
    }
}
