package io.signalbox.contract.action;

import io.signalbox.contract.Action;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All kinds of actions. A new kind is one class and one entry in this list. */
public final class ActionKinds {

    /** In the order in which messages list them. */
    public static final List<ActionKind<?>> ALL = List.of(
            EcsScale.KIND,
            AsgScale.KIND,
            K8sScale.KIND,
            RdsPromote.KIND,
            AuroraFailover.KIND,
            AuroraSwitchover.KIND,
            RoutingControl.KIND,
            SsmPut.KIND,
            SnsNotify.KIND,
            Webhook.KIND,
            LambdaInvoke.KIND,
            MetricPut.KIND);

    private static final Map<Class<?>, ActionKind<?>> BY_TYPE =
            ALL.stream().collect(Collectors.toMap(ActionKind::type, Function.identity()));

    private ActionKinds() {}

    public static ActionKind<?> of(Action action) {
        return Objects.requireNonNull(
                BY_TYPE.get(action.getClass()), () -> "no kind is listed for " + action.getClass());
    }
}
