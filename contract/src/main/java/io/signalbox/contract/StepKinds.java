package io.signalbox.contract;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.DatabindContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.jsontype.impl.TypeIdResolverBase;
import io.signalbox.contract.action.ActionKinds;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the arguments' type by the name of the kind in JSON. Jackson makes an instance by reflection. */
public final class StepKinds extends TypeIdResolverBase {

    private static final Map<String, Class<? extends StepArguments>> TYPES = new TreeMap<>(Map.of(
            "dns-switch", StepArguments.DnsSwitch.class,
            "signal-switch", StepArguments.SignalSwitch.class,
            "dns-adopt", StepArguments.DnsAdopt.class,
            "dns-readopt", StepArguments.DnsReadopt.class,
            "claim", StepArguments.Claim.class));

    static {
        ActionKinds.ALL.forEach(kind -> TYPES.put(kind.name(), kind.type()));
    }

    @Override
    public String idFromValue(Object value) {
        return ((StepArguments) value).kind();
    }

    @Override
    public String idFromValueAndType(Object value, Class<?> type) {
        return idFromValue(value);
    }

    @Override
    public @Nullable JavaType typeFromId(DatabindContext context, String name) {
        var type = TYPES.get(name);
        return type == null ? null : context.constructType(type);
    }

    @Override
    public String getDescForKnownTypeIds() {
        return TYPES.keySet().toString();
    }

    @Override
    public JsonTypeInfo.Id getMechanism() {
        return JsonTypeInfo.Id.NAME;
    }
}
