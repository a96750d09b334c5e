package io.signalbox.actuator.step;

import io.signalbox.actuator.core.AttemptResult;
import io.signalbox.actuator.core.StepExecutor;
import io.signalbox.contract.Action;
import io.signalbox.contract.Command;

/** The executor of each kind of action; a new kind does not compile without one. */
public record ActionExecutors(
        StepExecutor<Action.EcsScale> ecsScale,
        StepExecutor<Action.AsgScale> asgScale,
        StepExecutor<Action.K8sScale> k8sScale,
        StepExecutor<Action.RdsPromote> rdsPromote,
        StepExecutor<Action.AuroraFailover> auroraFailover,
        StepExecutor<Action.AuroraSwitchover> auroraSwitchover,
        StepExecutor<Action.RoutingControl> routingControl,
        StepExecutor<Action.SsmPut> ssmPut,
        StepExecutor<Action.SnsNotify> snsNotify,
        StepExecutor<Action.Webhook> webhook,
        StepExecutor<Action.LambdaInvoke> lambdaInvoke,
        StepExecutor<Action.MetricPut> metricPut) {

    AttemptResult converge(Command command, Action action) {
        return switch (action) {
            case Action.EcsScale wanted -> ecsScale.converge(command, wanted);
            case Action.AsgScale wanted -> asgScale.converge(command, wanted);
            case Action.K8sScale wanted -> k8sScale.converge(command, wanted);
            case Action.RdsPromote wanted -> rdsPromote.converge(command, wanted);
            case Action.AuroraFailover wanted -> auroraFailover.converge(command, wanted);
            case Action.AuroraSwitchover wanted -> auroraSwitchover.converge(command, wanted);
            case Action.RoutingControl wanted -> routingControl.converge(command, wanted);
            case Action.SsmPut wanted -> ssmPut.converge(command, wanted);
            case Action.SnsNotify wanted -> snsNotify.converge(command, wanted);
            case Action.Webhook wanted -> webhook.converge(command, wanted);
            case Action.LambdaInvoke wanted -> lambdaInvoke.converge(command, wanted);
            case Action.MetricPut wanted -> metricPut.converge(command, wanted);
        };
    }
}
