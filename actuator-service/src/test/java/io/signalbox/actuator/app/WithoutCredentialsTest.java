package io.signalbox.actuator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
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

/** The commands on a machine that has no credentials of AWS. */
class WithoutCredentialsTest {

    private static final String TWO_SERVICES = """
        cells: [{name: us-west-2, bootstrap: "localhost:9092"}]
        vantages: [us-east-1, eu-west-1, us-west-2]
        services:
        """ + service("orders") + service("billing");

    @TempDir
    Path directory;

    private final Map<String, String> before = new HashMap<>();

    private static String service(String name) {
        return """
              %1$s:
                hostname: %1$s.example.com
                dns: {zone: example.com}
                sites:
                  - {name: us-east-1, priority: 1, address: {ipv4: [192.0.2.1]}}
                  - {name: us-west-2, priority: 2, address: {ipv4: [192.0.2.2]}}
                probes: [{name: health, tcp: {port: 80}}]
            """.formatted(name);
    }

    @BeforeEach
    void noProfileAndNoRole() throws Exception {
        assumeTrue(System.getenv("AWS_ACCESS_KEY_ID") == null, "this machine has credentials in its environment");
        assumeTrue(System.getenv("AWS_WEB_IDENTITY_TOKEN_FILE") == null, "this machine has a role");
        String nothing = Files.writeString(directory.resolve("none"), "").toString();
        set("aws.disableEc2Metadata", "true");
        set("aws.sharedCredentialsFile", nothing);
        set("aws.configFile", nothing);
    }

    private void set(String property, String value) {
        before.put(property, System.setProperty(property, value));
    }

    @AfterEach
    void asItWas() {
        before.forEach((property, value) -> {
            if (value == null) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, value);
            }
        });
    }

    @Test
    void thatIsSaidOnceInALine() throws Exception {
        Path file = Files.writeString(directory.resolve("topology.yaml"), TWO_SERVICES);
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();

        int code = new BootstrapCommand(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Map.of())
                .run(List.of("plan", file.toString()));

        assertThat(code).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("no AWS credentials were found: set AWS_ACCESS_KEY_ID")
                .hasLineCount(1);
    }
}
