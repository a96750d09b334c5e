package io.signalbox.actuator.step;

import static io.signalbox.actuator.Orders.act;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.Outside;
import io.signalbox.contract.Command;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.step.SsmPut;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.ssm.Parameter;
import io.signalbox.sandbox.ssm.ParameterCall;
import io.signalbox.sandbox.ssm.ParameterOperation;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SsmPutTest extends OutsideTest {

    private static final String REGION = "us-west-2";
    private static final String NAME = "/orders/size";
    private static final SsmPut PUT = new SsmPut(REGION, NAME, "6");
    private static final Codec<Outcome> OUTCOMES = Codec.of(Outcome.class);
    private static final Codec<Command> COMMANDS = Codec.of(Command.class);

    private static final Map<String, String> WAS_VERSION_2 = Map.of("version", "2");
    private static final Map<String, String> WAS_ABSENT = Map.of("absent", "true");

    private void stands(String value) {
        world.outside.ssm.put(REGION, NAME, "String", value);
    }

    private Optional<String> value() {
        return world.outside.ssm.parameter(REGION, NAME).map(Parameter::value);
    }

    private long writes() {
        return world.outside.ssm.calls().stream()
                .filter(ParameterCall::accepted)
                .filter(call -> call.operation() != ParameterOperation.GET)
                .count();
    }

    @Test
    void remembersTheVersionAndNotTheValue() {
        stands("1");
        stands("2");

        assertThat(attempt(PUT, Map.of()).previous()).isEqualTo(WAS_VERSION_2);
    }

    @Test
    void putsBackTheValueOfTheVersion() {
        stands("1");
        stands("2");
        assertDone(attempt(PUT, WAS_VERSION_2));
        assertThat(value()).contains("6");
        world.outside.ssm.faults().inject(ParameterOperation.PUT, Fault.lostAfter());

        assertFailed(restore(PUT, WAS_VERSION_2), "connection", true);
        assertDone(restore(PUT, WAS_VERSION_2));

        assertThat(value()).contains("2");
        assertThat(writes()).isEqualTo(2);
    }

    @Test
    void failsForGoodWhenAwsHasNoSuchVersionAnyMore() {
        stands("2");

        assertFailed(restore(PUT, Map.of("version", "7")), "previous-gone", false);
        assertThat(value()).contains("2");
    }

    @Test
    void aSecretValueIsInNoOutcomeAndNoCommand() {
        stands("open sesame, too");
        var secret = new SsmPut(REGION, NAME, "key=${" + Outside.SECRET_VARIABLE + "}");

        var first = attempt(secret, Map.of());
        assertDone(attempt(secret, first.previous()));

        assertThat(value()).contains("key=" + Outside.SECRET);
        assertThat(new String(OUTCOMES.write(first), UTF_8)).doesNotContain(Outside.SECRET);
        assertThat(new String(COMMANDS.write(act(CLAIM, secret)), UTF_8)).doesNotContain(Outside.SECRET);
    }

    @Test
    void aSecretThatIsNotSetIsNamed() {
        assertFailed(attempt(new SsmPut(REGION, NAME, "${NO_SUCH_VARIABLE}"), WAS_ABSENT), "secret-missing", false);
        assertThat(value()).isEmpty();
    }

    @Test
    void createsWhatWasNotThereAndRemembersThat() {
        assertThat(attempt(PUT, Map.of()).previous()).isEqualTo(WAS_ABSENT);
        assertThat(value()).isEmpty();

        assertDone(attempt(PUT, WAS_ABSENT));

        assertThat(value()).contains("6");
    }

    @Test
    void keepsTheTypeOfAList() {
        world.outside.ssm.put(REGION, NAME, "StringList", "2,3");

        assertDone(attempt(PUT, Map.of("version", "1")));

        assertThat(world.outside.ssm.parameter(REGION, NAME).orElseThrow().type())
                .isEqualTo("StringList");
    }

    @Test
    void deletesWhatWasNotThereBefore() {
        stands("6");
        world.outside.ssm.faults().inject(ParameterOperation.DELETE, Fault.lostAfter());

        assertFailed(restore(PUT, WAS_ABSENT), "connection", true);
        assertDone(restore(PUT, WAS_ABSENT));

        assertThat(value()).isEmpty();
        assertThat(writes()).isEqualTo(1);
    }

    /** Whoever writes commands could write any text otherwise. */
    @Test
    void neverWritesATextThatACommandTells() {
        stands("6");

        assertFailed(restore(PUT, Map.of("value", "evil")), "previous-unreadable", false);
        assertFailed(restore(PUT, Map.of("value", "evil", "version", "1")), "previous-unreadable", false);
        assertThat(value()).contains("6");
    }

    @Test
    void failsForGoodWhenAwsCallsTheNameWrong() {
        assertFailed(attempt(new SsmPut(REGION, "/aws/size", "6"), WAS_ABSENT), "invalid-input", false);
    }

    @Test
    void doesNotTouchASecretSinceItsValueWouldHaveToTravel() {
        world.outside.ssm.put(REGION, NAME, "SecureString", "open sesame");

        var outcome = attempt(PUT, Map.of());

        assertFailed(outcome, "secure-string", false);
        assertThat(detail(outcome)).doesNotContain("open sesame");
        assertThat(outcome.previous()).isEmpty();
    }

    @Test
    void countsItsCallsAndKeepsRegionsApart() {
        stands("2");
        world.outside.ssm.put("us-east-1", NAME, "String", "9");

        attempt(PUT, WAS_VERSION_2);

        assertThat(world.outside.ssm.parameter("us-east-1", NAME).orElseThrow().value())
                .isEqualTo("9");
        assertThat(world.meters
                        .counter("signalbox.ssm.requests", "action", "PutParameter", "result", "ok")
                        .count())
                .isEqualTo(1);
    }
}
