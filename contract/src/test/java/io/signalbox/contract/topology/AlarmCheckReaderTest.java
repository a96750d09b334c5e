package io.signalbox.contract.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Check.CloudWatchAlarm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlarmCheckReaderTest {

    private static String with(String alarm) {
        return Yaml.with("tcp: {port: 8080}", "cloudwatch-alarm: " + alarm);
    }

    private static Check alarm(String alarm) {
        return Yaml.service(with(alarm)).preferred().probes().getLast().check();
    }

    @Test
    void readsWhichAlarmAndWhatItsSilenceMeans() {
        assertThat(alarm("{region: us-west-2, name: too many errors}"))
                .isEqualTo(new CloudWatchAlarm("us-west-2", "too many errors", false));
        assertThat(alarm("{region: us-west-2, name: a, insufficientData: failing}"))
                .isEqualTo(new CloudWatchAlarm("us-west-2", "a", true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: a}                                            | region: expected an AWS region such as us-west-2,"
                        + " got nothing",
                "{region: us-west-2}                                  | name: expected the name of an alarm, 1 to 255"
                        + " printable ASCII characters, got nothing",
                "{region: us-west-2, name: a, insufficientData: down} | insufficientData: expected unknown or failing,"
                        + " got \"down\""
            })
    void saysWhatIsWrong(String alarm, String problem) {
        assertThat(Yaml.problems(with(alarm))).contains("15 services.orders.probes[1].cloudwatch-alarm." + problem);
    }
}
