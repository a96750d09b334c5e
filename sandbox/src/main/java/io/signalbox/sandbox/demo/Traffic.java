package io.signalbox.sandbox.demo;

import io.signalbox.sandbox.sites.DemoSite;
import io.signalbox.sandbox.watch.NameWatch;
import io.signalbox.sandbox.world.World;

/** A client of the service that goes on while its sites fail. */
interface Traffic extends AutoCloseable {

    /** A device where sites are endpoints of MQTT, else a customer. */
    static Traffic start(World world, NameWatch names) {
        return world.gateway(world.preferred()).isPresent()
                ? new DeviceTraffic(world)
                : OrderTraffic.start(world, names);
    }

    /** How many orders or messages were acknowledged so far. */
    int acknowledged();

    /** Those of them that are lost now that this site has the traffic. */
    long lost(DemoSite active);

    /** Whether this site served the client last. */
    boolean isServedBy(DemoSite site);

    @Override
    void close();
}
