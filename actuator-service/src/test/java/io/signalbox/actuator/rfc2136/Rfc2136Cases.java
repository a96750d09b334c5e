package io.signalbox.actuator.rfc2136;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.HOSTNAME;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.ZONE;
import static io.signalbox.actuator.Orders.again;
import static io.signalbox.actuator.Orders.claim;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.moving;
import static io.signalbox.actuator.Orders.records;
import static io.signalbox.actuator.rfc2136.Scene.TO_EAST;
import static io.signalbox.actuator.rfc2136.Scene.TO_WEST;
import static io.signalbox.actuator.rfc2136.Scene.a;
import static io.signalbox.actuator.rfc2136.Scene.adopt;
import static io.signalbox.actuator.rfc2136.Scene.move;
import static io.signalbox.actuator.rfc2136.Scene.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.Orders;
import io.signalbox.actuator.bootstrap.BootstrapRun;
import io.signalbox.actuator.bootstrap.NameResource;
import io.signalbox.actuator.bootstrap.ResourceFinding;
import io.signalbox.actuator.bootstrap.ScriptedChecks;
import io.signalbox.actuator.core.AttemptResult;
import io.signalbox.actuator.core.FenceReading;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** What the steps do to a zone of a server that takes updates, when all is well and when others change it as well. */
abstract class Rfc2136Cases {

    static final Fence FIRST = fence(1, EAST, "p1");
    static final Fence SECOND = fence(2, WEST, "p2");

    private static final String FENCE_NAME = Fence.recordName(HOSTNAME);

    Scene scene;

    abstract UpdateServer start();

