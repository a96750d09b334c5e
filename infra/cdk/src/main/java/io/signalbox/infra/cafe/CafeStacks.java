package io.signalbox.infra.cafe;

import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.infra.database.DatabaseEngine;
import io.signalbox.infra.database.PrimaryDatabaseStack;
import io.signalbox.infra.database.ReplicaDatabaseStack;
import io.signalbox.infra.stack.NoticeTopics;
import java.util.List;
import software.amazon.awscdk.App;

/** The ordering system in two zones of one region and in one of another, and a page in a third region. */
public final class CafeStacks {

    private static final String OREGON = "us-west-2";
    private static final String DUBLIN = "eu-west-1";

    private CafeStacks() {}

    public static void add(App app, Topology topology) {
        Service service = topology.services().getFirst();
        String name = service.name().value();
        var oregon = new OrdersRegionStack(app, OREGON, service.hostname(), sites(service, OREGON));
        var dublin = new OrdersRegionStack(app, DUBLIN, service.hostname(), sites(service, DUBLIN));
        new SessionCacheStack(app, OREGON, oregon.network());
        new SessionCacheStack(app, DUBLIN, dublin.network());
        new PrimaryDatabaseStack(app, name, OREGON, oregon.network(), DatabaseEngine.MYSQL);
        new ReplicaDatabaseStack(app, name + "-replica", DUBLIN, OREGON, dublin.network(), DatabaseEngine.MYSQL);
        new OrdersPageStack(app, pageRegion(topology), service.hostname());
        NoticeTopics.add(app, topology);
    }

    /** The sites that are named after a region, or after a zone of it. */
    private static List<String> sites(Service service, String region) {
        return service.sites().stream()
                .map(site -> site.name().value())
                .filter(site -> site.startsWith(region))
                .toList();
    }

    /** A region of a vantage that has no other site: the page must not be lost with them. */
    private static String pageRegion(Topology topology) {
        List<Site> sites = topology.services().getFirst().sites();
        return topology.vantages().stream()
                .map(vantage -> vantage.value())
                .filter(region ->
                        sites.stream().noneMatch(site -> site.name().value().startsWith(region)))
                .findFirst()
                .orElseThrow();
    }
}
