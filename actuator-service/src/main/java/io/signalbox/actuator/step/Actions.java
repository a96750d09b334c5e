package io.signalbox.actuator.step;

import io.signalbox.actuator.core.Attempt;
import io.signalbox.actuator.core.StepExecutor;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepArguments;

/** The executor of each kind of action; a new kind does not compile without one. */
public record Actions(
        StepExecutor<StepArguments.EcsScale> ecsScale,
        StepExecutor<StepArguments.AsgScale> asgScale,
        StepExecutor<StepArguments.K8sScale> k8sScale,
        StepExecutor<StepArguments.RdsPromote> rdsPromote,
        StepExecutor<StepArguments.AuroraFailover> auroraFailover,
        StepExecutor<StepArguments.AuroraSwitchover> auroraSwitchover,
        StepExecutor<StepArguments.RoutingControl> routingControl,
        StepExecutor<StepArguments.SsmPut> ssmPut,
        StepExecutor<StepArguments.SnsNotify> snsNotify,
        StepExecutor<StepArguments.Webhook> webhook,
        StepExecutor<StepArguments.LambdaInvoke> lambdaInvoke,
        StepExecutor<StepArguments.MetricPut> metricPut) {

    Attempt converge(Command command, StepArguments.Action action) {
        return switch (action) {
            case StepArguments.EcsScale wanted -> ecsScale.converge(command, wanted);
            case StepArguments.AsgScale wanted -> asgScale.converge(command, wanted);
            case StepArguments.K8sScale wanted -> k8sScale.converge(command, wanted);
            case StepArguments.RdsPromote wanted -> rdsPromote.converge(command, wanted);
            case StepArguments.AuroraFailover wanted -> auroraFailover.converge(command, wanted);
            case StepArguments.AuroraSwitchover wanted -> auroraSwitchover.converge(command, wanted);
            case StepArguments.RoutingControl wanted -> routingControl.converge(command, wanted);
            case StepArguments.SsmPut wanted -> ssmPut.converge(command, wanted);
            case StepArguments.SnsNotify wanted -> snsNotify.converge(command, wanted);
            case StepArguments.Webhook wanted -> webhook.converge(command, wanted);
            case StepArguments.LambdaInvoke wanted -> lambdaInvoke.converge(command, wanted);
            case StepArguments.MetricPut wanted -> metricPut.converge(command, wanted);
        };
    }
}
