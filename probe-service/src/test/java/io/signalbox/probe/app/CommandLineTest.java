package io.signalbox.probe.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.contract.codec.Codec;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.Site;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {

    private static final String TOPOLOGY = """
            cells: [{name: us-west-2, bootstrap: "127.0.0.1:1"}]
            vantages: [us-east-1]
            services:
              orders:
                hostname: orders.example.com
                dns: {zone: example.com}
                sites:
                  - {name: us-east-1, priority: 1, address: {ipv4: [127.0.0.1]}}
                probes:
                  - {name: health, http: {port: PORT, path: "/${WHERE}", headers: {X-Token: "${TOKEN}"}, expect: {body: ok}}}
                  - {name: port, tcp: {port: PORT}}
                  - {name: job, watchOnly: true, heartbeat: {timeout: 1h}}
            """;

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> environment = new HashMap<>();
    private Site site;

    @BeforeEach
    void open() throws IOException {
        site = Site.answering(Site.ok("all ok"));
        Path file = Files.writeString(
                directory.resolve("topology.yaml"), TOPOLOGY.replace("PORT", String.valueOf(site.port())));
        environment.put("SIGNALBOX_TOPOLOGY", file.toString());
        environment.put("TOKEN", "hunter2");
        environment.put("WHERE", "s3cret-place");
    }

    @AfterEach
    void close() {
        site.close();
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        return new ProbeCommand(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        environment)
                .run(List.of(arguments));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void showsEveryCheckOfASiteWithoutItsSecrets() {
        assertThat(run("probe", "orders/us-east-1")).isZero();

        assertThat(out())
                .contains("orders/us-east-1/health  http  PASSED in ")
                .contains("  > GET /(hidden) HTTP/1.1", "  > X-Token: (hidden)", "  < HTTP/1.1 200 OK")
                .contains("orders/us-east-1/port  tcp  PASSED in ")
                .contains("orders/us-east-1/job  heartbeat  UNDECIDED in ")
                .contains("█")
                .doesNotContain("hunter2", "s3cret");
        assertThat(err()).isEmpty();
    }

    @Test
    void failsAsTheCheckDoes() {
        site.now(Site.answer("HTTP/1.1 500 Broken\r\nContent-Length: 0\r\n\r\n"));

        assertThat(run("probe", "orders/us-east-1/health")).isEqualTo(1);
        assertThat(out())
                .contains("FAILED in ", "WRONG_STATUS: status 500, expected 200 to 299")
                .doesNotContain("/port");
        assertThat(run("probe", "orders/us-east-1/port")).isZero();
        // Nobody here has heard a heartbeat, or could have.
        assertThat(run("probe", "orders/us-east-1/job")).isEqualTo(1);
    }

    @Test
    void writesTheRestInterfacesForm() throws IOException {
        environment.put("SIGNALBOX_VANTAGE", "us-east-1");
        assertThat(run("probe", "--json", "orders/us-east-1/health")).isZero();

        JsonNode json = Codec.mapper().readTree(out());
        assertThat(json.at("/vantage").asText()).isEqualTo("us-east-1");
        assertThat(json.at("/probes/0/check").asText()).isEqualTo("orders/us-east-1/health");
        assertThat(json.at("/probes/0/result").asText()).isEqualTo("PASSED");
        assertThat(json.at("/probes/0/connections/0/http/bodyBytes").asInt()).isEqualTo(6);
        assertThat(json.at("/probes/0/millis/total").asDouble()).isPositive();
    }

    @Test
    void probesAUrlWithoutAnyTopology() {
        environment.clear();
        assertThat(run("probe", "http://127.0.0.1:" + site.port() + "/")).isZero();
        assertThat(out()).contains("  < HTTP/1.1 200 OK");
        assertThat(run("probe", "tcp://127.0.0.1:" + Probing.nobodysPort())).isEqualTo(1);
        assertThat(out()).contains("REFUSED");
        assertThat(run("probe", "http://169.254.169.254/")).isEqualTo(1);
        assertThat(out()).contains("ADDRESS_REFUSED");
    }

    @Test
    void saysWhatIsWrongWithItsUse() throws IOException {
        assertThat(run("probe")).isEqualTo(2);
        assertThat(err()).startsWith("expected: probe [--json] service/site[/probe]");
        assertThat(run("probe", "--verbose", "x")).isEqualTo(2);
        assertThat(run("probe", "--verbose")).isEqualTo(2);
        assertThat(run("probe", "orders")).isEqualTo(2);
        assertThat(err()).contains("probe: expected service/site, service/site/probe or a URL, got \"orders\"");
        assertThat(run("probe", "payments/us-east-1")).isEqualTo(2);
        assertThat(err()).contains("there is no service \"payments\" with checks; known are orders");
        assertThat(run("probe", "orders/us-west-2")).isEqualTo(2);
        assertThat(err()).contains("there is no site \"us-west-2\" of orders with checks; known are us-east-1");
        assertThat(run("probe", "orders/us-east-1/nothing")).isEqualTo(2);
        assertThat(err()).contains("known are health, job, port");
        Files.writeString(directory.resolve("topology.yaml"), "cells: 1\n");
        assertThat(run("probe", "orders/us-east-1")).isEqualTo(2);
        assertThat(err()).contains("topology.yaml");
        assertThat(out()).isEmpty();
    }
}
