package io.signalbox.actuator.verify;

import static io.signalbox.actuator.verify.ScratchZone.ACCEPTED;
import static io.signalbox.actuator.verify.ScratchZone.MISMATCH;
import static io.signalbox.actuator.verify.ScratchZone.create;
import static io.signalbox.actuator.verify.ScratchZone.delete;

import java.util.List;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * The experiments 1 to 4 of docs/adr/0002-route53-batch-as-compare-and-swap.md, on which the fence relies. Each uses
 * names of its own, so that none depends on another.
 */
final class ZoneExperiments {

    private static final long TTL = 5;

    private final ScratchZone zone;
    private final VerificationReport report;

    ZoneExperiments(ScratchZone zone, VerificationReport report) {
        this.zone = zone;
        this.report = report;
    }

    void run() {
        exactness();
        atomicity();
        identity();
        routing();
    }

    private void exactness() {
        String name = zone.name("exactness");
        var first = zone.txt(name, "v=1 epoch=1", TTL);
        expect("0 first fence", ACCEPTED, zone.change(create(first)));
        expect("1 exactness: another text", MISMATCH, zone.change(delete(zone.txt(name, "v=1 epoch=2", TTL))));
        expect("1 exactness: another TTL", MISMATCH, zone.change(delete(zone.txt(name, "v=1 epoch=1", TTL + 1))));
        expect("1 exactness: the text and TTL", ACCEPTED, zone.change(delete(first)));
    }

    private void atomicity() {
        String name = zone.name("atomicity");
        var first = zone.txt(name, "v=1 epoch=1", TTL);
        zone.change(create(first));
        expect(
                "2 atomicity: a wrong deletion beside a right pair",
                MISMATCH,
                zone.change(
                        delete(first),
                        create(zone.txt(name, "v=1 epoch=2", TTL)),
                        delete(zone.a(zone.name("absent"), "192.0.2.1"))));
        List<String> left = zone.values(name, RRType.TXT);
        report.found(
                "2 atomicity: what is stored afterwards",
                "[\"v=1 epoch=1\"]",
                left.toString(),
                left.equals(List.of("\"v=1 epoch=1\"")));
    }

    private void identity() {
        String name = zone.name("identity");
        String fence = zone.name("_identity");
        ResourceRecordSet same = zone.weighted(name, "east", 100, "192.0.2.1");
        zone.change(create(zone.txt(fence, "v=1 epoch=1", TTL)), create(same));
        expect(
                "3 identity: the same record set deleted and created",
                ACCEPTED,
                zone.change(
                        delete(zone.txt(fence, "v=1 epoch=1", TTL)),
                        delete(same),
                        create(zone.txt(fence, "v=1 epoch=2", TTL)),
                        create(same)));
    }

    private void routing() {
        String name = zone.name("routing");
        var simple = zone.a(name, "192.0.2.1");
        zone.change(create(simple));
        expect(
                "4 change of routing: simple to weighted in one batch",
                ACCEPTED,
                zone.change(
                        delete(simple),
                        create(zone.weighted(name, "east", 100, "192.0.2.1")),
                        create(zone.weighted(name, "west", 0, "198.51.100.1"))));
    }

    private void expect(String what, String expected, ScratchZone.ChangeResult answer) {
        report.found(what, expected, answer.toString(), answer.is(expected));
    }
}
