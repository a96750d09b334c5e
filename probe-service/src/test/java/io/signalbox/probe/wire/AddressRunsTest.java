package io.signalbox.probe.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.ProbeResult.Failed;
import io.signalbox.contract.evidence.Timings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Three addresses, of which some fail: what a check that counts for each makes of it. */
class AddressRunsTest {

    private static final int FALL = 3;
    private static final int RISE = 2;
    private static final List<String> ALL = List.of("a", "b", "c");

    private final AddressStreaks<String> streaks = new AddressStreaks<>(FALL, RISE);

    /** F or S: a probe of all of them at which these fail. */
    private String all(String failing) {
        streaks.begin(ALL);
        for (String address : ALL) {
            tell(address, failing);
        }
        return result();
    }

    /** The address that a probe by turns goes to, and F or S, while these fail. */
    private String turn(String failing) {
        streaks.begin(ALL);
        String address = streaks.next(ALL);
        tell(address, failing);
        return address + result();
    }

    private void tell(String address, String failing) {
        if (failing.contains(address)) {
            streaks.failed(address, new Failed(Timings.total(0), Cause.REFUSED, "as told"), 0);
        } else {
            streaks.passed(address);
        }
    }

    private String result() {
        return streaks.end().isEmpty() ? "S" : "F";
    }

    @Test
    void failsAsOftenInARowAsOneAddressDoes() {
        assertThat(all("a") + all("a") + all("a") + all("a")).isEqualTo("FFFF");
        assertThat(all("") + all("")).isEqualTo("SS");
    }

    @Test
    void failuresOfDifferentAddressesDoNotAddUp() {
        assertThat(all("a") + all("b") + all("c") + all("a") + all("b") + all("c"))
                .isEqualTo("FSFSFS");
    }

    @Test
    void oneThatIsDownKeepsTheCheckFailingWhateverTheOthersDo() {
        assertThat(all("ab") + all("ab") + all("ab") + all("b") + all("b")).isEqualTo("FFFFF");
    }

    @Test
    void oneThatFailsOnceWhileAnotherComesBackIsNotDown() {
        assertThat(all("a") + all("a") + all("a") + all("b") + all("")).isEqualTo("FFFSS");
    }

    @Test
    void byTurnsEachHasItsTurn() {
        assertThat(turn("") + turn("") + turn("") + turn("")).isEqualTo("aSbScSaS");
    }

    @Test
    void byTurnsStaysWithOneThatIsInDoubtUntilItIsDown() {
        assertThat(turn("b") + turn("b") + turn("b") + turn("b")).isEqualTo("aSbFbFbF");
    }

    @Test
    void byTurnsOneThatIsDownKeepsTheCheckFailing() {
        for (int i = 0; i < FALL; i++) {
            turn("a");
        }
        assertThat(turn("a") + turn("a") + turn("a") + turn("a")).isEqualTo("bFcFaFbF");
    }

    @Test
    void byTurnsOneThatComesBackIsGoneToUntilItIsUp() {
        for (int i = 0; i < FALL; i++) {
            turn("a");
        }
        assertThat(turn("") + turn("") + turn("") + turn("") + turn("")).isEqualTo("bFcFaSaSbS");
    }

    @Test
    void anAddressThatTheNameHasNoMoreIsForgotten() {
        for (int i = 0; i < FALL; i++) {
            all("a");
        }
        streaks.begin(List.of("b", "c"));
        streaks.passed("b");
        streaks.passed("c");

        assertThat(streaks.end()).isEmpty();
    }
}
