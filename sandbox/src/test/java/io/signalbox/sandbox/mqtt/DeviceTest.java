package io.signalbox.sandbox.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.signalbox.sandbox.aws.HostedZone;
import io.signalbox.sandbox.aws.Pace;
import io.signalbox.sandbox.aws.ResourceRecordSet;
import io.signalbox.sandbox.aws.Route53;
import io.signalbox.sandbox.certificates.Authority;
import io.signalbox.sandbox.dns.NameServer;
import io.signalbox.sandbox.process.Ports;
import io.signalbox.sandbox.sites.DemoSite;
import io.signalbox.sandbox.sites.SiteMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceTest {

    private static final String HOSTNAME = "iot.example.com";
    private static final String EAST = "east.iot.amazonaws.com";
    private static final String WEST = "west.iot.amazonaws.com";
    private static final String EAST_ADDRESS = "127.0.10.51";
    private static final String WEST_ADDRESS = "127.0.10.52";

    @TempDir
    private Path directory;

    private final Route53 route53 = Route53.start(Pace.INSTANT);
    private final HostedZone zone = route53.createZone("example.com");
    private final NameServer names = NameServer.start(
            route53::zones, Map.of(EAST + ".", List.of(EAST_ADDRESS), WEST + ".", List.of(WEST_ADDRESS)));
    private final int port = Ports.freeOn(List.of(EAST_ADDRESS, WEST_ADDRESS));

    private Authority authority;
    private DeviceGateway east;
    private DeviceGateway west;
    private DemoSite eastSite;
    private DemoSite westSite;

    @BeforeEach
    void start() {
        authority = new Authority("devices", directory);
        east = gateway("east");
        west = gateway("west");
        eastSite = DemoSite.start("east", EAST_ADDRESS, port, east);
        westSite = DemoSite.start("west", WEST_ADDRESS, port, west);
        lead(EAST);
    }

    private DeviceGateway gateway(String region) {
        authority.issue(region, HOSTNAME, Authority.VALID);
        return DeviceGateway.start(MqttTlsFiles.in(authority.folder(region)));
    }

    private void lead(String to) {
        zone.remove(HOSTNAME, "CNAME");
        zone.seed(List.of(new ResourceRecordSet(HOSTNAME, "CNAME", null, null, 60L, List.of(to), null, null, null)));
    }

    @AfterEach
    void stop() {
        eastSite.close();
        westSite.close();
        names.close();
        route53.close();
    }

    private Device device() {
        authority.issue("sensor", "sensor", Authority.VALID);
        return Device.start(new Device.Configuration(
                "sensor", HOSTNAME, port, MqttTlsFiles.in(authority.folder("sensor")), names.address()));
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(30));
    }

    @Test
    void connectsThroughTheNameAndFollowsItWhenItsRegionIsLost() {
        try (var device = device()) {
            patiently()
                    .until(() -> east.serves("sensor") && !device.acknowledged().isEmpty());

            eastSite.become(SiteMode.REFUSE);
            lead(WEST);
            patiently().until(() -> west.serves("sensor"));
            int before = device.acknowledged().size();
            patiently().until(() -> device.acknowledged().size() > before);

            assertThat(east.serves("sensor")).isFalse();
            assertThat(device.acknowledged()).allMatch(message -> east.has(message) || west.has(message));
            assertThat(west.has(device.acknowledged().getLast())).isTrue();
        }
    }

    @Test
    void staysWhereItIsUntilItsConnectionEnds() {
        try (var device = device()) {
            patiently().until(() -> east.serves("sensor"));
            lead(WEST);
            int before = device.acknowledged().size();
            patiently().until(() -> device.acknowledged().size() > before + 1);
            assertThat(west.serves("sensor")).isFalse();

            eastSite.disconnect();
            patiently().until(() -> west.serves("sensor"));
        }
    }

    @Test
    void isNotLetInWithACertificateOfAnotherAuthority() {
        var other = new Authority("others", directory.resolve("others"));
        other.issue("sensor", "sensor", Authority.VALID);
        MqttTlsFiles stranger = new MqttTlsFiles(
                MqttTlsFiles.in(authority.folder("east")).trust(),
                MqttTlsFiles.in(other.folder("sensor")).certificate(),
                MqttTlsFiles.in(other.folder("sensor")).key());
        var strange = new Device.Configuration("stranger", HOSTNAME, port, stranger, names.address());
        try (var refused = Device.start(strange);
                var device = device()) {
            patiently().until(() -> device.acknowledged().size() > 5);

            assertThat(refused.acknowledged()).isEmpty();
            assertThat(east.serves("stranger")).isFalse();
        }
    }
}
