package io.signalbox.bench.mass;

import io.signalbox.sandbox.aws.Pace;
import io.signalbox.sandbox.aws.Route53;
import io.signalbox.sandbox.dns.NameServer;
import io.signalbox.sandbox.kafka.Broker;
import io.signalbox.sandbox.kafka.CellTopics;
import io.signalbox.sandbox.process.Packaging;
import io.signalbox.sandbox.process.ServiceProcess;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** An actuator-service process with a broker, a Route 53 that allows five requests a second, and a name server. */
final class ActuatorSetup implements AutoCloseable {

    private final Broker broker;
    private final Route53 route53 = Route53.start(Pace.DEMO);
    private final NameServer nameServer = NameServer.start(route53::zones, Map.of());
    private final ZoneServices names;
    private final ServiceProcess service;

    /** Returns when the service is ready. */
    ActuatorSetup(Path directory, int earlier, int lost) {
        broker = Broker.start(directory.resolve("kafka"));
        names = ZoneServices.write(directory, broker, earlier, lost);
        route53.createZone(ZoneServices.ZONE).seed(names.records());
        service = new ServiceProcess("actuator-service", "actuator", Packaging.wanted(), settings(), directory);
        broker.awaitReady();
        CellTopics.create(broker);
        service.start();
        service.awaitReady();
    }

    private Map<String, String> settings() {
        var settings = new HashMap<String, String>();
        settings.put("SIGNALBOX_TOPOLOGY", names.file().toString());
        settings.put("SIGNALBOX_CELL", ZoneServices.CELL.value());
        settings.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrap());
        settings.put("QUARKUS_ROUTE53_ENDPOINT_OVERRIDE", route53.endpoint().toString());
        settings.put("QUARKUS_ROUTE53_AWS_REGION", "us-east-1");
        settings.put("QUARKUS_ROUTE53_AWS_CREDENTIALS_TYPE", "static");
        settings.put("QUARKUS_ROUTE53_AWS_CREDENTIALS_STATIC_PROVIDER_ACCESS_KEY_ID", "AKID-bench");
        settings.put("QUARKUS_ROUTE53_AWS_CREDENTIALS_STATIC_PROVIDER_SECRET_ACCESS_KEY", "sandbox");
        settings.put(
                "SIGNALBOX_DNS_SERVERS", "127.0.0.1:" + nameServer.address().getPort());
        return settings;
    }

    ZoneServices names() {
        return names;
    }

    String bootstrap() {
        return broker.bootstrap();
    }

    Route53 route53() {
        return route53;
    }

    @Override
    public void close() {
        service.stop();
        broker.close();
        nameServer.close();
        route53.close();
    }
}
