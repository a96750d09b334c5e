package io.signalbox.actuator.core;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.simple;
import static io.signalbox.actuator.Orders.weighted;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordTargetTest {

    @Test
    void ttlWeightAndSetIdentifierSayNothingAboutWhereItLeads() {
        assertThat(RecordTarget.serving(List.of(weighted(EAST, "192.0.2.1", 7), weighted(WEST, "192.0.2.2", 0))))
                .isEqualTo(RecordTarget.serving(List.of(simple("192.0.2.1"))));
    }

    @Test
    void anAddressIsTheSameInEveryNotation() {
        assertThat(RecordTarget.of(RecordType.AAAA, List.of("2001:db8:0:0::1")))
                .isEqualTo(RecordTarget.of(RecordType.AAAA, List.of("2001:DB8::1")));
    }

    @Test
    void aNameIsTheSameWithAndWithoutItsFinalDot() {
        assertThat(RecordTarget.of(RecordType.CNAME, List.of("Page.Example.net.")))
                .isEqualTo(RecordTarget.of(RecordType.CNAME, List.of("page.example.net")));
    }

    @Test
    void aliasesOfDifferentZonesAreDifferent() {
        assertThat(RecordTarget.of(alias("Z1")))
                .isNotEqualTo(RecordTarget.of(alias("Z2")))
                .isEqualTo(RecordTarget.of(alias("Z1")));
    }

    private static RecordSet alias(String zone) {
        return new RecordSet(
                "orders.example.com",
                RecordType.A,
                null,
                null,
                null,
                List.of(),
                new RecordSet.AliasTarget("x.elb.amazonaws.com", zone),
                null,
                null);
    }
}
