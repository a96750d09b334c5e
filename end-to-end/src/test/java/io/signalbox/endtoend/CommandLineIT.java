package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code signalbox} and a running cell. The order keeps the traffic where it is, so that nothing has to be waited for. */
@ExtendWith(SharedStage.class)
class CommandLineIT {

    @Test
    void asksAndOrdersAsAnOperator(Stage stage) {
        var signalbox = CommandLine.operating(stage.world());
        String service = stage.world().service();

        assertThat(signalbox.run("status")).satisfies(all -> {
            assertThat(all.code()).isZero();
            assertThat(all.output()).contains(service, stage.home() + "=UP", "steady");
        });
        assertThat(signalbox.run("why", service).output()).contains(stage.home() + " (active)", "UP");
        assertThat(signalbox.run("override", service, stage.home(), "--why", "a look", "--wait"))
                .satisfies(order -> {
                    assertThat(order.code()).as(order.output()).isZero();
                    assertThat(order.output()).contains("in effect");
                });
        assertThat(stage.status().override().why()).isEqualTo("a look");
        assertThat(signalbox
                        .run("override", service, "nowhere", "--why", "a slip")
                        .code())
                .isIn(1, 2);
        assertThat(signalbox.run("release", service, "--why", "seen", "--wait").code())
                .isZero();
        assertThat(stage.status().override()).isNull();
    }
}
