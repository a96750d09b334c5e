package io.signalbox.contract;

import io.signalbox.contract.Samples.Sample;
import io.signalbox.contract.evidence.CheckHistory;
import io.signalbox.contract.evidence.HeardBeat;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.step.StepArguments;
import java.util.List;
import java.util.Map;

/** What says of which description of a service it is. */
final class DescribedSamples {

    private static final String CHECK = "9a0b1c2d3e4f5061";

    private DescribedSamples() {}

    static List<Sample<?>> all() {
        return List.of(
                new Sample<>(
                        "heartbeat",
                        HeardBeat.class,
                        new HeardBeat(
                                1,
                                Samples.ORDERS,
                                Samples.EAST,
                                new ProbeName("nightly"),
                                new VantageName("eu-west-1"),
                                1500)),
                new Sample<>("observation-described", Observation.class, observation()),
                new Sample<>(
                        "observation-history",
                        Observation.class,
                        observation().with(new CheckHistory(14_000_000, 2, 500_000L, "++-+--"))),
                new Sample<>(
                        "verdict-described",
                        SiteVerdict.class,
                        Samples.verdict().of(Map.of(new ProbeName("health"), CHECK))),
                new Sample<>("command-described", Command.class, command()));
    }

    private static Observation observation() {
        return new Observation(
                1,
                Samples.ORDERS,
                Samples.EAST,
                new ProbeName("health"),
                new VantageName("eu-west-1"),
                "5f2c9a",
                42,
                1500,
                new ProbeResult.Passed(Timings.total(310)),
                null,
                VantageHealth.HEALTHY,
                Samples.DIGEST,
                CHECK,
                null);
    }

    private static Command command() {
        return new Command(
                1,
                Samples.ORDERS,
                Samples.CELL,
                "us-west-2.orders.18",
                0,
                1,
                Samples.AT,
                Samples.AT.plusSeconds(30),
                Samples.FENCE,
                Samples.CLAIM,
                null,
                new StepArguments.Claim("example.com", Samples.HOSTNAME),
                Samples.DIGEST,
                null,
                null,
                null,
                "77aa01b2c3d4e5f6");
    }
}
