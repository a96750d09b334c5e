package io.signalbox.decision.core.machine;

import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.step.AuroraFailover;
import io.signalbox.contract.step.EcsScale;
import io.signalbox.contract.step.RdsPromote;
import io.signalbox.contract.step.SsmPut;
import io.signalbox.contract.step.Webhook;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Step.OnFailure;
import io.signalbox.contract.topology.Work;
import io.signalbox.decision.core.Orders;
import java.time.Duration;
import java.util.List;

/** Steps of plans, by few words. */
public final class Recipe {

    public static final Duration DEADLINE = Duration.ofMinutes(2);

    private Recipe() {}

    /** Sets a parameter, whose previous value is told first. */
    public static Step put(String name) {
        return put(name, OnFailure.ABORT);
    }

    public static Step put(String name, OnFailure onFailure) {
        return put(name, null, onFailure);
    }

    public static Step put(String name, Integer retries, OnFailure onFailure) {
        return new Step(name, new Work.Act(parameter(name)), DEADLINE, retries, onFailure, List.of());
    }

    /** Sets a capacity in the standby, whose previous value is told first. */
    public static Step scale(String name) {
        var scale = new EcsScale("us-west-2", "orders", name, 6);
        return new Step(name, new Work.Act(scale), DEADLINE, null, OnFailure.ABORT, List.of(Orders.WEST));
    }

    static Action parameter(String name) {
        return new SsmPut("us-west-2", "/" + name, "on");
    }

    /** Nothing puts it back. */
    public static Step promote(String name) {
        return promote(name, OnFailure.ABORT);
    }

    public static Step promote(String name, OnFailure onFailure) {
        var promotion = new RdsPromote("us-west-2", "replica", 5);
        return new Step(name, new Work.Act(promotion), DEADLINE, null, onFailure, List.of());
    }

    /** The same for a cluster of an Aurora global database. */
    public static Step failOver(String name) {
        var failover = new AuroraFailover("us-west-2", "global", "arn:west");
        return new Step(name, new Work.Act(failover), DEADLINE, null, OnFailure.ABORT, List.of());
    }

    /** The replica of a site, on the way there; nothing puts it back, and it leaves all other replicas behind. */
    static Step promoteAt(SiteName site, OnFailure onFailure) {
        var promotion = new RdsPromote(site.value(), "replica", 5);
        return new Step("db-" + site, new Work.Act(promotion), DEADLINE, null, onFailure, List.of(site));
    }

    public static Action hook(String path) {
        return new Webhook("https://hooks.example.com/" + path, null);
    }

    public static Step gate(String name, Work work) {
        return gate(name, work, OnFailure.ABORT);
    }

    public static Step gate(String name, Work work, OnFailure onFailure) {
        return new Step(name, work, DEADLINE, null, onFailure, List.of());
    }

    public static Step approval() {
        return gate("ask", new Work.Approve("go on?"));
    }

    /** As long as the plan has. */
    static Step patient(String name, Work work, OnFailure onFailure) {
        return new Step(name, work, Duration.ofMinutes(15), null, onFailure, List.of());
    }

    static Step restore(String step) {
        return new Step("restore-" + step, new Work.Restore(step), DEADLINE, null, OnFailure.CONTINUE, List.of());
    }

    public static Step switching(OnFailure onFailure) {
        return switching(null, onFailure);
    }

    public static Step switching(Integer retries, OnFailure onFailure) {
        return new Step("dns-switch", new Work.Switch(), Step.DEADLINE, retries, onFailure, List.of());
    }

    /** First 10 %, then 50 %, each for a minute. */
    public static Step ramp() {
        return ramp(OnFailure.ABORT);
    }

    public static Step ramp(OnFailure onFailure) {
        var minute = Duration.ofMinutes(1);
        var ramp = List.of(new Work.Switch.Ramp(10, minute), new Work.Switch.Ramp(50, minute));
        return new Step("dns-switch", new Work.Switch(ramp), Step.DEADLINE, null, onFailure, List.of());
    }

    static Plans.Stage parallel(Step... steps) {
        return new Plans.Stage(List.of(steps));
    }
}
