package io.signalbox.contract.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.signalbox.contract.Samples;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.SiteName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
                Fence.LARGEST_EPOCH,
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
    void keepsWordsThatItDoesNotKnowInEveryFenceThatFollows() {
        Fence read = Fence.parse(TEXT + " colour=blue shape=round");
        Fence next = Fence.settled(18, new SiteName("us-east-1"), "p-2", new CellName("us-east-1"))
                .after(read);

        assertThat(read.text()).isEqualTo(TEXT + " colour=blue shape=round");
        assertThat(next.text()).endsWith(" hold=- colour=blue shape=round");
        assertThat(Fence.parse(next.text()).others()).containsExactly("colour=blue", "shape=round");
    }

    @Test
    void isTheExactTextThatWasReadWhateverItsOrderAndSpaces() {
        String other = "v=1 active=us-west-2 epoch=17  phase=settled cell=us-west-2 plan=p-1 stale=us-east-1@9 until=-";
        Fence read = Fence.parse(other);

        assertThat(read.text()).isEqualTo(other);
        assertThat(read).isNotEqualTo(Fence.parse(TEXT));
        assertThat(read.holding("freeze").text())
                .isEqualTo(TEXT.replace("hold=-", "hold=freeze") + " stale=us-east-1@9");
    }

    @Test
    void tellsWhereAClaimLeadsAndWhichDataIsStale() {
        var east = new SiteName("us-east-1");
        Fence claim = Samples.CLAIM
                .leadingTo(new SiteName("us-west-2"))
                .marking(Marks.NONE.stale(east, 18).seeded(new SiteName("eu-west-1"), 3));

        assertThat(claim.text()).endsWith(" hold=freeze target=us-west-2 stale=us-east-1@18 seeded=eu-west-1@3");
        assertThat(Fence.parse(claim.text())).isEqualTo(claim);
        assertThat(claim.marksStale(east)).isTrue();
    }

    @Test
    void aWriterThatKnowsOfNoStaleDataIsNotOneThatKnowsNothingOfMarks() {
        assertThat(Fence.parse(TEXT).marks()).isNull();
        assertThat(Fence.parse(TEXT + " stale=-").marks()).isEqualTo(Marks.NONE);
        assertThat(Fence.parse(TEXT).marking(Marks.NONE).text()).isEqualTo(TEXT + " stale=-");
    }

    @Test
    void takesAbsentOptionalFieldsForNone() {
        Fence read = Fence.parse(TEXT.replace(" until=- hold=-", ""));

        assertThat(read.until()).isNull();
        assertThat(read.hold()).isNull();
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
                "v=1               | v=4294967297  | fence: version 4294967297 is not known here, expected 1 to 1",
                "v=1               | v=one         | v must be a number",
                "v=1               | x=1           | v is missing",
                "epoch=17          | epoch=0       | fence epoch 0: expected 1 to 9007199254740992",
                "epoch=17          | epoch=9223372036854775807 | fence epoch 9223372036854775807: expected 1 to 9007199254740992",
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
                "hold=-            | epoch=18      | expected each key once, got epoch twice",
                "hold=-            | stale=west    | mark \"west\": expected site@epoch",
                "hold=-            | stale=west@x  | mark \"west@x\": expected site@epoch",
                "hold=-            | seeded=west@0 | mark of west: expected an epoch of 1 or more, got 0",
                "hold=-            | target=West!  | site name \"West!\": expected",
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

    @Test
    void aClaimIsTakenOverOnlyWhenNoClockCanSayThatItHolds() {
        Instant until = Instant.parse("2026-03-01T12:05:00Z");
        Fence claim = Fence.moving(18, new SiteName("us-east-1"), "m18", new CellName("us-west-2"), until);

        assertThat(claim.claimedAt(until)).isTrue();
        assertThat(claim.claimedAt(until.plus(Fence.CLOCK_BOUND).minusMillis(1)))
                .isTrue();
        assertThat(claim.claimedAt(until.plus(Fence.CLOCK_BOUND))).isFalse();
    }

    @Test
    void noActBeginsThatCouldEndAfterItsClaim() {
        Instant until = Instant.parse("2026-03-01T12:05:00Z");
        Fence claim = Fence.moving(18, new SiteName("us-east-1"), "m18", new CellName("us-west-2"), until);
        Instant last = until.minus(Fence.CLOCK_BOUND).minus(Fence.LONGEST_ACT);

        assertThat(claim.permitsActAt(last.minusMillis(1))).isTrue();
        assertThat(claim.permitsActAt(last)).isFalse();
        assertThat(Fence.settled(18, new SiteName("us-east-1"), "m18", new CellName("us-west-2"))
                        .permitsActAt(last))
                .isTrue();
    }
}
