package io.signalbox.actuator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.app.ProofWork.Result;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The policies of {@code make iam} are enough; {@link IamProof} shows that nothing of them can be left out. */
class IamPolicyTest {

    static Stream<ProofWork> works() {
        return IamProof.works();
    }

    @ParameterizedTest
    @MethodSource("works")
    void theWrittenPolicyAllowsAllThatIsDone(ProofWork work) throws Exception {
        Result result = IamProof.withWholePolicy(work);

        assertThat(result.refusals()).isEmpty();
        assertThat(result.trouble()).isEmpty();
        assertThat(result.calls()).isPositive();
    }
}
