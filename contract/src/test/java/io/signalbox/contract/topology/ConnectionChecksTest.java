package io.signalbox.contract.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Check.Handshake;
import io.signalbox.contract.topology.check.Check.Tcp;
import io.signalbox.contract.topology.check.Tls;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks of a connection and of TLS, and what all kinds say of TLS. */
class ConnectionChecksTest {

    private static final String TCP = "tcp: {port: 8080}";

    private static Check check(String written) {
        return Yaml.service(Yaml.with(TCP, written))
                .preferred()
                .probes()
                .getLast()
                .check();
    }

    private static void problem(String written, String path, String message) {
        assertThat(Yaml.problems(Yaml.with(TCP, written)))
                .containsExactly("15 services.orders.probes[1]." + path + ": " + message);
    }

    @Test
    void aConnectionAloneSaysNothing() {
        assertThat(check(TCP)).isEqualTo(new Tcp(8080));
    }

    @Test
    void readsWhatIsSaidAndExpectedOnAConnection() {
        assertThat(check("tcp: {port: 25, send: 'EHLO prüfer\\r\\n', expect: '250\\x20\\xffOK\\\\n\\0'}"))
                .isEqualTo(new Tcp(25, null, "EHLO pr\u00c3\u00bcfer\r\n", "250 \u00ffOK\\n\0"));
    }

    @Test
    void whatIsSaidIsNotShown() {
        assertThat(check("tcp: {port: 25, send: 'PASS hunter2\\r\\n', expect: ok}")
                        .toString())
                .doesNotContain("hunter2")
                .contains("25");
    }

    @Test
    void whatIsSaidWantsAnAnswer() {
        problem(
                "tcp: {port: 25, send: QUIT}",
                "tcp.send",
                "expected the key expect beside it: without one, no answer is waited for");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {"'\\q'", "'\\x4'", "'end\\'"})
    void anEscapeMustBeKnown(String written) {
        problem(
                "tcp: {port: 25, expect: " + written + "}",
                "tcp.expect",
                "expected 1 to 1024 bytes of text, in which a backslash begins \\r, \\n, \\t, \\0, \\\\ or \\xNN, got "
                        + written.replace('\'', '"'));
    }

    @Test
    void tlsIsForTheServicesNameUnlessToldOtherwise() {
        assertThat(check("tcp: {port: 993, tls: true}").tls())
                .isEqualTo(new Tls("orders.example.com", Tls.Files.NONE, List.of()));
        assertThat(check("tcp: {port: 993, tls: false}").tls()).isNull();
        assertThat(check("tcp: {port: 993, tls: {}}").tls())
                .isEqualTo(new Tls("orders.example.com", Tls.Files.NONE, List.of()));
    }

    @Test
    void readsAHandshakeWithEverything() {
        assertThat(check(
                        "tls: {port: 8443, serverName: x.example.com, trust: /etc/ca.pem, clientCertificate: /etc/c.pem,"
                                + " clientKey: /etc/k.pem, alpn: [h2, http/1.1], warnDays: 21, failDays: 3}"))
                .isEqualTo(new Handshake(
                        8443,
                        new Tls(
                                "x.example.com",
                                new Tls.Files("/etc/ca.pem", "/etc/c.pem", "/etc/k.pem"),
                                List.of("h2", "http/1.1")),
                        21,
                        3));
    }

    @Test
    void aHandshakeNeedsNothing() {
        assertThat(check("tls: {}"))
                .isEqualTo(new Handshake(443, new Tls("orders.example.com", Tls.Files.NONE, List.of()), 0, 0));
    }

    @Test
    void aCertificateNeedsItsKeyAndAKeyItsCertificate() {
        problem(
                "tcp: {port: 993, tls: {clientCertificate: /etc/c.pem}}",
                "tcp.tls.clientKey",
                "expected both clientCertificate and clientKey, got only one");
        problem(
                "tls: {clientKey: /etc/k.pem}",
                "tls.clientCertificate",
                "expected both clientCertificate and clientKey, got only one");
    }

    @Test
    void httpShakesHandsForItsHostUnlessToldOtherwise() {
        assertThat(check("http: {secure: true, host: x.example.com}").tls())
                .isEqualTo(new Tls("x.example.com", Tls.Files.NONE, List.of()));
        assertThat(check("http: {secure: true, serverName: y.example.com, tls: {trust: /etc/ca.pem}}")
                        .tls())
                .isEqualTo(new Tls("y.example.com", new Tls.Files("/etc/ca.pem", "", ""), List.of()));
        assertThat(check("http: {}").tls()).isNull();
    }

    @Test
    void httpHasTlsOnlyWhereItIsSecure() {
        problem("http: {tls: {trust: /etc/ca.pem}}", "http.tls", "expected secure: true beside it");
    }

    @Test
    void aFileIsNamedByItsWholePath() {
        problem("tls: {trust: ca.pem}", "tls.trust", "expected the absolute path of a PEM file, got \"ca.pem\"");
    }

    @Test
    void warningComesBeforeFailing() {
        problem(
                "tls: {warnDays: 7, failDays: 7}",
                "tls.warnDays",
                "expected more days than failDays, which are 7, got 7");
    }

    @Test
    void tlsIsWantedOrNotOrSpecial() {
        problem(
                "tcp: {port: 993, tls: yes}",
                "tcp.tls",
                "expected true, false or a map with serverName, trust, clientCertificate, clientKey, alpn, got \"yes\"");
    }
}
