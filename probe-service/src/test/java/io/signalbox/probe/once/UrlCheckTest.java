package io.signalbox.probe.once;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.topology.check.AddressRange;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.probe.once.CheckReport.Ending;
import io.signalbox.probe.sites.Certificates;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.Site;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** URLs that no topology names, and where they may lead. */
class UrlCheckTest {

    private static CheckReport run(Probing probing, UrlCheck url) {
        try (var once = new OnceRunner(probing.network(), InstantSource.system())) {
            return once.run(url.name(), url.kind(), UrlCheck.TIMEOUT, new Redaction(List.of()), url::checker)
                    .orTimeout(60, TimeUnit.SECONDS)
                    .join();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.example.com                | http://a.example.com/x           | true",
                "a.example.com                | https://A.Example.COM.:8443/     | true",
                "a.example.com:443            | https://a.example.com/           | true",
                "a.example.com:443            | http://a.example.com/            | false",
                "*.example.com                | tls://b.a.example.com            | true",
                "*.example.com                | https://example.com/             | false",
                "*.example.com                | https://badexample.com/          | false",
                "*.example.com:8443, 10.0.0.1 | tcp://10.0.0.1:5432              | true",
                "[2001:db8::1]:443            | https://[2001:db8::1]/           | true",
                "a.example.com                | https://a.example.com.evil.net/  | false",
                "a.example.com                | https://evil.net/#a.example.com  | false",
                "''                           | https://a.example.com/           | false"
            })
    void goesWhereTheListAllows(String list, String url, boolean goes) throws InvalidRequestException {
        if (goes) {
            assertThat(UrlCheck.of(url, UrlAllowList.of(list))).isNotNull();
        } else {
            assertThatThrownBy(() -> UrlCheck.of(url, UrlAllowList.of(list)))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("signalbox.once.allow");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://a.example.com/",
                "a.example.com",
                "http://",
                "http:///x",
                "https://a b/",
                "tcp://a.example.com",
                "tcp://a.example.com:0",
                "tcp://a.example.com:70000",
                "https://me:hunter2@a.example.com/"
            })
    void refusesWhatIsNoSuchUrlWithoutTellingPasswords(String url) {
        assertThatThrownBy(() -> UrlCheck.of(url, UrlAllowList.ANYWHERE))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("url: expected ")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a", "a:99999", "a:0", "*", "*.", "-a", "a,b c"})
    void anEntryThatIsNoneIsTold(String list) {
        assertThatThrownBy(() -> UrlAllowList.of(list)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data/",
                "http://[fd00:ec2::254]/latest/",
                "tcp://[fe80::1]:80",
                "tls://169.254.170.2:443"
            })
    void goesToNoMachinesOwnAddressWhateverListAndTopologySay(String address) throws InvalidRequestException {
        try (var probing = new Probing()) {
            probing.network()
                    .allow(new AllowedAddresses(Set.of(AddressRange.of(InetAddress.ofLiteral("169.254.169.254")))));
            var url = UrlCheck.of(address, UrlAllowList.of("169.254.169.254,169.254.170.2,[fd00:ec2::254],[fe80::1]"));

            var found = run(probing, url);

            assertThat(found.result()).isEqualTo(Ending.FAILED);
            assertThat(found.connections().getFirst().remote()).isNull();
            assertThat(found.cause()).isEqualTo(Cause.ADDRESS_REFUSED);
        }
    }

    @Test
    void probesEachScheme() throws InvalidRequestException {
        var certificates = Certificates.usual();
        try (var probing = new Probing(certificates.trust(), null);
                var site = Site.answering(Site.ok("hello"));
                var secure = new Site(certificates.server("good"), Site.answer(Site.ok("hello")))) {
            var http = run(probing, of("http://127.0.0.1:" + site.port() + "/x?y=1&token=abcdef"));
            assertThat(http.result()).isEqualTo(Ending.PASSED);
            assertThat(http.check()).endsWith("/x?y=1&token=(hidden)");
            assertThat(http.connections().getFirst().http().body()).isEqualTo("nothing is expected of it");

            assertThat(run(probing, of("tcp://127.0.0.1:" + site.port())).result())
                    .isEqualTo(Ending.PASSED);
            // The certificate is for another name.
            var tls = run(probing, of("tls://127.0.0.1:" + secure.port()));
            assertThat(tls.result()).isEqualTo(Ending.FAILED);
            assertThat(tls.connections().getFirst().tls().certificates()).isNotEmpty();
            assertThat(run(probing, of("https://127.0.0.1:" + secure.port())).cause())
                    .isEqualTo(tls.cause());
        }
    }

    private static UrlCheck of(String url) throws InvalidRequestException {
        return UrlCheck.of(url, UrlAllowList.of("127.0.0.1"));
    }
}
