package io.signalbox.contract;

import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordSet.AliasTarget;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.evidence.Vote;
import io.signalbox.contract.evidence.Watermark;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.step.StepArguments.DnsAdopt;
import io.signalbox.contract.step.StepArguments.DnsSwitch;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One value of every kind that travels, by the name of its golden file. */
public final class Samples {

    /** @param type what it is written and read as */
    record Sample<T>(String name, Class<T> type, T value) {
        @Override
        public String toString() {
            return name;
        }
    }

    public static final Fence FENCE =
            Fence.settled(17, new SiteName("us-west-2"), "us-west-2.orders.17", new CellName("us-west-2"));

    public static final Fence CLAIM = new Fence(
            18,
            new SiteName("us-east-1"),
            Fence.Phase.MOVING,
            "us-west-2.orders.18",
            new CellName("us-west-2"),
            Instant.parse("2026-03-01T12:05:00Z"),
            "freeze");

    static final Instant AT = Instant.parse("2026-03-01T12:00:00.123456Z");
    static final ServiceName ORDERS = new ServiceName("orders");
    static final SiteName EAST = new SiteName("us-east-1");
    static final SiteName WEST = new SiteName("us-west-2");
    static final CellName CELL = new CellName("us-west-2");
    static final String DIGEST = "3c768378ddd68c55";
    static final String HOSTNAME = "orders.example.com";
    static final Reason REASON = Reason.of("site-down", "us-east-1 is DOWN by 2 of 3 votes")
            .with("needed", 2)
            .with("down", 2);

    private Samples() {}

    static List<Sample<?>> all() {
        return Stream.of(spine(), PlanSamples.all(), ProofSamples.all(), DescribedSamples.all(), NoticeSamples.all())
                .<Sample<?>>flatMap(List::stream)
                .toList();
    }

    private static List<Sample<?>> spine() {
        return List.of(
                new Sample<>("observation-passed", Observation.class, observation(passed(), VantageHealth.HEALTHY)),
                new Sample<>(
                        "observation-failed",
                        Observation.class,
                        observation(failed(), VantageHealth.sick("no reference"))),
                new Sample<>("verdict", SiteVerdict.class, verdict()),
                new Sample<>("verdict-blind", SiteVerdict.class, verdict().afterBlind(Duration.ofSeconds(90))),
                new Sample<>("watermark", Watermark.class, watermark()),
                new Sample<>("watermark-nothing-read", Watermark.class, nothingRead()),
                directive("override", ORDERS, new Directive.Override(WEST, AT, true, false)),
                directive("release", ORDERS, new Directive.Release()),
                ofPerson(),
                directive("freeze", ORDERS, new Directive.Freeze(AT)),
                directive("thaw-every-service", null, new Directive.Thaw()),
                directive("acknowledge", ORDERS, new Directive.Acknowledge()),
                command("dns-switch", FENCE, "C123", dnsSwitch()),
                command("dns-adopt", null, null, dnsAdopt(null)),
                command("dns-adopt-evaluated", null, null, dnsAdopt(true)),
                outcome("done", new StepOutcome.Done(addresses(0, 100))),
                outcome("in-progress", new StepOutcome.InProgress(Duration.ofMillis(500), "C123", true, "PENDING")),
                outcome("refused", new StepOutcome.Refused(StepOutcome.Refusal.STALE_FENCE, "epoch 18 is newer")),
                outcome("failed", new StepOutcome.Failed("throttled", "Rate exceeded", true)),
                sighting("present", FenceSighting.Sight.PRESENT, CLAIM),
                sighting("absent", FenceSighting.Sight.ABSENT, null),
                sighting("unreadable", FenceSighting.Sight.UNREADABLE, null),
                new Sample<>(
                        "fence-rolled-back",
                        Outcome.class,
                        new FenceSighting(1, ORDERS, AT, FenceSighting.Sight.PRESENT, FENCE, "asked 4 servers", true)),
                new Sample<>("state", ServiceStatus.class, state()),
                new Sample<>("state-unadopted", ServiceStatus.class, unadopted()),
                new Sample<>("journal", JournalEntry.class, journal()));
    }

    private static ProbeResult passed() {
        return new ProbeResult.Passed(new Timings(120, 850, 2100, 4300, 90, 7460));
    }

    private static ProbeResult failed() {
        return new ProbeResult.Failed(Timings.total(310), Cause.REFUSED, "connection refused by 192.0.2.10:443");
    }

    private static Observation observation(ProbeResult result, VantageHealth health) {
        return new Observation(
                1,
                ORDERS,
                EAST,
                new ProbeName("health"),
                new VantageName("eu-west-1"),
                "5f2c9a",
                42,
                1500,
                result,
                result instanceof ProbeResult.Passed ? Instant.parse("2026-06-01T00:00:00Z") : null,
                health,
                DIGEST,
                null,
                null);
    }

    static SiteVerdict verdict() {
        var vote = new Vote(new VantageName("eu-west-1"), Verdict.DOWN, true, AT, "health: 3 failures, REFUSED", null);
        var silent = new Vote(new VantageName("us-west-2"), Verdict.UNKNOWN, false, null, "nothing heard", null);
        return new SiteVerdict(
                1,
                ORDERS,
                EAST,
                Verdict.DOWN,
                AT,
                AT.minusMillis(700),
                List.of(vote, silent),
                2,
                REASON,
                DIGEST,
                null,
                null,
                null,
                null);
    }

