package io.signalbox.probe.http;

import static io.signalbox.probe.sites.Probing.PATIENT;
import static io.signalbox.probe.sites.Probing.cause;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.Cause;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.Site;
import io.signalbox.probe.wire.Target;
import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalAddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.170.2",
                "::ffff:169.254.169.254",
                "::169.254.169.254",
                "64:ff9b::169.254.169.254",
                "fe80::1",
                "fd00:ec2::254",
                "fd00:ec2::23"
            })
    void areTheMachinesOwn(String address) {
        assertThat(LocalAddresses.contain(InetAddress.ofLiteral(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"192.0.2.1", "169.253.1.1", "10.0.0.1", "2001:db8::1", "fd00:ec3::254", "64:ff9b::c000:201"})
    void areNotTheRest(String address) {
        assertThat(LocalAddresses.contain(InetAddress.ofLiteral(address))).isFalse();
    }

    @Test
    void noConnectionIsOpenedToAnAddressThatIsNotWanted() {
        var check = new Http(80).check();
        var unwilling = new HttpProtocol(check, new Expected(check), new HttpProtocol.Follower() {
            @Override
            public void moved(int status, String location) {
                throw new IllegalStateException("nobody was asked");
            }

            @Override
            public boolean mayReach(InetAddress address) {
                return !address.isLoopbackAddress();
            }
        });
        try (var site = Site.answering(Site.ok(""));
                var probing = new Probing()) {
            for (String host : new String[] {"127.0.0.1", "localhost"}) {
                var target = Target.of(host, site.port(), Optional.empty(), unwilling, PATIENT);
                assertThat(cause(probing.probe(target))).isEqualTo(Cause.REDIRECT_REFUSED);
            }
            assertThat(site.accepted()).isZero();
        }
    }
}
