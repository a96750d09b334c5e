package io.signalbox.sandbox.world;

import io.signalbox.contract.dns.SignalObject;
import java.util.List;

/** The names and loopback addresses that are the same in every world. */
final class WorldLayout {

    record Place(String name, String address) {}

    static final String ZONE = "example.com";
    static final String HOSTNAME = "orders.example.com";
    static final String SERVICE = "orders";

    static final Place PREFERRED = new Place("us-east-1", "127.0.10.1");
    static final Place SECOND = new Place("us-west-2", "127.0.10.2");
    static final Place LAST_RESORT = new Place("maintenance", "127.0.10.3");
    static final List<Place> SITES = List.of(PREFERRED, SECOND, LAST_RESORT);

    static final SignalObject SIGNAL = new SignalObject("orders-signal", "signalbox/orders", SECOND.name());

    static final List<String> REFERENCES = List.of("127.0.20.1", "127.0.20.2");

    static final List<Place> VANTAGES = List.of(
            new Place("us-east-1", "127.0.30.1"),
            new Place("eu-west-1", "127.0.30.2"),
            new Place("us-west-2", "127.0.30.3"));

    private WorldLayout() {}
}
