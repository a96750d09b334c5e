package io.signalbox.contract.topology.reader.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.Yaml;
import io.signalbox.contract.topology.check.Check.Http;
import io.signalbox.contract.topology.check.HttpDetails;
import io.signalbox.contract.topology.check.HttpDetails.HeaderExpectation;
import io.signalbox.contract.topology.check.HttpDetails.Redirects;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpReaderTest {

    private static final String WRITTEN = "http: {path: /healthz, expect: {status: 2xx}}";

    private static String with(String http) {
        return Yaml.with(WRITTEN, "http: " + http);
    }

    private static Http http(String http) {
        return (Http) Yaml.service(with(http)).preferred().probes().getFirst().check();
    }

    @Test
    void readsWhatIsAskedAndExpectedBeyondTheUsual() {
        Http http = http("""
                {version: 2, method: PUT, secure: true, serverName: internal.example.com, body: hello, bodyLimit: 1048576, maxLatency: 300ms,
                 redirects: {follow: 3, allowHosts: [login.example.com, 192.0.2.7]},
                 expect: {matches: "ok|fine", json: {/status: UP, /db/ok: true}, headers: {X-Zone: a, Via: {contains: cdn}}}}""");

        assertThat(http.details())
                .isEqualTo(new HttpDetails(
                        2,
                        "internal.example.com",
                        "hello",
                        "ok|fine",
                        Map.of("/status", "UP", "/db/ok", "true"),
                        List.of(new HeaderExpectation("X-Zone", "a", true), new HeaderExpectation("Via", "cdn", false)),
                        new Redirects(3, List.of("login.example.com", "192.0.2.7")),
                        1_048_576,
                        Duration.ofMillis(300)));
        assertThat(http.serverName()).isEqualTo("internal.example.com");
    }

    @Test
    void asksForNothingUnusualUnlessTold() {
        assertThat(http("{}").details()).isEqualTo(HttpDetails.NONE);
        assertThat(http("{}").serverName()).isEqualTo("orders.example.com");
    }

    @Test
    void whatMayBeASecretIsNotInItsText() {
        Http http = http("{method: POST, body: hunter2, headers: {A: hunter2}, "
                + "expect: {body: hunter2, matches: hunter2, json: {/a: hunter2}, headers: {B: hunter2}}}");

        assertThat(http + " " + http.details()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{version: 3}                           | version: expected 1 or 2, got \"3\"",
                "{body: x}                              | body: expected a body only with method POST or PUT",
                "{serverName: a.example.com}            | serverName: expected a server name only with secure: true",
                "{redirects: {follow: 0}}               | redirects.follow: expected a number from 1 to 10, got \"0\"",
                "{redirects: {}}                        | redirects.follow: expected a number from 1 to 10, got nothing",
                "{redirects: {follow: 1, allowHosts: []}} | redirects.allowHosts: expected at least one item, got an"
                        + " empty list",
                "{bodyLimit: 1048577}                   | bodyLimit: expected a number from 1 to 1048576, got"
                        + " \"1048577\"",
                "{maxLatency: 0s}                       | maxLatency: expected a duration from 1ms to 1h such as 500ms,"
                        + " 5s, 10m or 1h, got \"0s\"",
                "{expect: {matches: '(a'}}              | expect.matches: expected a regular expression of 1 to 1024"
                        + " characters in RE2's syntax, got \"(a\"",
                "{expect: {matches: '(a)\\1'}}          | expect.matches: expected a regular expression of 1 to 1024"
                        + " characters in RE2's syntax, got \"(a)\\1\"",
                "{expect: {json: {status: UP}}}         | expect.json.status: expected a JSON pointer such as /status"
                        + " or /checks/0/ok",
                "{expect: {headers: {'a b': c}}}        | expect.headers.\"a b\": expected a header's name of letters,"
                        + " digits and '-'",
                "{expect: {headers: {a: {is: c}}}}      | expect.headers.a.is: unknown key, expected one of contains",
                "{method: HEAD, expect: {json: {/a: b}}} | expect: expected no body with method HEAD, whose responses"
                        + " have none"
            })
    void saysWhatIsWrong(String http, String problem) {
        assertThat(Yaml.problems(with(http))).contains("14 services.orders.probes[0].http." + problem);
    }
}