    private static Watermark watermark() {
        return new Watermark(
                1,
                7,
                "a71e22",
                AT.minusSeconds(30),
                AT,
                AT.minusMillis(40),
                Duration.ofMillis(38),
                List.of(ORDERS, new ServiceName("cart")),
                List.of(
                        new Watermark.Unconfirmed(ORDERS, EAST, null, AT.minusSeconds(200)),
                        new Watermark.Unconfirmed(ORDERS, WEST, new ProbeName("scaled"), null)));
    }

    private static Watermark nothingRead() {
        return new Watermark(1, 0, "a71e22", AT, AT, null, Duration.ZERO, List.of(), List.of());
    }

    static Sample<Directive> directive(String kind, ServiceName service, Directive.Order order) {
        var directive = new Directive(1, "d-1", service, "operator", null, "planned work in us-east-1", AT, 7L, order);
        return new Sample<>("directive-" + kind, Directive.class, directive);
    }

    /** Of somebody of whom more than the name is known. */
    private static Sample<Directive> ofPerson() {
        var directive = new Directive(
                1,
                "d-1",
                ORDERS,
                "ann",
                "https://login.example.com#00u1",
                "because",
                AT,
                null,
                new Directive.Release());
        return new Sample<>("directive-of-person", Directive.class, directive);
    }

    private static Sample<Command> command(String kind, Fence expected, String token, StepArguments arguments) {
        var command = new Command(
                1,
                ORDERS,
                CELL,
                "us-west-2.orders.18",
                0,
                2,
                AT,
                AT.plusSeconds(900),
                expected,
                CLAIM,
                token,
                arguments,
                DIGEST,
                null,
                null,
                null,
                null);
        return new Sample<>("command-" + kind, Command.class, command);
    }

    private static StepArguments dnsSwitch() {
        return new DnsSwitch("example.com", HOSTNAME, WEST, addresses(100, 0), addresses(0, 100), null, null, null);
    }

    private static StepArguments dnsAdopt(Boolean evaluated) {
        var candidates = new LinkedHashMap<SiteName, List<RecordSet>>();
        candidates.put(EAST, addresses(100, 0));
        candidates.put(WEST, List.of(alias(evaluated)));
        return new DnsAdopt("example.com", HOSTNAME, EAST, candidates);
    }

    private static List<RecordSet> addresses(long east, long west) {
        return List.of(
                new RecordSet(HOSTNAME, RecordType.A, 60L, "us-east-1", east, List.of("192.0.2.10"), null, null, null),
                new RecordSet(
                        HOSTNAME, RecordType.A, 60L, "us-west-2", west, List.of("198.51.100.10"), null, null, null));
    }

    private static RecordSet alias(Boolean evaluated) {
        var target = new AliasTarget("standby-alb.us-west-2.elb.amazonaws.com", "Z1H1FL5HABSF5", evaluated);
        return new RecordSet(HOSTNAME, RecordType.AAAA, null, null, null, List.of(), target, null, null);
    }

    private static Sample<Outcome> outcome(String kind, StepOutcome.Result result) {
        var timings = Map.of("received", AT, "accepted", AT.plusMillis(40));
        var outcome = new StepOutcome(1, ORDERS, "us-west-2.orders.18", 0, 1, AT, result, FENCE, timings, null);
        return new Sample<>("outcome-" + kind, Outcome.class, outcome);
    }

    private static Sample<Outcome> sighting(String kind, FenceSighting.Sight sight, Fence fence) {
        return new Sample<>(
                "fence-" + kind,
                Outcome.class,
                new FenceSighting(1, ORDERS, AT, sight, fence, "asked 4 servers", null));
    }

    private static ServiceStatus state() {
        return new ServiceStatus(
                1,
                ORDERS,
                CELL,
                HOSTNAME,
                12,
                "moving",
                AT,
                EAST,
                WEST,
                17,
                FENCE,
                REASON,
                List.of(Reason.of("fence-gone", "the TXT record is not there any more")),
                List.of(
                        new ServiceStatus.Site(EAST, 1, false, Verdict.DOWN, verdict(), null, null, null, null),
                        new ServiceStatus.Site(WEST, 2, false, Verdict.UP, null, null, null, null, null)),
                new ServiceStatus.Override(
                        WEST, "operator", "planned work in us-east-1", AT, AT.plusSeconds(600), null),
                new ServiceStatus.Freeze("operator", "trading hours", AT, null, true, null),
                recovery(),
                DIGEST,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static ServiceStatus unadopted() {
        return new ServiceStatus(
                1,
                ORDERS,
                CELL,
                HOSTNAME,
                0,
                "unadopted",
                AT,
                null,
                null,
                0,
                null,
                REASON,
                List.of(),
                List.of(),
                null,
                null,
                null,
                DIGEST,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static RecoveryTimes recovery() {
        return new RecoveryTimes(
                AT.minusMillis(700), AT.minusMillis(20), AT, AT.plusMillis(40), AT.plusMillis(900), null, null);
    }

    private static JournalEntry journal() {
        return new JournalEntry(
                1,
                ORDERS,
                12,
                AT,
                "move-started",
                EAST,
                WEST,
                17,
                "us-west-2.orders.18",
                0,
                "d-1",
                "operator",
                REASON,
                verdict(),
                recovery());
    }
}
