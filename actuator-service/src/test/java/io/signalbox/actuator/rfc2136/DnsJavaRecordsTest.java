package io.signalbox.actuator.rfc2136;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.Orders;
import io.signalbox.actuator.core.FenceRecord;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DnsJavaRecordsTest {

    @ParameterizedTest
    @CsvSource({
        "2001:db8:0:0:0:0:0:1, 2001:db8::1",
        "0:0:0:0:0:0:0:1, ::1",
        "0:0:0:0:0:0:0:0, ::",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:db8:10:0:0:1:0:10, 2001:db8:10::1:0:10",
        "2001:db8:1:2:3:4:0:0, 2001:db8:1:2:3:4::",
        "2001:db8::1, 2001:db8::1"
    })
    void writesAddressesAsPeopleDo(String whole, String expected) {
        assertThat(DnsJavaRecords.shortened(whole)).isEqualTo(expected);
    }

    @Test
    void aFenceSurvivesTheWire() throws Exception {
        var fence = Orders.fence(3, Orders.EAST, "p\\3;(x)").holding("a\\b");
        RecordSet record = FenceRecord.of(Orders.HOSTNAME, fence);

        RecordSet back = DnsJavaRecords.set(record.name(), RecordType.TXT, DnsJavaRecords.records(record, 5));

        assertThat(back).isEqualTo(record);
    }

    @Test
    void whatIsReadIsSortedAndPlain() throws Exception {
        var cname = new RecordSet(
                "a.example.com", RecordType.CNAME, 60L, null, null, List.of("LB.Example.net"), null, null, null);
        var addresses = new RecordSet(
                "a.example.com", RecordType.A, 60L, null, null, List.of("192.0.2.2", "192.0.2.1"), null, null, null);

        assertThat(DnsJavaRecords.set("a.example.com", RecordType.CNAME, DnsJavaRecords.records(cname, 60))
                        .values())
                .containsExactly("lb.example.net");
        assertThat(DnsJavaRecords.set("a.example.com", RecordType.A, DnsJavaRecords.records(addresses, 60))
                        .values())
                .containsExactly("192.0.2.1", "192.0.2.2");
    }
}
