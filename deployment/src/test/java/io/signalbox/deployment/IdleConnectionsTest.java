package io.signalbox.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A caller that only opens connections must not use up a service's sockets. A keep-alive of the event stream comes every 15 seconds. */
class IdleConnectionsTest {

    @ParameterizedTest
    @ValueSource(strings = {"probe-service", "decision-service", "actuator-service"})
    void aSilentConnectionIsClosedAfterTwoMinutes(String service) throws IOException {
        var settings = new Properties();
        settings.load(new StringReader(
                Yaml.text(Overlays.ROOT.resolve(service + "/src/main/resources/application.properties"))));

        assertThat(settings).containsEntry("quarkus.http.idle-timeout", "2M");
    }
}
