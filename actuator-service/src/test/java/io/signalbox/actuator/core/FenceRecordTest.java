package io.signalbox.actuator.core;

import static io.signalbox.actuator.Orders.CELL;
import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.HOSTNAME;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Split;
import io.signalbox.contract.name.SiteName;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FenceRecordTest {

    @Test
    void isReadBackAsItWasWritten() {
        var fence = new Fence(17, EAST, Fence.Phase.SETTLED, "p\\17", CELL, null, "freeze:\\x");

        var read = new LiveRecords(List.of(FenceRecord.of(HOSTNAME, fence)), List.of()).fence();

        assertThat(read).isEqualTo(new FenceReading.Present(fence));
    }

    @Test
    void whatIsLongerThanAStringIsSeveral() {
        String longest = "a".repeat(63);
        var fence = new Fence(
                        17,
                        new SiteName(longest),
                        Fence.Phase.MOVING,
                        longest,
                        CELL,
                        Instant.EPOCH,
                        "o@us-east-1:1767225600")
                .splitting(new Split(new SiteName("b".repeat(63)), 50));

        RecordSet record = FenceRecord.of(HOSTNAME, fence);

        assertThat(fence.text()).hasSizeGreaterThan(255);
        assertThat(record.values()).singleElement().asString().contains("\" \"");
        assertThat(new LiveRecords(List.of(record), List.of()).fence()).isEqualTo(new FenceReading.Present(fence));
    }

    @Test
    void severalStringsAreOneText() {
        var split = new RecordSet(
                Fence.recordName(HOSTNAME),
                RecordType.TXT,
                5L,
                null,
                null,
                List.of("\"v=1 epoch=3 active=us-east-1 phase=settled \" \"plan=p3 cell=us-west-2\""),
                null,
                null,
                null);

        assertThat(new LiveRecords(List.of(split), List.of()).fence())
                .isEqualTo(new FenceReading.Present(
                        Fence.parse("v=1 epoch=3 active=us-east-1 phase=settled plan=p3 cell=us-west-2")));
    }

    @Test
    void whatIsWrittenInOctalIsReadAsThatCharacter() {
        assertThat(TxtValue.text("\"a\\052b\" \"\\\\\" \"\\\"c\"")).isEqualTo("a*b\\\"c");
        assertThat(TxtValue.text(TxtValue.of("\\".repeat(600) + "\""))).isEqualTo("\\".repeat(600) + "\"");
        assertThat(TxtValue.text("plain\\")).isEqualTo("plain\\");
        assertThat(TxtValue.text("\"\"")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v=1 epoch=9007199254740993 active=us-east-1 phase=settled plan=p cell=a",
                "v=1 epoch=9223372036854775807 active=us-east-1 phase=settled plan=p cell=a",
                "v=1 epoch=99999999999999999999 active=us-east-1 phase=settled plan=p cell=a",
                "v=1 epoch=3 active=us-east-1 phase=settled plan=p cell=a later=\u00fc",
                "v=1 epoch=3 active=us-east-1 phase=settled plan=p cell=a\tlater=x",
                "v=1 epoch=3 active=us-east-1 phase=settled plan=p cell=a until=+1000000001-01-01T00:00:00Z",
                "v=1 epoch=3 active=us-east-1 phase=settled plan=p cell=a stale=us-east-1@99999999999999999999",
                ""
            })
    void whatIsAbsurdIsUnreadableAndNothingElse(String text) {
        assertThat(FenceReading.of(List.of(text))).isInstanceOf(FenceReading.Unreadable.class);
        assertThat(SignalReading.of(text, "etag")).isInstanceOf(SignalReading.Unreadable.class);
    }

    @Test
    void whatIsTooLongIsUnreadableAndToldInAFewWords() {
        String text = "v=1 epoch=3 active=us-east-1 phase=settled plan=p cell=a later=" + "x".repeat(60_000);

        assertThat(FenceReading.of(List.of(text))).isInstanceOf(FenceReading.Unreadable.class);
        assertThat(FenceReading.of(List.of("a b " + text, text)).describe()).hasSizeLessThan(600);
        assertThat(FenceReading.of(List.of("x".repeat(3_999))).describe()).hasSizeLessThan(600);
    }

    @Test
    void twoValuesAreNoFence() {
        assertThat(FenceReading.of(List.of("a=1", "b=2"))).isInstanceOf(FenceReading.Unreadable.class);
    }

    @Test
    void otherTextIsNoFence() {
        assertThat(FenceReading.of(List.of("google-site-verification=x"))).isInstanceOf(FenceReading.Unreadable.class);
    }
}
