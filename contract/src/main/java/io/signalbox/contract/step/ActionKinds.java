package io.signalbox.contract.step;

import com.fasterxml.jackson.databind.jsontype.NamedType;
import java.util.List;

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

    private ActionKinds() {}

    /** The arguments of every kind, by their name in JSON. */
    public static NamedType[] types() {
        return ALL.stream().map(kind -> new NamedType(kind.type(), kind.name())).toArray(NamedType[]::new);
    }
}
