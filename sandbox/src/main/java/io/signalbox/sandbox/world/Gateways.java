package io.signalbox.sandbox.world;

import io.signalbox.contract.topology.check.Check;
import io.signalbox.sandbox.certificates.Authority;
import io.signalbox.sandbox.mqtt.DeviceGateway;
import io.signalbox.sandbox.mqtt.MqttTlsFiles;
import io.signalbox.sandbox.sites.DemoSite;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The MQTT endpoints of an example whose sites are probed over MQTT: one in each region, all with a certificate of the service's name.
 * There are none for other examples.
 */
final class Gateways {

    private static final String PROBER = "prober";

    private final Authority authority;
    private final Map<String, DeviceGateway> bySite;

    private Gateways(Authority authority, Map<String, DeviceGateway> bySite) {
        this.authority = authority;
        this.bySite = bySite;
    }

    static Gateways of(WorldPlan plan, Scene scene, Path directory) {
        var authority = new Authority("devices", directory.resolve("certificates"));
        boolean needed = plan.example().stream()
                .flatMap(example -> example.service().sites().stream())
                .flatMap(site -> site.probes().stream())
                .anyMatch(probe -> probe.check() instanceof Check.Mqtt);
        List<WorldLayout.Place> places = needed ? scene.sites() : List.of();
        var bySite = places.stream().collect(Collectors.toMap(WorldLayout.Place::name, place -> {
            authority.issue(place.name(), scene.hostname(), Authority.VALID);
            return DeviceGateway.start(MqttTlsFiles.in(authority.folder(place.name())));
        }));
        if (needed) {
            authority.issue(PROBER, PROBER, Authority.VALID);
        }
        return new Gateways(authority, bySite);
    }

    DemoSite start(WorldLayout.Place place, int port) {
        return of(place.name())
                .map(gateway -> DemoSite.start(place.name(), place.address(), port, gateway))
                .orElseGet(() -> DemoSite.start(place.name(), place.address(), port));
    }

    Optional<DeviceGateway> of(String site) {
        return Optional.ofNullable(bySite.get(site));
    }

    /** The files of a new device. */
    MqttTlsFiles device(String id) {
        authority.issue(id, id, Authority.VALID);
        return MqttTlsFiles.in(authority.folder(id));
    }

    /** The values of an example's variables. */
    Map<String, String> variables() {
        var values = new HashMap<String, String>();
        if (!bySite.isEmpty()) {
            MqttTlsFiles prober = MqttTlsFiles.in(authority.folder(PROBER));
            values.put("TRUST_FILE", prober.trust().toString());
            values.put("CERTIFICATE_FILE", prober.certificate().toString());
            values.put("KEY_FILE", prober.key().toString());
        }
        return values;
    }
}
