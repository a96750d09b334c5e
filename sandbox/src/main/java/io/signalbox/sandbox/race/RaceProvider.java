package io.signalbox.sandbox.race;

import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.SiteName;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.aws.Operation;
import io.signalbox.sandbox.dns.Bind;
import io.signalbox.sandbox.world.UpdatePrimary;
import io.signalbox.sandbox.world.World;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.xbill.DNS.Type;

/** The DNS provider at which both racers change the name. */
sealed interface RaceProvider {

    static RaceProvider of(World world) {
        return world.primary()
                .<RaceProvider>map(primary -> new Primary(world, primary))
                .orElseGet(() -> new Route53(world));
    }

    /** Holds the next two changes until both have arrived. */
    void holdNextTwo(Runnable hold);

    InetSocketAddress nameServer();

    /** The texts of the fence record that it has accepted. */
    List<String> fences();

    /** True if it has accepted exactly the records of that site. */
    boolean hasRecordsOf(SiteName site);

    record Route53(World world) implements RaceProvider {

        @Override
        public void holdNextTwo(Runnable hold) {
            world.route53().faults().clear();
            world.route53().faults().inject(Operation.CHANGE_RECORDS, new Fault.Before(hold), 2);
        }

        @Override
        public InetSocketAddress nameServer() {
            return world.nameServer().address();
        }

        @Override
        public List<String> fences() {
            return world.zone().accepted().named(Fence.recordName(world.hostname())).stream()
                    .flatMap(set -> set.values().stream())
                    .map(quoted -> quoted.substring(1, quoted.length() - 1))
                    .toList();
        }

        @Override
        public boolean hasRecordsOf(SiteName site) {
            return Set.copyOf(world.zone().accepted().named(world.hostname()))
                    .equals(new HashSet<>(world.topology().records(site.value())));
        }
    }

    record Primary(World world, UpdatePrimary primary) implements RaceProvider {

        private Bind bind() {
            return primary.bind();
        }

        @Override
        public void holdNextTwo(Runnable hold) {
            primary.gate().holdNext(hold, 2);
        }

        @Override
        public InetSocketAddress nameServer() {
            return bind().address();
        }

        @Override
        public List<String> fences() {
            return bind().answers(Fence.recordName(world.hostname()), Type.TXT);
        }

        @Override
        public boolean hasRecordsOf(SiteName site) {
            return bind().answers(world.hostname(), Type.A)
                    .equals(List.of(world.site(site.value()).address()));
        }
    }
}