    @BeforeEach
    void open() {
        scene = new Scene(start());
        System.out.println(getClass().getSimpleName() + " talks to " + scene.server.describe());
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private static Service serviceHere(Duration ttl) {
        var key = new Dns.Key(UpdateServer.KEY, Dns.Algorithm.HMAC_SHA256, Scene.VARIABLE);
        var dns = new Dns(
                Dns.Provider.RFC2136,
                ZONE,
                Set.of(RecordType.A),
                ttl,
                Dns.Routing.SIMPLE,
                new Dns.Primary("localhost", 53, key));
        Service orders = Orders.service();
        return new Service(orders.name(), orders.hostname(), dns, orders.sites(), orders.policy());
    }

    @Test
    void namesAreMadeChangedAndGivenBackByCommand() {
        var run = new BootstrapRun(
                List.of(new NameResource(scene.provider(), _ -> new ScriptedChecks(), "apply-1", false)));
        var told = new ArrayList<BootstrapRun.ServiceResult>();

        run.apply(List.of(serviceHere(Duration.ofSeconds(60))), told::add);
        assertThat(told.getLast().finding().kind()).isEqualTo(ResourceFinding.Kind.SAME);
        assertThat(scene.addresses()).containsExactly(Orders.EAST_ADDRESS);
        assertThat(scene.fence()).singleElement().asString().contains("epoch=1 active=us-east-1");

        run.apply(List.of(serviceHere(Duration.ofSeconds(30))), told::add);
        assertThat(told.getLast().done())
                .contains(
                        "- orders.example.com A ttl 60 " + Orders.EAST_ADDRESS,
                        "+ orders.example.com A ttl 30 " + Orders.EAST_ADDRESS);
        assertThat(scene.query(HOSTNAME, Type.A)).extracting(Record::getTTL).containsExactly(30L);

        run.giveBack(List.of(serviceHere(Duration.ofSeconds(30))), told::add);
        assertThat(scene.fence()).isEmpty();
        assertThat(scene.addresses()).containsExactly(Orders.EAST_ADDRESS);
    }

    @Test
    void adoptsTheRecordsAsTheyAre() {
        scene.put(a("198.51.100.1", "198.51.100.2"));

        AttemptResult attempt = scene.run(adopt(FIRST));

        var adopted = fence(1, WEST, "p1");
        assertThat(attempt.fenceSeen()).isEqualTo(adopted);
        assertThat(attempt.result()).isEqualTo(new Done(List.of(a("198.51.100.1", "198.51.100.2"))));
        assertThat(scene.fence()).containsExactly(adopted.text());
        assertThat(scene.addresses()).containsExactly("198.51.100.1", "198.51.100.2");
        assertThat(scene.run(again(adopt(FIRST), null)).fenceSeen()).isEqualTo(adopted);
    }

    @Test
    void adoptsANameThatHasNothing() {
        AttemptResult attempt = scene.run(adopt(FIRST));

        assertThat(attempt.result()).isEqualTo(new Done(TO_EAST));
        assertThat(scene.fence()).containsExactly(FIRST.text());
        assertThat(scene.addresses()).containsExactly("192.0.2.1");
    }

    @Test
    void aWildcardIsNoRecordOfTheName() {
        scene.admin(update -> {
            Name wildcard = Name.fromConstantString("*.example.com.");
            update.add(wildcard, Type.TXT, 60, "\"v=spf1 -all\"");
            update.add(wildcard, Type.A, 60, "203.0.113.1");
        });
        assertThat(scene.addresses()).containsExactly("203.0.113.1");

        AttemptResult attempt = scene.run(adopt(FIRST));

        assertThat(attempt.result()).isEqualTo(new Done(TO_EAST));
        assertThat(scene.fence()).containsExactly(FIRST.text());
        assertThat(scene.addresses()).containsExactly("192.0.2.1");
    }

    @Test
    void switchesAndProvesIt() {
        scene.seed(FIRST, TO_EAST);
        scene.admin(update -> update.add(Name.fromConstantString(HOSTNAME + "."), Type.MX, 60, "10 mx.example.net."));
        Command command = move(FIRST, SECOND);

        AttemptResult taken = scene.run(command);
        AttemptResult proved = scene.run(again(command, ((InProgress) taken.result()).token()));

        assertThat(((InProgress) taken.result()).accepted()).isTrue();
        assertThat(proved.result()).isEqualTo(new Done(TO_WEST));
        assertThat(proved.timings()).containsKeys(AttemptResult.INSYNC, AttemptResult.ANSWERED);
        assertThat(scene.fence()).containsExactly(SECOND.text());
        assertThat(scene.addresses()).containsExactly("198.51.100.1", "198.51.100.2");
        assertThat(scene.query(HOSTNAME, Type.A)).allMatch(record -> record.getTTL() == 60);
        assertThat(scene.answers(HOSTNAME, Type.MX)).containsExactly("10 mx.example.net.");
    }

    @Test
    void switchesBothFamilies() {
        List<RecordSet> east = List.of(a("192.0.2.1"), plain(RecordType.AAAA, "2001:db8::1"));
        List<RecordSet> west = List.of(a("192.0.2.2"), plain(RecordType.AAAA, "2001:db8::2"));
        scene.seed(FIRST, east);

        AttemptResult taken = scene.run(move(FIRST, SECOND, east, west));

        assertThat(taken.result()).isInstanceOf(InProgress.class);
        assertThat(scene.addresses()).containsExactly("192.0.2.2");
        assertThat(scene.answers(HOSTNAME, Type.AAAA)).hasSize(1).allMatch(text -> text.endsWith("2"));
    }

    @Test
    void switchesFromOneNameToAnotherAndFromNamesToAddresses() {
        List<RecordSet> east = List.of(plain(RecordType.CNAME, "east.example.net"));
        List<RecordSet> west = List.of(plain(RecordType.CNAME, "west.example.net"));
        var third = fence(3, EAST, "p3");
        scene.seed(FIRST, east);

        assertThat(scene.run(move(FIRST, SECOND, east, west)).result()).isInstanceOf(InProgress.class);
        assertThat(scene.answers(HOSTNAME, Type.CNAME)).containsExactly("west.example.net.");
        assertThat(scene.run(move(SECOND, third, west, TO_EAST)).result()).isInstanceOf(InProgress.class);
        assertThat(scene.addresses()).containsExactly("192.0.2.1");
    }

    @Test
    void aNameReplacesAddressesOnlyWhereItHasTheNameForItself() {
        List<RecordSet> name = List.of(plain(RecordType.CNAME, "west.example.net"));
        Name hostname = Name.fromConstantString(HOSTNAME + ".");
        scene.seed(FIRST, TO_EAST);
        scene.admin(update -> update.add(hostname, Type.CAA, 60, "0 issue \"example.net\""));

        AttemptResult hindered = scene.run(move(FIRST, SECOND, TO_EAST, name));
        assertThat(hindered.result()).isInstanceOf(Failed.class);
        assertThat(scene.addresses()).containsExactly("192.0.2.1");
        assertThat(scene.fence()).containsExactly(FIRST.text());

        scene.admin(update -> update.delete(hostname, Type.CAA));
        assertThat(scene.run(move(FIRST, SECOND, TO_EAST, name)).result()).isInstanceOf(InProgress.class);
        assertThat(scene.answers(HOSTNAME, Type.CNAME)).containsExactly("west.example.net.");
    }

    @Test
    void takesRecordsInAnotherSpellingForTheSame() {
        scene.seed(FIRST, List.of(plain(RecordType.CNAME, "East.Example.NET.")));

        var outcome = scene.run(Scene.move(
                FIRST,
                SECOND,
                List.of(plain(RecordType.CNAME, "east.example.net")),
                List.of(plain(RecordType.CNAME, "west.example.net"))));

        assertThat(outcome.result()).isNotInstanceOf(Refused.class);
        assertThat(scene.answers(HOSTNAME, Type.CNAME)).containsExactly("west.example.net.");
    }

    @Test
    void takesValuesInAnotherOrderForTheSame() {
        scene.seed(FIRST, List.of(Scene.a("192.0.2.2", "192.0.2.1")));

        var outcome = scene.run(Scene.move(FIRST, SECOND, List.of(Scene.a("192.0.2.1", "192.0.2.2")), Scene.TO_WEST));

        assertThat(outcome.result()).isNotInstanceOf(Refused.class);
        assertThat(scene.answers(HOSTNAME, Type.A)).containsExactly("198.51.100.1", "198.51.100.2");
    }

    @Test
    void claimsAndTouchesNothingElse() {
        scene.seed(FIRST, TO_EAST);
        var claimed = moving(2, "p2");

        AttemptResult attempt = scene.run(claim(FIRST, claimed));

        assertThat(attempt.result()).isEqualTo(new Done(List.of()));
        assertThat(scene.fence()).containsExactly(claimed.text());
        assertThat(scene.addresses()).containsExactly("192.0.2.1");
    }

    @Test
    void replacesAFenceWhoseTextIsDividedIntoOtherStrings() {
        String text = FIRST.text();
        String halves = "\"" + text.substring(0, 10) + "\" \"" + text.substring(10) + "\"";
        scene.put(new RecordSet(FENCE_NAME, RecordType.TXT, 300L, null, null, List.of(halves), null, null, null));
        TO_EAST.forEach(scene::put);

        assertThat(scene.run(move(FIRST, SECOND)).result()).isInstanceOf(InProgress.class);

        assertThat(scene.fence()).containsExactly(SECOND.text());
        assertThat(scene.addresses()).containsExactly("198.51.100.1", "198.51.100.2");
    }

    @Test
    void aTextOfAThousandBytesIsWrittenReadAnsweredAndReplaced() {
        Fence longest = Fence.parse(moving(2, "p2").holding("\\".repeat(500)).text() + " later=" + "\\x".repeat(150));
        scene.seed(FIRST, TO_EAST);

        assertThat(scene.run(claim(FIRST, longest)).result()).isEqualTo(new Done(List.of()));
        assertThat(scene.run(again(claim(FIRST, longest), null)).fenceSeen()).isEqualTo(longest);

        assertThat(longest.text()).hasSizeBetween(900, Fence.LONGEST_TEXT);
        assertThat(FenceReading.of(scene.asked(FENCE_NAME))).isEqualTo(new FenceReading.Present(longest));
        assertThat(scene.run(claim(longest, moving(3, "p2"))).result()).isEqualTo(new Done(List.of()));
    }

    @Test
    void aFenceThatIsGoneIsReadoptedWithTheSiteThatTheRecordsAnswer() {
        TO_WEST.forEach(scene::put);
        Fence east = fence(18, EAST, "r18");
        Fence west = fence(18, WEST, "r18");
        Command command = Orders.command(
                null,
                east,
                new StepArguments.DnsReadopt(
                        ZONE,
                        HOSTNAME,
                        List.of(
                                new StepArguments.DnsReadopt.Candidate(east, TO_EAST, null),
                                new StepArguments.DnsReadopt.Candidate(west, TO_WEST, null)),
                        null,
                        null));

        assertThat(scene.run(command).fenceSeen()).isEqualTo(west);
        assertThat(scene.run(again(command, null)).fenceSeen()).isEqualTo(west);

        assertThat(scene.fence()).containsExactly(west.text());
        assertThat(scene.addresses()).containsExactly("198.51.100.1", "198.51.100.2");
    }

    @Test
    void refusesWhatWasDecidedOnAnotherFence() {
        var newer = fence(5, EAST, "other");
        scene.seed(newer, TO_EAST);

        AttemptResult attempt = scene.run(move(FIRST, SECOND));

        assertThat(attempt.fenceSeen()).isEqualTo(newer);
        assertRefused(attempt, Refusal.STALE_FENCE, newer.text());
        assertThat(scene.fence()).containsExactly(newer.text());
        assertThat(scene.addresses()).containsExactly("192.0.2.1");
    }

    @Test
    void refusesWhereTheFenceIsGone() {
        TO_EAST.forEach(scene::put);

        assertRefused(scene.run(claim(FIRST, moving(2, "p2"))), Refusal.STALE_FENCE, "no fence");
        assertThat(scene.fence()).isEmpty();
    }

    @Test
    void refusesWhereAnotherHandHasChangedAnAddress() {
        scene.seed(FIRST, List.of(a("203.0.113.7")));

        assertRefused(scene.run(move(FIRST, SECOND)), Refusal.DRIFT, "203.0.113.7");
        assertThat(scene.fence()).containsExactly(FIRST.text());
        assertThat(scene.addresses()).containsExactly("203.0.113.7");
    }

    @Test
    void refusesWhereAnotherHandHasAddedAnAddressOfTheSameOrAnotherFamily() {
        scene.seed(FIRST, List.of(a("192.0.2.1", "192.0.2.9")));
        assertRefused(scene.run(move(FIRST, SECOND)), Refusal.DRIFT, "192.0.2.9");

        scene.seed(FIRST, List.of(a("192.0.2.1"), plain(RecordType.AAAA, "2001:db8::1:0:0:1")));
        assertRefused(scene.run(move(FIRST, SECOND)), Refusal.DRIFT, "AAAA ttl 60 [2001:db8::1:0:0:1]");
        assertThat(scene.addresses()).containsExactly("192.0.2.1");
    }

    @Test
    void aTtlThatAnotherHandHasChangedIsNotNoticedAndPutRight() {
        scene.seed(
                FIRST,
                List.of(new RecordSet(HOSTNAME, RecordType.A, 7L, null, null, List.of("192.0.2.1"), null, null, null)));

        assertThat(scene.run(move(FIRST, SECOND)).result()).isInstanceOf(InProgress.class);
        assertThat(scene.query(HOSTNAME, Type.A)).hasSize(2).allMatch(record -> record.getTTL() == 60);
    }

    @Test
    void aNameInPlaceOfTheFenceIsNotPassedOver() {
        TO_EAST.forEach(scene::put);
        scene.admin(update -> update.add(Name.fromConstantString(FENCE_NAME + "."), Type.CNAME, 60, "x.example.net."));

        assertThat(scene.run(adopt(FIRST)).result())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.cause()).isEqualTo("changed-meanwhile"));
        assertThat(scene.answers(FENCE_NAME, Type.CNAME)).containsExactly("x.example.net.");
    }

    @Test
    void weightsBelongToAnotherProvider() {
        scene.seed(FIRST, TO_EAST);

        AttemptResult attempt = scene.run(move(FIRST, SECOND, TO_EAST, records(WEST)));

        assertThat(attempt.result()).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.cause()).isEqualTo("not-expressible");
            assertThat(failed.retryable()).isFalse();
        });
        assertRefused(scene.run(move(FIRST, SECOND, records(EAST), TO_WEST)), Refusal.DRIFT, "us-east-1 weight 100");
    }

    static void assertRefused(AttemptResult attempt, Refusal why, String detail) {
        assertThat(attempt.result()).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.why()).isEqualTo(why);
            assertThat(refused.detail()).contains(detail);
        });
    }
}
