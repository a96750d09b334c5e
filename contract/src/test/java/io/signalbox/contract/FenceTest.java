package io.signalbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FenceTest {

    private static final String TEXT =
            "v=1 epoch=17 active=us-west-2 phase=settled plan=p-1 cell=us-west-2 until=- hold=-";

    @ParameterizedTest
    @ValueSource(strings = {"settled", "moving"})
    void writesExactlyTheGoldenText(String phase) throws IOException {
        Fence fence = phase.equals("settled") ? Samples.FENCE : Samples.CLAIM;
        String golden = golden("fence-" + phase + "-v1.txt");

        assertThat(fence.text()).isEqualTo(golden);
        assertThat(Fence.parse(golden)).isEqualTo(fence);
    }

    @Test
    void fitsOneTxtStringWithTheLongestNames() {
        String longest = "a".repeat(63);
        var fence = new Fence(
                Long.MAX_VALUE,
                new SiteName(longest),
                Fence.Phase.MOVING,
                longest,
                new CellName("us-gov-west-1"),
                Samples.CLAIM.until(),
                "override");

        assertThat(fence.text()).hasSizeLessThanOrEqualTo(255);
    }

    @Test
    void tellsWhatAnotherSiteHasOfTheTraffic() {
        Fence fence = Fence.parse(TEXT).splitting(new Split(new SiteName("us-east-1"), 10));

        assertThat(fence.text()).isEqualTo(TEXT + " split=us-east-1:10");
        assertThat(Fence.parse(fence.text())).isEqualTo(fence);
        assertThat(fence.holding("freeze").split()).isEqualTo(fence.split());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "us-east-1:0   | expected 1 to 99 percent, got 0",
                "us-east-1:100 | expected 1 to 99 percent, got 100",
                "us-east-1     | expected site:percent",
                "us-east-1:x   | expected site:percent",
                "us-west-2:10  | expected another site than the active one",
            })
    void refusesASplitThatItCannotRead(String split, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fence.parse(TEXT + " split=" + split))
                .withMessageContaining(message);
    }

    @Test
    void ignoresFieldsThatItDoesNotKnow() {
        assertThat(Fence.parse(TEXT + " colour=blue")).isEqualTo(Fence.parse(TEXT));
    }

    @Test
    void takesAbsentOptionalFieldsForNone() {
        assertThat(Fence.parse(TEXT.replace(" until=- hold=-", ""))).isEqualTo(Fence.parse(TEXT));
    }

    @Test
    void standsBesideTheServicesName() {
        assertThat(Fence.recordName("orders.example.com")).isEqualTo("_signalbox.orders.example.com");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v=1               | v=2           | fence: version 2 is not known here, expected 1 to 1",
                "v=1               | v=one         | v must be a number",
                "v=1               | x=1           | v is missing",
                "epoch=17          | epoch=0       | fence epoch 0: expected 1 or more",
                "epoch=17          | epoch=many    | epoch must be a number",
                "epoch=17          | other=1       | epoch is missing",
                "active=us-west-2  | active=West!  | site name \"West!\": expected",
                "active=us-west-2  | other=1       | active is missing",
                "phase=settled     | phase=resting | phase must be settled or moving, got \"resting\"",
                "phase=settled     | other=1       | phase is missing",
                "plan=p-1          | plan=         | fence plan \"\": expected 1 to 63 printable characters",
                "plan=p-1          | other=1       | plan is missing",
                "cell=us-west-2    | cell=-        | cell name \"-\": expected",
                "cell=us-west-2    | other=1       | cell is missing",
                "until=-           | until=noon    | until must be an instant",
                "hold=-            | hold          | expected key=value, got \"hold\"",
                "hold=-            | =x            | expected key=value, got \"=x\"",
            })
    void refusesWhatItCannotReadAndSaysWhy(String from, String to, String message) {
        String text = TEXT.replace(from, to);

        assertThat(text).isNotEqualTo(TEXT);
        assertThatIllegalArgumentException().isThrownBy(() -> Fence.parse(text)).withMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\"", "v=spf1 -all", "google-site-verification=x"})
    void refusesTextThatIsNoFence(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Fence.parse(text));
    }

    private static String golden(String name) throws IOException {
        try (var file = FenceTest.class.getResourceAsStream("/golden/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
